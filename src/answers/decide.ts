import type { Ranked } from './rank.ts'

export const decisions = ['answer', 'choose', 'abstain'] as const
/** `answer`: one topic, sure; `choose`: two or three candidates are offered; `abstain`: we don't know. */
export type Decision = (typeof decisions)[number]

/** Share of the question that the best topic must account for before it is answered, or offered. */
const sure = 0.26
const plausible = 0.18
/** How far the best must lead the second, as a share of its own score. */
const lead = 0.15

/** Rather silent than wrong: an answer needs both a good score and a lead. */
export function decide(topics: readonly Ranked[]): Decision {
  const [best, second] = topics
  if (!best || best.score < plausible) return 'abstain'
  const leads = !second || (best.score - second.score) / best.score >= lead
  return best.score >= sure && leads ? 'answer' : 'choose'
}
