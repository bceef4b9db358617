import type { Topic } from '../knowledge/types.ts'
import type { Decision } from './decide.ts'
import type { Ranked } from './rank.ts'

/** A longer message must be understood by itself. */
export const maxFollowUpWords = 6

/** What the message says by itself counts less than what it says together with the last topic's title. */
const ownWeight = 0.6
/** For topics that the last one leads to. */
const relatedBonus = 0.22
/** For the last topic itself: the person has just read it. */
const readAlready = 0.3
/** A topic that the message alone says nothing of is no answer to it. */
const leastOwn = 0.1
/** Score and lead that are enough to answer; with a little less, candidates are offered. Set by hand on examples. */
const enough = 0.5
const enoughToOffer = 0.38
const lead = 0.1
/** A message that finds a topic alone with this share needs no continuing. */
const clearAlone = 0.26

export interface FollowUp {
  readonly decision: Exclude<Decision, 'abstain'>
  readonly topics: readonly Ranked[]
}

/**
 * Reads a short message after an answer ("how long?", "kalau ditolak?"): what the message says by itself, together
 * with what it says as a continuation. Undefined when it is no continuation: it makes no sense as one, or means the
 * same alone.
 * @param own ranking of the message alone.
 * @param together ranking of the last topic's title and the message as one question.
 */
export function rankFollowUp(own: readonly Ranked[], together: readonly Ranked[], last: Topic): FollowUp | undefined {
  const alone = new Map(own.map(({ id, score }) => [id, score]))
  const topics = together
    .filter(({ id }) => (alone.get(id) ?? 0) >= leastOwn)
    .map(({ id, score }) => ({ id, score: score + ownWeight * (alone.get(id) ?? 0) + bonus(id, last) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, 5)
  const [best, second] = topics
  if (!best || best.score < enoughToOffer) return undefined
  const [first] = own
  if (first?.id === best.id && first.score >= clearAlone && bonus(best.id, last) <= 0) return undefined
  const leads = !second || best.score - second.score >= lead
  return { decision: best.score >= enough && leads ? 'answer' : 'choose', topics }
}

function bonus(id: string, last: Topic): number {
  if (id === last.id) return -readAlready
  return last.next === id || last.related.includes(id) ? relatedBonus : 0
}
