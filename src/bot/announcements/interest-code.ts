import { everything, type Interest } from '../../announcements/subscription.ts'
import type { CaseFilter } from '../../cases/filter.ts'
import type { Places } from '../../places/places.ts'

/** What a filter of cases means for a subscription: partners, states and years are left out. */
export function interestOf({ provinces, regions, countries, fields, kinds }: CaseFilter): Interest {
  const list = (values: ReadonlySet<string> | undefined) => [...(values ?? [])]
  return {
    provinces: list(provinces),
    regions: list(regions),
    countries: list(countries),
    fields: list(fields),
    kinds: list(kinds),
  }
}

/** Back from an interest to the filter that finds its cases. */
export function filterOf({ provinces, regions, countries, fields, kinds }: Interest): CaseFilter {
  const set = (name: string, values: readonly string[]) => (values.length > 0 ? { [name]: new Set(values) } : {})
  return {
    ...set('provinces', provinces),
    ...set('regions', regions),
    ...set('countries', countries),
    ...set('fields', fields),
    ...set('kinds', kinds),
  }
}

/** An interest in as few letters as the data of a button can hold, and back; places stand there by their codes. */
export function encodeInterest({ provinces, regions, countries, fields, kinds }: Interest, places: Places): string {
  const codeOf = (name: string) => places.regions.find((region) => region.name === name)?.code ?? ''
  const lists = [provinces.map((name) => codeOf(`Provinsi ${name}`)), regions.map(codeOf), countries, fields, kinds]
  return lists.map((values) => values.join(',')).join('~')
}

export function decodeInterest(code: string, places: Places): Interest {
  const [provinces = [], regions = [], countries = [], fields = [], kinds = []] = code
    .split('~')
    .map((list) => list.split(',').filter(Boolean))
  const find = (wanted: string) => places.regions.find((region) => region.code === wanted)
  return {
    ...everything,
    provinces: provinces.flatMap((one) => find(one)?.province ?? []),
    regions: regions.flatMap((one) => find(one)?.name ?? []),
    countries,
    fields,
    kinds,
  }
}
