import { Bm25Index, indexDocuments, type Bm25Data } from './bm25.ts'
import type { CorpusText, Subjects } from './corpus.ts'
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

/** Each subject with all its phrasings as one document. */
export function indexSubjects(corpus: readonly CorpusText[], { ids }: Subjects, reader: Reader): Bm25Data {
  const documents = new Map<string, number[]>(ids.map((id) => [id, []]))
  for (const { subject, role, tokens } of corpus) {
    const document = subject === undefined || role === 'detail' ? undefined : documents.get(subject)
    for (const { id, kind } of document ? features(reader.readTokens(tokens)) : []) {
      // In running text neighbours mean little, and there are many.
      if (role === 'question' || kind === 'word' || kind === 'concept') document?.push(id)
    }
  }
  return indexDocuments([...documents.values()])
}

/** Ranks all subjects for a question by BM25. */
export class Ranker {
  readonly #subjects: Subjects
  readonly #index: Bm25Index

  constructor(data: Bm25Data, subjects: Subjects) {
    this.#subjects = subjects
    this.#index = new Bm25Index(data, { k1: 2, b: 0.75 })
  }

  /** For each subject the share of what a perfect one would get, 0 to 1. */
  shares(asked: readonly Feature[]): Float64Array {
    const scores = new Float64Array(this.#subjects.ids.length)
    const most = this.#score(asked, scores)
    if (most > 0) for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] ?? 0) / most
    return scores
  }

  /** All topics with any evidence, best first. */
  rank(reading: Reading): Ranked[] {
    const { ids, topics } = this.#subjects
    const shares = this.shares(features(reading))
    return ids
      .slice(0, topics)
      .map((id, i) => ({ id, score: shares[i] ?? 0 }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
  }

  /** What each feature of the question brought to a subject, most first. */
  contributions(reading: Reading, subject: string): Contribution[] {
    const at = this.#subjects.ids.indexOf(subject)
    const asked = features(reading)
    const most = this.#score(asked, new Float64Array(this.#subjects.ids.length))
    return asked
      .map(({ id, kind, certainty, name }) => {
        const scores = new Float64Array(this.#subjects.ids.length)
        this.#index.addScores(id, weights[kind] * certainty, scores)
        return { feature: name(), kind, amount: (scores[at] ?? 0) / most }
      })
      .filter(({ amount }) => amount > 0)
      .sort((x, y) => y.amount - x.amount)
  }

  /** Adds up the scores and returns what a perfect subject would get. */
  #score(asked: readonly Feature[], scores: Float64Array): number {
    let most = 0
    for (const { id, kind, certainty } of asked) {
      const weight = weights[kind] * certainty
      // Unknown pairs and pieces are no sign of an unknown subject; unknown words are.
      const unknown = kind === 'word' ? weight * this.#index.rarest : 0
      most += this.#index.addScores(id, weight, scores) ?? unknown
    }
    return most
  }
}
