import type { Ranked } from './rank.ts'

/** `answer`: one topic, sure; `choose`: two or three candidates are offered; `abstain`: we don't know. */
export type Decision = 'answer' | 'choose' | 'abstain'

/** Share of the question that the best topic must account for before it is answered, or offered. */
export const sure = 0.26
const plausible = 0.18
/** How far the best must lead the second, as a share of its own score. */
const lead = 0.15

/** A message with a larger share of words that the knowledge base never uses is about something else. */
export const mostForeign = 0.45
const mostForeignToAnswer = 0.3

/**
 * Rather silent than wrong: an answer needs a good score, a lead, and that most of the message was understood.
 * @param foreign share of the words that the knowledge base never uses, 0 to 1.
 */
export function decide(topics: readonly Ranked[], foreign: number): Decision {
  const [best, second] = topics
  if (!best || best.score < plausible || foreign > mostForeign) return 'abstain'
  const leads = !second || (best.score - second.score) / best.score >= lead
  return best.score >= sure && leads && foreign <= mostForeignToAnswer ? 'answer' : 'choose'
}
