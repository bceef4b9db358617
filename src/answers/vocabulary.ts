import Fuse from 'fuse.js'
import type { Language } from '../knowledge/types.ts'
import { slips } from './slips.ts'
import { isFigure } from './tokens.ts'

/** Most words of one message that are corrected, the longest first: bounds the time a paste can cost. */
const maxCorrections = 12
/** Words this short have too many neighbours to be corrected. */
const minLength = 4
const maxCandidates = 50
const maxRemembered = 5000

export interface Correction {
  readonly from: string
  readonly to: string
  /** How far to trust it, 0 to 1. */
  readonly certainty: number
}

/** All words of the knowledge base, with how often each language uses them. */
export class Vocabulary {
  readonly #counts = new Map<string, Record<Language, number>>()
  readonly #byBigram = new Map<string, string[]>()
  readonly #remembered = new Map<string, Correction | undefined>()
  #sealed = false

  /** Counts a word; only before the first correction. */
  add(word: string, language: Language, times = 1): void {
    if (this.#sealed) throw new Error('the vocabulary is already in use; add all words before the first correction')
    const count = this.#counts.get(word)
    if (count) count[language] += times
    else this.#counts.set(word, { id: language === 'id' ? times : 0, en: language === 'en' ? times : 0 })
  }

  has(word: string): boolean {
    return this.#counts.has(word)
  }

  counts(word: string): Readonly<Record<Language, number>> | undefined {
    return this.#counts.get(word)
  }

  get size(): number {
    return this.#counts.size
  }

  /** Corrections for the unknown words among these, each with a plausible slip only. */
  correct(words: readonly string[]): ReadonlyMap<string, Correction> {
    const unknown = [...new Set(words)].filter((word) => word.length >= minLength && !isFigure(word) && !this.has(word))
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
        cost + (word[0] === candidate[0] ? 0 : 0.5) - Math.min(0.4, Math.log10(1 + this.#uses(candidate)) / 8)
      if (weighed < bestCost) {
        bestCost = weighed
        best = { from: word, to: candidate, certainty: cost <= 1 ? 0.9 : 0.7 }
      }
    }
    return best
  }

  /** The words that share most pairs of letters with this one and have about its length. */
  #candidates(word: string, allowed: number): string[] {
    this.#seal()
    const shared = new Map<string, number>()
    for (const pair of bigrams(word)) {
      for (const other of this.#byBigram.get(pair) ?? []) {
        if (Math.abs(other.length - word.length) <= allowed) shared.set(other, (shared.get(other) ?? 0) + 1)
      }
    }
    return [...shared]
      .sort((a, b) => b[1] - a[1])
      .slice(0, maxCandidates)
      .map(([other]) => other)
  }

  #uses(word: string): number {
    const counts = this.#counts.get(word)
    return counts ? counts.id + counts.en : 0
  }

  #seal(): void {
    if (this.#sealed) return
    this.#sealed = true
    for (const word of this.#counts.keys()) {
      if (word.length < minLength - 1 || isFigure(word)) continue
      for (const pair of bigrams(word)) {
        const bucket = this.#byBigram.get(pair)
        if (bucket) bucket.push(word)
        else this.#byBigram.set(pair, [word])
      }
    }
  }
}

function bigrams(word: string): ReadonlySet<string> {
  const padded = `^${word}$`
  const pairs = new Set<string>()
  for (let i = 0; i + 1 < padded.length; i++) pairs.add(padded.slice(i, i + 2))
  return pairs
}
