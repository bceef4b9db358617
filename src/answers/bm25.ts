/** Saturation of repeated features, and how much long documents are held back (Robertson and Zaragoza 2009). */
export interface Bm25Options {
  readonly k1: number
  readonly b: number
}

interface Postings {
  readonly documents: number[]
  readonly counts: number[]
}

/** A BM25 index over documents given as lists of feature keys. */
export class Bm25Index {
  readonly #postings = new Map<string, Postings>()
  readonly #lengths: number[]
  readonly #meanLength: number
  readonly #options: Bm25Options

  constructor(documents: readonly (readonly string[])[], options: Bm25Options) {
    this.#options = options
    this.#lengths = documents.map((document) => document.length)
    this.#meanLength = this.#lengths.reduce((a, b) => a + b, 0) / Math.max(1, documents.length)
    for (const [i, document] of documents.entries()) {
      for (const key of document) this.#count(key, i)
    }
  }

  /** Rarity of a feature; also for one that no document has. */
  idf(key: string): number {
    const df = this.#postings.get(key)?.documents.length ?? 0
    return Math.log(1 + (this.#lengths.length - df + 0.5) / (df + 0.5))
  }

  has(key: string): boolean {
    return this.#postings.has(key)
  }

  /** Adds `weight` times each document's BM25 score for this feature to `scores`. */
  addScores(key: string, weight: number, scores: Float64Array): void {
    const postings = this.#postings.get(key)
    if (!postings) return
    const idf = this.idf(key)
    for (const [n, document] of postings.documents.entries()) {
      scores[document] = (scores[document] ?? 0) + weight * idf * this.#saturated(postings.counts[n] ?? 0, document)
    }
  }

  /** Between 0 and 1: how much of this feature's possible weight a document has. */
  #saturated(count: number, document: number): number {
    const { k1, b } = this.#options
    const length = (this.#lengths[document] ?? 0) / Math.max(1, this.#meanLength)
    return count / (count + k1 * (1 - b + b * length))
  }

  #count(key: string, document: number): void {
    let postings = this.#postings.get(key)
    if (!postings) this.#postings.set(key, (postings = { documents: [], counts: [] }))
    const last = postings.documents.length - 1
    if (postings.documents[last] === document) postings.counts[last] = (postings.counts[last] ?? 0) + 1
    else {
      postings.documents.push(document)
      postings.counts.push(1)
    }
  }
}
