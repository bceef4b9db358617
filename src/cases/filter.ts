import type { Case } from '../knowledge/types.ts'

/** Which cases are asked for: values of one kind are alternatives, all kinds must fit. */
export interface CaseFilter {
  /** Names of regions ("Kota Surabaya"). */
  readonly regions?: ReadonlySet<string>
  /** Names of provinces; their regencies and cities count with them. Together with `regions` alternatives. */
  readonly provinces?: ReadonlySet<string>
  /** Names of partners. */
  readonly partners?: ReadonlySet<string>
  /** ISO codes of the partners' countries. */
  readonly countries?: ReadonlySet<string>
  readonly fields?: ReadonlySet<string>
  readonly kinds?: ReadonlySet<string>
  readonly statuses?: ReadonlySet<string>
  readonly years?: ReadonlySet<number>
}

/**
 * The Indonesian cases that fit, newest agreements first, those without a year last. The foreign cases for comparison
 * never count.
 */
export function filterCases(cases: Iterable<Case>, filter: CaseFilter): Case[] {
  return [...cases]
    .filter((one) => one.region.country === 'ID' && fits(one, filter))
    .sort((a, b) => yearOf(b) - yearOf(a) || a.id.localeCompare(b.id))
}

function fits(one: Case, { regions, provinces, partners, countries, fields, kinds, statuses, years }: CaseFilter) {
  const { region, partner } = one
  const somewhere = regions ?? provinces
  return (
    (!somewhere || regions?.has(region.name) === true || provinces?.has(region.province ?? '') === true) &&
    (!partners || partners.has(partner.name)) &&
    (!countries || countries.has(partner.country ?? '')) &&
    (!fields || one.fields.some((field) => fields.has(field))) &&
    (!kinds || kinds.has(one.kind)) &&
    (!statuses || statuses.has(one.status)) &&
    (!years || years.has(one.years.mou ?? 0) || years.has(one.years.loi ?? 0))
  )
}

/** The same places without fields, kinds, states and years: what to show when nothing fits exactly. */
export function onlyPlaces({ regions, provinces, partners, countries }: CaseFilter): CaseFilter {
  return {
    ...(regions && { regions }),
    ...(provinces && { provinces }),
    ...(partners && { partners }),
    ...(countries && { countries }),
  }
}

/** Of the agreement, else of the letter of intent; 0 when neither is known. */
export function yearOf({ years }: Case): number {
  return years.mou ?? years.loi ?? 0
}

/** How many cases, regions, provinces and countries there are. */
export function countCases(cases: readonly Case[]) {
  const distinct = (values: readonly (string | undefined)[]) => new Set(values.filter(Boolean)).size
  return {
    cases: cases.length,
    regions: distinct(cases.map(({ region }) => region.name)),
    provinces: distinct(cases.map(({ region }) => region.province)),
    countries: distinct(cases.map(({ partner }) => partner.country)),
  }
}
