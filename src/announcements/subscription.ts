import type { Zone } from '../calendar/zones.ts'
import type { Case, Language } from '../knowledge/types.ts'

export const timings = ['at-once', 'daily', 'weekly'] as const
export type Timing = (typeof timings)[number]

/** What a subscription is about. Values of one kind are alternatives, all kinds that are given must fit. */
export interface Interest {
  /** Names of provinces; their regencies and cities count with them. */
  readonly provinces: readonly string[]
  /** Names of regions ("Kota Surabaya"), alternatives to the provinces. */
  readonly regions: readonly string[]
  /** ISO codes of the partner's country. */
  readonly countries: readonly string[]
  readonly fields: readonly string[]
  readonly kinds: readonly string[]
}

export const everything: Interest = { provinces: [], regions: [], countries: [], fields: [], kinds: [] }

/** When nothing is to be sent: whole hours of the day in a zone; over midnight where `from` is the later. */
export interface QuietHours {
  readonly from: number
  readonly to: number
}

/** A wish of one chat, or of one forum topic of it, to hear of cases. */
export interface Subscription {
  readonly chatId: number
  /** 0 for the chat as a whole. */
  readonly threadId: number
  readonly language: Language
  readonly interest: Interest
  readonly timing: Timing
  readonly zone: Zone
  readonly quiet: QuietHours | undefined
}

/** How long a subscription rests that cannot be served; then it is removed. */
export const restMs = 30 * 24 * 60 * 60_000

/** Whether a case is of interest; the foreign ones for comparison never are. */
export function wants({ provinces, regions, countries, fields, kinds }: Interest, one: Case): boolean {
  const { region, partner } = one
  const somewhere = provinces.length + regions.length === 0
  return (
    region.country === 'ID' &&
    (somewhere || regions.includes(region.name) || provinces.includes(region.province ?? '')) &&
    (countries.length === 0 || countries.includes(partner.country ?? '')) &&
    (fields.length === 0 || one.fields.some((field) => fields.includes(field))) &&
    (kinds.length === 0 || kinds.includes(one.kind))
  )
}

/** Whether nothing is left out. */
export function isEverything({ provinces, regions, countries, fields, kinds }: Interest): boolean {
  return [provinces, regions, countries, fields, kinds].every((values) => values.length === 0)
}
