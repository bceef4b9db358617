import { dimensions, type Dimension, type Interest } from '../../announcements/interest.ts'
import { filterCases } from '../../cases/filter.ts'
import type { Case } from '../../knowledge/types.ts'
import type { Library } from '../library.ts'
import type { Words } from '../words.ts'
import { countryName, termName } from './cases.ts'

/** The lists one can choose from; regions and provinces share one. */
export const lists = ['provinces', 'countries', 'fields', 'kinds'] as const
export type List = (typeof lists)[number]

/** The dimensions of an interest that a list chooses, and back. */
export function dimensionsOf(list: List): readonly Dimension[] {
  return list === 'provinces' ? ['regions', 'provinces'] : [list]
}
export function listOf(dimension: Dimension): List {
  return dimension === 'regions' ? 'provinces' : dimension
}

/** A list by its name and a dimension by its first letter, as they stand in the data of a button. */
export function readList(name: string): List | undefined {
  return lists.find((list) => list === name)
}
export function readDimension(letter: string): Dimension | undefined {
  return dimensions.find((dimension) => dimension.slice(0, 1) === letter)
}

/** The value behind a code: places stand in buttons by their codes. */
export function readValue(dimension: Dimension, code: string, { places, knowledge }: Library): string | undefined {
  const region = places.regions.find((one) => one.code === code)
  if (dimension === 'provinces') return region?.province
  if (dimension === 'regions') return region?.name
  // Whoever presses may send anything.
  const known =
    dimension === 'countries'
      ? places.countries.some((country) => country.code === code)
      : Object.hasOwn(knowledge.caseTerms[dimension], code)
  return known ? code : undefined
}

export interface Option {
  readonly dimension: Dimension
  readonly code: string
  readonly value: string
  readonly label: string
}

/** What is chosen from elsewhere comes first, so that it can be taken back. */
export function optionsOf(list: List, interest: Interest, library: Library, words: Words): Option[] {
  const { knowledge, places } = library
  const { caseTerms, cases } = knowledge
  if (list === 'provinces') {
    const chosen = places.regions.filter(({ name }) => interest.regions.includes(name))
    const provinces = places.regions.filter(({ level }) => level === 'provinsi')
    const byName = [...provinces].sort((a, b) => a.province.localeCompare(b.province))
    return [
      ...chosen.map(({ code, name }) => ({ dimension: 'regions' as const, code, value: name, label: name })),
      ...byName.map(({ code, province }) => ({
        dimension: 'provinces' as const,
        code,
        value: province,
        label: province,
      })),
    ]
  }
  if (list === 'countries') {
    const codes = [...new Set([...interest.countries, ...partnerCountries(cases.values())])]
    return codes.map((code) => ({
      dimension: list,
      code,
      value: code,
      label: countryName(code, places, words),
    }))
  }
  const terms = caseTerms[list]
  return Object.keys(terms).map((code) => ({
    dimension: list,
    code,
    value: code,
    label: termName(terms, words.language)(code),
  }))
}

/** Countries of partners, those with the most partnerships first. */
function partnerCountries(cases: Iterable<Case>): string[] {
  const counts = new Map<string, number>()
  for (const { partner } of filterCases(cases, {})) {
    if (partner.country) counts.set(partner.country, (counts.get(partner.country) ?? 0) + 1)
  }
  return [...counts].sort(([a, one], [b, other]) => other - one || a.localeCompare(b)).map(([code]) => code)
}
