import type { Concept, Language } from '../knowledge/types.ts'
import { languages } from '../knowledge/types.ts'
import { ConceptFinder, type ConceptPhrase } from './concepts.ts'
import { stem } from './stem.ts'
import { isFigure, tokenise } from './tokens.ts'
import { Vocabulary, type Correction, type WordUses } from './vocabulary.ts'

/** One word of a message as the matcher takes it. */
export interface Word {
  readonly typed: string
  /** What it stands for after correction. */
  readonly word: string
  readonly stem: string
  /** 1, or less for a corrected word. */
  readonly certainty: number
  /** Whether the knowledge base uses it on our field anywhere. */
  readonly known: boolean
}

export interface Reading {
  readonly words: readonly Word[]
  readonly corrections: readonly Correction[]
  /** Ids of the glossary's concepts in the message. */
  readonly concepts: readonly string[]
}

/** What reading needs to know; plain data, which can be written to disk. */
export interface ReaderData {
  readonly words: ReadonlyMap<string, WordUses>
  readonly stems: ReadonlyMap<string, string>
  readonly concepts: readonly string[]
  readonly phrases: readonly ConceptPhrase[]
}

/** Stems all words of the knowledge base and the glossary once. */
export function prepareReader(concepts: readonly Concept[], words: ReadonlyMap<string, WordUses>): ReaderData {
  const stems = new Map([...words].map(([word, uses]) => [word, stem(word, languageOf(uses))]))
  const phrases = concepts.flatMap(({ words: said }, concept) =>
    languages.flatMap((language) =>
      said[language].map((phrase) => ({
        concept,
        stems: tokenise(phrase).map((word) => stems.get(word) ?? stem(word, language)),
      })),
    ),
  )
  return { words, stems, concepts: concepts.map(({ id }) => id), phrases }
}

/** Turns text into words, stems and concepts by what the knowledge base says about words. */
export class Reader {
  readonly #vocabulary: Vocabulary
  readonly #concepts: ConceptFinder
  readonly #stems: ReadonlyMap<string, string>
  readonly #knownStems: ReadonlySet<string>

  constructor({ words, stems, concepts, phrases }: ReaderData) {
    this.#vocabulary = new Vocabulary(words)
    this.#stems = stems
    this.#knownStems = new Set(stems.values())
    this.#concepts = new ConceptFinder(concepts, phrases)
  }

  read(text: string): Reading {
    return this.readTokens(tokenise(text))
  }

  readTokens(tokens: readonly string[]): Reading {
    // A known word with affixes that nobody has used yet is no slip.
    const inflected = new Map(tokens.flatMap((token) => this.#inflection(token)))
    const corrections = this.#vocabulary.correct(tokens.filter((token) => !inflected.has(token)))
    const words = tokens.map((typed): Word => {
      const correction = corrections.get(typed)
      const word = correction?.to ?? typed
      const inflection = inflected.get(typed)
      return {
        typed,
        word,
        stem: inflection ?? this.#stem(word),
        certainty: correction?.certainty ?? 1,
        known: inflection !== undefined || (this.#vocabulary.uses(word)?.field ?? 0) > 0,
      }
    })
    const concepts = this.#concepts.find(words.map((word) => word.stem))
    return {
      words,
      corrections: [...corrections.values()],
      concepts: concepts.map((i) => this.#concepts.ids[i] ?? ''),
    }
  }

  /** The stem of a word that is known only in other forms. */
  #inflection(token: string): [string, string][] {
    if (token.length < shortestInflected || isFigure(token) || this.#stems.has(token)) return []
    for (const language of languages) {
      const stemmed = stem(token, language)
      if (stemmed !== token && stemmed.length >= shortestStem && this.#knownStems.has(stemmed))
        return [[token, stemmed]]
    }
    return []
  }

  #stem(word: string): string {
    return this.#stems.get(word) ?? stem(word, 'id')
  }
}

const shortestInflected = 6
const shortestStem = 4

/** Each word is stemmed in the language that uses it most, so both languages can share one message. */
function languageOf({ id, en }: WordUses): Language {
  return en > id ? 'en' : 'id'
}
