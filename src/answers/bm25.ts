/** Saturation of repeated features, and how much long documents are held back (Robertson and Zaragoza 2009). */
export interface Bm25Options {
  readonly k1: number
  readonly b: number
}

/** Documents are numbered in 16 bits, so that a feature and its document fit into one number. */
const maxDocuments = 65_536

/**
 * A BM25 index over documents given as lists of 32-bit feature numbers, kept in sorted typed arrays: a few
 * megabytes for hundreds of thousands of postings, where a map of strings and arrays takes ten times that.
 */
export class Bm25Index {
  /** The features, ascending; the postings of feature `i` run from `starts[i]` to `starts[i + 1]`. */
  readonly #features: Uint32Array
  readonly #starts: Uint32Array
  readonly #documents: Uint16Array
  readonly #counts: Uint16Array
  readonly #lengths: readonly number[]
  readonly #meanLength: number
  readonly #options: Bm25Options

  /** @throws {RangeError} for more than 65,536 documents. */
  constructor(documents: readonly (readonly number[])[], options: Bm25Options) {
    if (documents.length > maxDocuments) throw new RangeError(`at most ${maxDocuments} documents can be indexed`)
    this.#options = options
    this.#lengths = documents.map((document) => document.length)
    const total = this.#lengths.reduce((a, b) => a + b, 0)
    this.#meanLength = total / Math.max(1, documents.length)

    const occurrences = new Float64Array(total)
    let n = 0
    for (const [i, document] of documents.entries()) {
      for (const feature of document) occurrences[n++] = feature * maxDocuments + i
    }
    occurrences.sort()
    const features: number[] = []
    const starts: number[] = []
    this.#documents = new Uint16Array(total)
    this.#counts = new Uint16Array(total)
    let posting = -1
    let before = -1
    for (const occurrence of occurrences) {
      const feature = Math.floor(occurrence / maxDocuments)
      if (occurrence !== before) {
        posting++
        this.#documents[posting] = occurrence % maxDocuments
        if (feature !== features.at(-1)) {
          features.push(feature)
          starts.push(posting)
        }
      }
      this.#counts[posting] = (this.#counts[posting] ?? 0) + 1
      before = occurrence
    }
    this.#features = Uint32Array.from(features)
    this.#starts = Uint32Array.from([...starts, posting + 1])
    this.#documents = this.#documents.slice(0, posting + 1)
    this.#counts = this.#counts.slice(0, posting + 1)
  }

  /** Rarity of a feature; also for one that no document has. */
  idf(feature: number): number {
    const at = this.#find(feature)
    return this.#rarity(at === undefined ? 0 : this.#end(at) - this.#start(at))
  }

  has(feature: number): boolean {
    return this.#find(feature) !== undefined
  }

  /** Adds `weight` times each document's BM25 score for this feature to `scores`. */
  addScores(feature: number, weight: number, scores: Float64Array): void {
    const at = this.#find(feature)
    if (at === undefined) return
    const [start, end] = [this.#start(at), this.#end(at)]
    const most = weight * this.#rarity(end - start)
    for (let i = start; i < end; i++) {
      const document = this.#documents[i] ?? 0
      scores[document] = (scores[document] ?? 0) + most * this.#saturated(this.#counts[i] ?? 0, document)
    }
  }

  #rarity(documents: number): number {
    return Math.log(1 + (this.#lengths.length - documents + 0.5) / (documents + 0.5))
  }

  /** Between 0 and 1: how much of this feature's possible weight a document has. */
  #saturated(count: number, document: number): number {
    const { k1, b } = this.#options
    const length = (this.#lengths[document] ?? 0) / Math.max(1, this.#meanLength)
    return count / (count + k1 * (1 - b + b * length))
  }

  /** Position among the features, by halving. */
  #find(feature: number): number | undefined {
    let [low, high] = [0, this.#features.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#features[middle] ?? 0) < feature) low = middle + 1
      else high = middle
    }
    return this.#features[low] === feature ? low : undefined
  }

  #start(feature: number): number {
    return this.#starts[feature] ?? 0
  }

  #end(feature: number): number {
    return this.#starts[feature + 1] ?? 0
  }
}
