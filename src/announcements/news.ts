import type { Case } from '../knowledge/types.ts'

/** What was known of a case when it was last looked at. */
export interface KnownCase {
  readonly id: string
  readonly known: Case
  readonly withdrawn: boolean
}

export type NewsKind = 'new' | 'changed' | 'withdrawn'

/** Something about a case that people may want to hear. */
export interface News {
  readonly kind: NewsKind
  /** As it stands now; for a withdrawn one as it stood last. */
  readonly about: Case
  /** Whether it is worth a message of its own, or only a correction of what was sent. */
  readonly matters: boolean
}

/** What is new, changed or gone, compared with what was known. Wording alone corrects; it is no news. */
export function newsIn(cases: Iterable<Case>, known: ReadonlyMap<string, KnownCase>): News[] {
  const present = new Map([...cases].map((one) => [one.id, one]))
  const arrivals = [...present.values()].flatMap((one): News[] => {
    const before = known.get(one.id)
    if (!before || before.withdrawn) return [{ kind: 'new', about: one, matters: true }]
    if (print(one, shown) === print(before.known, shown)) return []
    return [{ kind: 'changed', about: one, matters: print(one, substance) !== print(before.known, substance) }]
  })
  const departures = [...known.values()]
    .filter(({ id, withdrawn }) => !withdrawn && !present.has(id))
    .map(({ known: about }): News => ({ kind: 'withdrawn', about, matters: true }))
  return [...arrivals, ...departures]
}

/**
 * What it is to those who hear of it; undefined when nobody need hear of it: a case is gone, or put in other words, of
 * which nobody was told.
 * @param before of a draft of the same case that nobody has decided.
 * @param told of what was announced of it last.
 */
export function toldAs(
  { kind, matters }: News,
  before: NewsKind | undefined,
  told: NewsKind | undefined,
  asKnown: boolean,
): NewsKind | undefined {
  if (told === undefined) return kind !== 'withdrawn' && (matters || before === 'new') ? 'new' : undefined
  // To those who were told of it its return is a change; a known case that is announced again is for all others.
  return kind === 'new' && (!asKnown || told === 'withdrawn') ? 'changed' : kind
}

/** Names one state of a case, so that an approval counts for what was previewed only. */
export function print(one: Case, part: (one: Case) => unknown = shown): string {
  return JSON.stringify(part(one))
}

/** What the readers of an announcement see. */
function shown({ region, partner, kind, fields, years, status, confidence, summary, sources }: Case) {
  return [region.name, partner.name, partner.country, kind, fields, years, status, confidence, summary, sources]
}

/** What they would act on. */
function substance({ region, partner, kind, years, status }: Case) {
  return [region.name, partner.name, partner.country, kind, years, status]
}
