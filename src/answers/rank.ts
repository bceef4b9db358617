import { Bm25Index } from './bm25.ts'
import type { CorpusText } from './corpus.ts'
import { features, type Feature, type FeatureKind } from './features.ts'
import type { Reader, Reading } from './reader.ts'

/** How much each kind of feature counts; tuned on the development questions. */
const weights: Readonly<Record<FeatureKind, number>> = { word: 1, pair: 0.5, piece: 0.25, concept: 1, concepts: 0.4 }

/** A topic with how much of the question it accounts for, 0 to 1. */
export interface Ranked {
  readonly id: string
  readonly score: number
}

/** One feature's part in the score of a topic, for `--explain`. */
export interface Contribution {
  readonly feature: string
  readonly kind: FeatureKind
  readonly amount: number
}

/** Ranks all topics for a reading of a question: BM25 over each topic with all its phrasings as one document. */
export class Ranker {
  readonly #ids: readonly string[]
  readonly #index: Bm25Index

  constructor(corpus: readonly CorpusText[], reader: Reader) {
    const documents = new Map<string, number[]>()
    for (const { topic, role, tokens } of corpus) {
      if (topic === undefined || role === 'detail') continue
      let document = documents.get(topic)
      if (!document) documents.set(topic, (document = []))
      for (const { id, kind } of features(reader.readTokens(tokens))) {
        // In running text neighbours mean little, and there are many.
        if (role === 'question' || kind === 'word' || kind === 'concept') document.push(id)
      }
    }
    this.#ids = [...documents.keys()]
    this.#index = new Bm25Index([...documents.values()], { k1: 2, b: 0.75 })
  }

  /** All topics with any evidence, best first; scores are shares of what a perfect topic would get. */
  rank(reading: Reading): Ranked[] {
    const asked = features(reading)
    const scores = new Float64Array(this.#ids.length)
    for (const { id, kind, certainty } of asked) this.#index.addScores(id, weights[kind] * certainty, scores)
    const most = attainable(this.#index, asked)
    return this.#ids
      .map((id, i) => ({ id, score: (scores[i] ?? 0) / most }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
  }

  /** What each feature of the question brought to a topic, most first. */
  contributions(reading: Reading, topicId: string): Contribution[] {
    const topic = this.#ids.indexOf(topicId)
    const asked = features(reading)
    const most = attainable(this.#index, asked)
    return asked
      .map(({ id, kind, certainty, name }) => {
        const scores = new Float64Array(this.#ids.length)
        this.#index.addScores(id, weights[kind] * certainty, scores)
        return { feature: name(), kind, amount: (scores[topic] ?? 0) / most }
      })
      .filter(({ amount }) => amount > 0)
      .sort((x, y) => y.amount - x.amount)
  }
}

function attainable(index: Bm25Index, asked: readonly Feature[]): number {
  return asked.reduce((sum, { id, kind, certainty }) => {
    // Unknown pairs and pieces are no sign of an unknown subject; unknown words are.
    const counts = kind === 'word' || index.has(id)
    return counts ? sum + weights[kind] * certainty * index.idf(id) : sum
  }, 0)
}
