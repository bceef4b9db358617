import type { Subjects } from './corpus.ts'
import type { Ranked } from './rank.ts'
import type { Reading } from './reader.ts'

/** How much the classifier's opinion counts against the index's in the order of the topics. */
const classifierShare = 0.5
const kept = 5

/** What speaks for and against answering, each near the range 0 to 1 or -3 to 3; what they weigh stands in decide.ts. */
export const signalNames = [
  'one',
  'inside',
  'best',
  'lead',
  'share',
  'shareLead',
  'agreed',
  'foreign',
  'shareOverOutside',
  'length',
] as const
export type Signals = Readonly<Record<(typeof signalNames)[number], number>>

export interface Evidence {
  /** At most five topics, best first; scores between 0 and 1. */
  readonly topics: readonly Ranked[]
  readonly signals: Signals
  /** The likeliest subject outside our field with its probability. */
  readonly outside: Ranked | undefined
}

/**
 * Puts together what the index and the classifier say of a message.
 * @param shares of the index, for each subject.
 * @param probabilities of the classifier, for each subject.
 */
export function weighEvidence(
  shares: Float64Array,
  probabilities: Float64Array,
  { ids, topics: count }: Subjects,
  { words }: Reading,
): Evidence {
  const [bestShare = 0, secondShare = 0] = largest(shares.subarray(0, count), 2).map((i) => shares[i] ?? 0)
  const outsideShares = shares.subarray(count)
  const outsideShare = outsideShares[largest(outsideShares, 1)[0] ?? 0] ?? 0
  const scores = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    scores[i] =
      (1 - classifierShare) * ((shares[i] ?? 0) / (bestShare || 1)) + classifierShare * Math.sqrt(probabilities[i] ?? 0)
  }
  const order = largest(scores, kept).map((i) => [i, scores[i] ?? 0] as const)
  const [first = 0, second = 0] = order.map(([i]) => i)
  const inside = probabilities.subarray(0, count).reduce((a, b) => a + b, 0)
  const [best, next, share] = [probabilities[first] ?? 0, probabilities[second] ?? 0, shares[first] ?? 0]
  const agreed = share === bestShare
  const signals: Signals = {
    one: 1,
    inside: logit(inside) / 4,
    best: logit(best) / 4,
    lead: Math.log((best + 1e-4) / (next + 1e-4)) / 3,
    share: share * 2,
    shareLead: (share - (agreed ? secondShare : bestShare)) * 3,
    agreed: agreed ? 1 : 0,
    foreign: (words.filter(({ known }) => !known).length / Math.max(1, words.length)) * 2,
    shareOverOutside: (share - outsideShare) * 2,
    length: Math.min(3, words.length / 10),
  }
  const topics = order.filter(([, value]) => value > 0).map(([i, value]) => ({ id: ids[i] ?? '', score: value }))
  return { topics, signals, outside: likeliest(probabilities.subarray(count), ids.slice(count)) }
}

function likeliest(probabilities: Float64Array, ids: readonly string[]): Ranked | undefined {
  const [at = 0] = largest(probabilities, 1)
  const id = ids[at]
  return id === undefined ? undefined : { id, score: probabilities[at] ?? 0 }
}

/** Where the largest values stand, largest first. One pass: sorting all of them would take longer than finding them. */
function largest(values: Float64Array, count: number): number[] {
  const top: number[] = []
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0
    if (top.length === count && value <= (values[top[count - 1] ?? 0] ?? 0)) continue
    let at = top.length
    while (at > 0 && (values[top[at - 1] ?? 0] ?? 0) < value) at--
    top.splice(at, 0, i)
    if (top.length > count) top.pop()
  }
  return top
}

function logit(probability: number): number {
  const bounded = Math.max(1e-6, Math.min(1 - 1e-6, probability))
  return Math.log(bounded / (1 - bounded))
}
