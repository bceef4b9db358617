import { positionOf } from './sorted.ts'

/** Saturation of repeated features, and how much long documents are held back (Robertson and Zaragoza 2009). */
export interface Bm25Options {
  readonly k1: number
  readonly b: number
}

/**
 * Postings in sorted typed arrays: a few megabytes for hundreds of thousands, where a map of strings and arrays takes
 * ten times that. Plain data, which can be written to disk.
 */
export interface Bm25Data {
  /** Ascending; the postings of feature `i` run from `starts[i]` to `starts[i + 1]`. */
  readonly features: Uint32Array
  readonly starts: Uint32Array
  readonly documents: Uint16Array
  readonly counts: Uint16Array
  readonly lengths: Uint32Array
}

/** Documents are numbered in 16 bits, so that a feature and its document fit into one number. */
const maxDocuments = 65_536

/**
 * Indexes documents given as lists of 32-bit feature numbers.
 * @throws {RangeError} for more than 65,536 documents.
 */
export function indexDocuments(lists: readonly (readonly number[])[]): Bm25Data {
  if (lists.length > maxDocuments) throw new RangeError(`at most ${maxDocuments} documents can be indexed`)
  const lengths = Uint32Array.from(lists, (list) => list.length)
  const occurrences = new Float64Array(lengths.reduce((a, b) => a + b, 0))
  let n = 0
  for (const [i, list] of lists.entries()) for (const feature of list) occurrences[n++] = feature * maxDocuments + i
  occurrences.sort()

  const features: number[] = []
  const starts: number[] = []
  const documents = new Uint16Array(n)
  const counts = new Uint16Array(n)
  let posting = -1
  let before = -1
  for (const occurrence of occurrences) {
    const feature = Math.floor(occurrence / maxDocuments)
    if (occurrence !== before) {
      posting++
      documents[posting] = occurrence % maxDocuments
      if (feature !== features.at(-1)) {
        features.push(feature)
        starts.push(posting)
      }
    }
    counts[posting] = (counts[posting] ?? 0) + 1
    before = occurrence
  }
  return {
    features: Uint32Array.from(features),
    starts: Uint32Array.from([...starts, posting + 1]),
    documents: documents.slice(0, posting + 1),
    counts: counts.slice(0, posting + 1),
    lengths,
  }
}

/** Scores documents by BM25. */
export class Bm25Index {
  readonly #data: Bm25Data
  readonly #options: Bm25Options
  readonly #meanLength: number

  constructor(data: Bm25Data, options: Bm25Options) {
    this.#data = data
    this.#options = options
    this.#meanLength = data.lengths.reduce((a, b) => a + b, 0) / Math.max(1, data.lengths.length)
  }

  /**
   * Adds `weight` times each document's BM25 score for this feature to `scores`.
   * @returns the most that any document could get for it; undefined when no document has it.
   */
  addScores(feature: number, weight: number, scores: Float64Array): number | undefined {
    const { features, documents, counts } = this.#data
    const at = positionOf(features, feature)
    if (at === undefined) return undefined
    const [start, end] = [this.#start(at), this.#start(at + 1)]
    const most = weight * this.#rarity(end - start)
    for (let i = start; i < end; i++) {
      const document = documents[i] ?? 0
      scores[document] = (scores[document] ?? 0) + most * this.#saturated(counts[i] ?? 0, document)
    }
    return most
  }

  /** Of a feature that no document has. */
  get rarest(): number {
    return this.#rarity(0)
  }

  #rarity(documents: number): number {
    return Math.log(1 + (this.#data.lengths.length - documents + 0.5) / (documents + 0.5))
  }

  /** Between 0 and 1: how much of this feature's possible weight a document has. */
  #saturated(count: number, document: number): number {
    const { k1, b } = this.#options
    const length = (this.#data.lengths[document] ?? 0) / Math.max(1, this.#meanLength)
    return count / (count + k1 * (1 - b + b * length))
  }

  #start(at: number): number {
    return this.#data.starts[at] ?? 0
  }
}
