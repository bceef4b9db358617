import Fuse from 'fuse.js'
import type { CorpusText } from './corpus.ts'
import { slips } from './slips.ts'
import { isFigure } from './tokens.ts'

/** Most words of one message that are corrected, the longest first: bounds the time a paste can cost. */
const maxCorrections = 12
/** Words this short have too many neighbours to be corrected. */
const minLength = 4
/** Of the words met at all, these many are compared closely, and the best of them go to Fuse.js. */
const maxMet = 40
const maxCandidates = 12
const pairsPerSlip = 3
const maxRemembered = 5000

export interface Correction {
  readonly from: string
  readonly to: string
  /** How far to trust it, 0 to 1. */
  readonly certainty: number
}

/** How often a word is used: by language, and in texts about our field. */
export interface WordUses {
  id: number
  en: number
  field: number
}

/** Questions count double: they are what messages look like. */
export function countWords(corpus: readonly CorpusText[]): Map<string, WordUses> {
  const words = new Map<string, WordUses>()
  for (const { language, tokens, role, outside } of corpus) {
    const times = role === 'question' ? 2 : 1
    for (const token of tokens) {
      let uses = words.get(token)
      if (!uses) words.set(token, (uses = { id: 0, en: 0, field: 0 }))
      uses[language] += times
      if (!outside) uses.field += times
    }
  }
  return words
}

/** All words of the knowledge base, and what a word that is none of them was meant to be. */
export class Vocabulary {
  readonly #words: ReadonlyMap<string, WordUses>
  readonly #byBigram: ReadonlyMap<string, readonly string[]>
  readonly #remembered = new Map<string, Correction | undefined>()

  constructor(words: ReadonlyMap<string, WordUses>) {
    this.#words = words
    this.#byBigram = wordsByBigram(words.keys())
  }

  uses(word: string): Readonly<WordUses> | undefined {
    return this.#words.get(word)
  }

  /** Corrections for the unknown words among these, each with a plausible slip only. */
  correct(words: readonly string[]): ReadonlyMap<string, Correction> {
    const unknown = [...new Set(words)].filter(
      (word) => word.length >= minLength && !isFigure(word) && !this.#words.has(word),
    )
    const corrections = new Map<string, Correction>()
    for (const word of unknown.sort((a, b) => b.length - a.length).slice(0, maxCorrections)) {
      const correction = this.#correctOne(word)
      if (correction) corrections.set(word, correction)
    }
    return corrections
  }

  #correctOne(word: string): Correction | undefined {
    if (this.#remembered.has(word)) return this.#remembered.get(word)
    const correction = this.#nearest(word)
    if (this.#remembered.size >= maxRemembered) this.#remembered.clear()
    this.#remembered.set(word, correction)
    return correction
  }

  #nearest(word: string): Correction | undefined {
    const allowed = word.length < 7 ? 1 : 2
    const candidates = this.#candidates(word, allowed)
    // Fuse.js ranks the few that share letters; only a slip of the finger among its best is believed.
    const fuse = new Fuse(candidates, { includeScore: true, threshold: 0.5, ignoreLocation: true, shouldSort: true })
    const near = [...fuse.search(word, { limit: 8 }).map((hit) => hit.item), ...candidates.slice(0, 8)]
    let best: Correction | undefined
    let bestCost = Number.POSITIVE_INFINITY
    for (const candidate of new Set(near)) {
      const cost = slips(word, candidate, allowed)
      if (cost > allowed) continue
      const weighed =
        cost + (word[0] === candidate[0] ? 0 : 0.5) - Math.min(0.4, Math.log10(1 + this.#total(candidate)) / 8)
      if (weighed < bestCost) {
        bestCost = weighed
        best = { from: word, to: candidate, certainty: cost <= 1 ? 0.9 : 0.7 }
      }
    }
    return best
  }

  /** The words that share most pairs of letters with this one and have about its length. */
  #candidates(word: string, allowed: number): string[] {
    const lengths = Array.from({ length: 2 * allowed + 1 }, (_, i) => word.length - allowed + i)
    const pairs = bigrams(word)
    const buckets = [...pairs].map((pair) => {
      const lists = lengths.map((length) => this.#byBigram.get(pair + length) ?? [])
      return { lists, size: lists.reduce((sum, list) => sum + list.length, 0) }
    })
    // One slip spoils at most three pairs, so that a word within reach shares one of any three a slip and one more:
    // the rarest are enough, however large the vocabulary.
    const rarest = buckets.sort((a, b) => a.size - b.size).slice(0, pairsPerSlip * allowed + 1)
    const met = new Map<string, number>()
    for (const { lists } of rarest) {
      for (const list of lists) for (const other of list) met.set(other, (met.get(other) ?? 0) + 1)
    }
    const shared = (other: string) => [...bigrams(other)].filter((pair) => pairs.has(pair)).length
    return mostCounted([...met], maxMet)
      .map((other) => [other, shared(other)] as const)
      .sort((x, y) => y[1] - x[1])
      .slice(0, maxCandidates)
      .map(([other]) => other)
  }

  #total(word: string): number {
    const uses = this.#words.get(word)
    return uses ? uses.id + uses.en : 0
  }
}

/** The words with the highest counts, without sorting them all. */
function mostCounted(counts: readonly (readonly [string, number])[], most: number): string[] {
  const highest = counts.reduce((high, [, count]) => Math.max(high, count), 0)
  const chosen: string[] = []
  for (let level = highest; level > 0 && chosen.length < most; level--) {
    for (const [word, count] of counts) if (count === level && chosen.length < most) chosen.push(word)
  }
  return chosen
}

/** By pair of letters and length of the word. */
function wordsByBigram(words: Iterable<string>): Map<string, string[]> {
  const byBigram = new Map<string, string[]>()
  for (const word of words) {
    if (word.length < minLength - 1 || isFigure(word)) continue
    for (const pair of bigrams(word)) {
      const key = pair + word.length
      const bucket = byBigram.get(key)
      if (bucket) bucket.push(word)
      else byBigram.set(key, [word])
    }
  }
  return byBigram
}

function bigrams(word: string): ReadonlySet<string> {
  const padded = `^${word}$`
  const pairs = new Set<string>()
  for (let i = 0; i + 1 < padded.length; i++) pairs.add(padded.slice(i, i + 2))
  return pairs
}
