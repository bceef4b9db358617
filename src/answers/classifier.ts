import type { CorpusText, Subjects } from './corpus.ts'
import { features, type Feature, type FeatureKind } from './features.ts'
import type { Reader } from './reader.ts'
import { positionOf } from './sorted.ts'

/** How much each kind of feature counts; pieces of words added nothing but time. */
const weights: Readonly<Record<FeatureKind, number>> = { word: 1, pair: 0.5, piece: 0, concept: 1, concepts: 0.5 }
/** A feature that few of many phrasings have is left out: little can be learnt from it, and there are very many. */
const leastUses = (phrasings: number) => (phrasings < 1000 ? 1 : 3)

/** Rounds over all phrasings, and how far one phrasing moves the weights in the first of them. */
const rounds = 6
const firstStep = 4
/** A subject thought less likely than this is not moved: most are, and it would only cost time. */
const negligible = 0.002
const biasStep = 0.05

/** Softmax regression over the features of a message. Plain data, which can be written to disk. */
export interface ClassifierData {
  /** Ascending. */
  readonly features: Uint32Array
  /** How rare each feature is. */
  readonly rarity: Float32Array
  /** For each feature a weight for each subject, as parts of `scales` of the feature. */
  readonly weights: Int8Array
  readonly scales: Float32Array
  readonly bias: Float32Array
}

interface Example {
  readonly subject: number
  readonly at: Uint32Array
  readonly values: Float32Array
}

/** Learns from all phrasings which subject each feature speaks for. Takes seconds; the same input gives the same. */
export function trainClassifier(corpus: readonly CorpusText[], { ids }: Subjects, reader: Reader): ClassifierData {
  const numberOf = new Map(ids.map((id, i) => [id, i]))
  const phrasings = corpus.flatMap(({ subject, role, tokens }) => {
    const number = role === 'question' && subject !== undefined ? numberOf.get(subject) : undefined
    return number === undefined ? [] : [{ subject: number, list: features(reader.readTokens(tokens)) }]
  })
  const uses = new Map<number, number>()
  for (const { list } of phrasings) {
    for (const { id, kind } of list) if (weights[kind] > 0) uses.set(id, (uses.get(id) ?? 0) + 1)
  }
  const kept = Uint32Array.from(
    [...uses].flatMap(([id, count]) => (count >= leastUses(phrasings.length) ? [id] : [])),
  ).sort()
  const rarity = Float32Array.from(kept, (id) => Math.log(1 + phrasings.length / (uses.get(id) ?? 1)))
  const examples = phrasings.map(({ subject, list }) => ({ subject, ...valuesOf(list, kept, rarity) }))
  const { learnt, bias } = learn(examples, kept.length, ids.length)
  return { features: kept, rarity, bias, ...inBytes(learnt, ids.length) }
}

function learn(examples: readonly Example[], known: number, subjects: number) {
  const learnt = new Float32Array(known * subjects)
  const bias = new Float32Array(subjects)
  const error = new Float32Array(subjects)
  const moved = new Int32Array(subjects)
  const order = examples.map((_, i) => i)
  const random = randomNumbers()
  for (let round = 0; round < rounds; round++) {
    shuffle(order, random)
    const step = firstStep / (1 + round)
    for (const number of order) {
      const example = examples[number]
      if (!example) continue
      const { at, values, subject } = example
      error.set(bias)
      for (let i = 0; i < at.length; i++) {
        const [from, value] = [(at[i] ?? 0) * subjects, values[i] ?? 0]
        for (let s = 0; s < subjects; s++) error[s] = (error[s] ?? 0) + (learnt[from + s] ?? 0) * value
      }
      softmax(error)
      error[subject] = (error[subject] ?? 0) - 1
      let count = 0
      for (let s = 0; s < subjects; s++) if (Math.abs(error[s] ?? 0) > negligible) moved[count++] = s
      for (let i = 0; i < at.length; i++) {
        const [from, value] = [(at[i] ?? 0) * subjects, (values[i] ?? 0) * step]
        for (let m = 0; m < count; m++) {
          const s = moved[m] ?? 0
          learnt[from + s] = (learnt[from + s] ?? 0) - (error[s] ?? 0) * value
        }
      }
      for (let s = 0; s < subjects; s++) bias[s] = (bias[s] ?? 0) - step * biasStep * (error[s] ?? 0)
    }
  }
  return { learnt, bias }
}

/** Tells how likely each subject is. */
export class Classifier {
  readonly #data: ClassifierData

  constructor(data: ClassifierData) {
    this.#data = data
  }

  /** For each subject its probability. */
  probabilities(asked: readonly Feature[]): Float64Array {
    const { features: known, rarity, weights: bytes, scales, bias } = this.#data
    const { at, values } = valuesOf(asked, known, rarity)
    const subjects = bias.length
    const result = Float64Array.from(bias)
    for (let i = 0; i < at.length; i++) {
      const feature = at[i] ?? 0
      const [from, value] = [feature * subjects, (values[i] ?? 0) * (scales[feature] ?? 0)]
      for (let s = 0; s < subjects; s++) result[s] = (result[s] ?? 0) + (bytes[from + s] ?? 0) * value
    }
    softmax(result)
    return result
  }
}

/** The known features of a text with their values, which together have length 1. */
function valuesOf(list: readonly Feature[], known: Uint32Array, rarity: Float32Array) {
  const at: number[] = []
  const values: number[] = []
  for (const { id, kind, certainty } of list) {
    const position = weights[kind] > 0 ? positionOf(known, id) : undefined
    if (position === undefined) continue
    at.push(position)
    values.push(weights[kind] * certainty * (rarity[position] ?? 0))
  }
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) || 1
  return { at: Uint32Array.from(at), values: Float32Array.from(values, (value) => value / length) }
}

function softmax(values: Float32Array | Float64Array): void {
  let most = Number.NEGATIVE_INFINITY
  for (const value of values) most = Math.max(most, value)
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i] = Math.exp((values[i] ?? 0) - most)
  for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) / sum
}

/** A quarter of the memory, for a precision that makes no difference. */
function inBytes(learnt: Float32Array, subjects: number): Pick<ClassifierData, 'weights' | 'scales'> {
  const scales = new Float32Array(learnt.length / subjects)
  const bytes = new Int8Array(learnt.length)
  for (let feature = 0; feature < scales.length; feature++) {
    const row = learnt.subarray(feature * subjects, (feature + 1) * subjects)
    const scale = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127 || 1
    scales[feature] = scale
    for (const [s, value] of row.entries()) bytes[feature * subjects + s] = Math.round(value / scale)
  }
  return { weights: bytes, scales }
}

/** The same numbers every time (a linear congruential generator), so that training can be repeated. */
function randomNumbers(): () => number {
  let state = 1
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
}

function shuffle(list: number[], random: () => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[list[i], list[j]] = [list[j] ?? 0, list[i] ?? 0]
  }
}
