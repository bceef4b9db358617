import { plainText } from '../knowledge/rich-text.ts'
import type { KnowledgeBase, Topic } from '../knowledge/types.ts'
import { languages } from '../knowledge/types.ts'
import { Bm25Index } from './bm25.ts'
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
  readonly key: string
  readonly amount: number
}

/** Ranks all topics for a reading of a question: BM25 over each topic with all its phrasings as one document. */
export class Ranker {
  readonly #ids: readonly string[]
  readonly #index: Bm25Index

  constructor(knowledge: KnowledgeBase, reader: Reader) {
    const topics = [...knowledge.topics.values()]
    this.#ids = topics.map((topic) => topic.id)
    this.#index = new Bm25Index(
      topics.map((topic) =>
        textsOf(topic).flatMap((text) => features(reader.read(text)).map((feature) => feature.key)),
      ),
      { k1: 2, b: 0.75 },
    )
  }

  /** All topics with any evidence, best first; scores are shares of what a perfect topic would get. */
  rank(reading: Reading): Ranked[] {
    const asked = features(reading)
    const scores = new Float64Array(this.#ids.length)
    for (const { key, kind, certainty } of asked) this.#index.addScores(key, weights[kind] * certainty, scores)
    const most = attainable(this.#index, asked)
    return this.#ids
      .map((id, i) => ({ id, score: (scores[i] ?? 0) / most }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
  }

  /** What each feature of the question brought to a topic, most first. */
  contributions(reading: Reading, id: string): Contribution[] {
    const topic = this.#ids.indexOf(id)
    const asked = features(reading)
    const most = attainable(this.#index, asked)
    return asked
      .map(({ key, kind, certainty }) => {
        const scores = new Float64Array(this.#ids.length)
        this.#index.addScores(key, weights[kind] * certainty, scores)
        return { key, amount: (scores[topic] ?? 0) / most }
      })
      .filter(({ amount }) => amount > 0)
      .sort((x, y) => y.amount - x.amount)
  }
}

function attainable(index: Bm25Index, asked: readonly Feature[]): number {
  return asked.reduce((sum, { key, kind, certainty }) => {
    // Unknown pairs and pieces are no sign of an unknown subject; unknown words are.
    const counts = kind === 'word' || index.has(key)
    return counts ? sum + weights[kind] * certainty * index.idf(key) : sum
  }, 0)
}

/** The phrasings with the title, and what the topic is about beyond them. */
function textsOf(topic: Topic): string[] {
  return [
    ...languages.flatMap((language) => [topic.title[language], ...topic.phrasings[language]]),
    ...topic.covers,
    ...languages.map((language) => plainText(topic.answer[language].direct)),
  ]
}
