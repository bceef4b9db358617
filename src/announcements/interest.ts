import { filterCases, type CaseFilter } from '../cases/filter.ts'
import type { Case } from '../knowledge/types.ts'

/** What a subscription can be about. */
export const dimensions = ['provinces', 'regions', 'countries', 'fields', 'kinds'] as const
export type Dimension = (typeof dimensions)[number]

/**
 * What a subscription is about: names of provinces and regions ("Kota Surabaya"), ISO codes of the partner's country,
 * fields and kinds of `case-terms.yaml`. Values of one dimension are alternatives (provinces and regions are one), all
 * that are given must fit.
 */
export type Interest = Readonly<Record<Dimension, readonly string[]>>

export const everything: Interest = perDimension(() => [])

/** Whether a case is of interest; the foreign ones for comparison never are. */
export function wants(interest: Interest, one: Case): boolean {
  return filterCases([one], filterOf(interest)).length > 0
}

/** Whether nothing is left out. */
export function isEverything(interest: Interest): boolean {
  return dimensions.every((dimension) => interest[dimension].length === 0)
}

/** The same with a value or without it. */
export function chosen(interest: Interest, dimension: Dimension, value: string, on: boolean): Interest {
  const without = interest[dimension].filter((one) => one !== value)
  return { ...interest, [dimension]: on ? [...without, value] : without }
}

/** Everything that either is about. */
export function joined(one: Interest, other: Interest): Interest {
  return perDimension((dimension) => [...new Set([...one[dimension], ...other[dimension]])])
}

/** What a filter of cases means for a subscription: partners, states and years are left out. */
export function interestOf(filter: CaseFilter): Interest {
  return perDimension((dimension) => [...(filter[dimension] ?? [])])
}

function perDimension(values: (dimension: Dimension) => readonly string[]): Interest {
  return {
    provinces: values('provinces'),
    regions: values('regions'),
    countries: values('countries'),
    fields: values('fields'),
    kinds: values('kinds'),
  }
}

/** Back from an interest to the filter that finds its cases. */
export function filterOf(interest: Interest): CaseFilter {
  const given = dimensions.filter((dimension) => interest[dimension].length > 0)
  return Object.fromEntries(given.map((dimension) => [dimension, new Set(interest[dimension])]))
}
