import type { Language } from '../knowledge/types.ts'
import type { CorpusText } from './corpus.ts'
import { tokenise } from './tokens.ts'

/** How sure one language must be before it overrides the person's own setting, in natural logarithms. */
const margin = 1.5
/** Most that one word may say, known or not. */
const mostKnown = 3
const mostUnknown = 1.5

type Counts = Record<Language, number>

/** Positive for Indonesian, negative for English; plain data, which can be written to disk. */
export interface LanguageData {
  readonly words: ReadonlyMap<string, number>
  readonly triples: ReadonlyMap<string, number>
}

/** Counts which language uses which words and triples of letters. */
export function learnLanguages(corpus: readonly CorpusText[]): LanguageData {
  const words = new Map<string, Counts>()
  for (const { language, tokens, role } of corpus) {
    // The glossary gives each language the other's loan words, too.
    if (role !== 'word') for (const token of tokens) count(words, token, language, role === 'question' ? 2 : 1)
  }
  const triples = new Map<string, Counts>()
  for (const [word, { id, en }] of words) {
    for (const triple of triplesOf(word)) {
      count(triples, triple, 'id', id)
      count(triples, triple, 'en', en)
    }
  }
  return { words: evidenceOf(words), triples: evidenceOf(triples) }
}

/** Recognises the language of a message by the words that the knowledge base uses in each. */
export class LanguageDetector {
  readonly #data: LanguageData

  constructor(data: LanguageData) {
    this.#data = data
  }

  /** Undefined when the message is too short or too mixed to tell. */
  detect(text: string): Language | undefined {
    const balance = tokenise(text).reduce((sum, token) => sum + this.#weigh(token), 0)
    if (Math.abs(balance) < margin) return undefined
    return balance > 0 ? 'id' : 'en'
  }

  /** A word never seen is told by its triples of letters. */
  #weigh(token: string): number {
    const known = this.#data.words.get(token)
    if (known !== undefined) return bounded(known, mostKnown)
    const triples = triplesOf(token)
    const sum = triples.reduce((total, triple) => total + (this.#data.triples.get(triple) ?? 0), 0)
    return bounded(sum / Math.max(1, triples.length / 2), mostUnknown)
  }
}

function count(counts: Map<string, Counts>, sign: string, language: Language, times: number): void {
  let entry = counts.get(sign)
  if (!entry) counts.set(sign, (entry = { id: 0, en: 0 }))
  entry[language] += times
}

/** The logarithm of how much more often one language uses a sign than the other. */
function evidenceOf(counts: ReadonlyMap<string, Counts>): ReadonlyMap<string, number> {
  const totals = { id: 1, en: 1 }
  for (const { id, en } of counts.values()) {
    totals.id += id
    totals.en += en
  }
  const log = ({ id, en }: Counts) => Math.log((id + 0.5) / totals.id) - Math.log((en + 0.5) / totals.en)
  return new Map([...counts].map(([sign, entry]) => [sign, log(entry)]))
}

function triplesOf(token: string): string[] {
  const padded = `^${token}$`
  return Array.from({ length: Math.max(0, padded.length - 2) }, (_, i) => padded.slice(i, i + 3))
}

function bounded(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value))
}
