import type { Concept, Language } from '../knowledge/types.ts'
import { ConceptFinder } from './concepts.ts'
import type { CorpusText } from './corpus.ts'
import { stem } from './stem.ts'
import { tokenise } from './tokens.ts'
import { Vocabulary, type Correction } from './vocabulary.ts'

/** One word of a message as the matcher takes it. */
export interface Word {
  readonly typed: string
  /** What it stands for after correction. */
  readonly word: string
  readonly stem: string
  /** 1, or less for a corrected word. */
  readonly certainty: number
  /** Whether the knowledge base uses it anywhere. */
  readonly known: boolean
}

export interface Reading {
  readonly words: readonly Word[]
  readonly corrections: readonly Correction[]
  /** Ids of the glossary's concepts in the message. */
  readonly concepts: readonly string[]
}

/** Turns text into words, stems and concepts by what the knowledge base says about words. */
export class Reader {
  readonly vocabulary = new Vocabulary()
  readonly #concepts: ConceptFinder
  readonly #stems = new Map<string, string>()

  constructor(concepts: readonly Concept[], corpus: readonly CorpusText[]) {
    for (const { language, tokens, role } of corpus) {
      for (const token of tokens) this.vocabulary.add(token, language, role === 'question' ? 2 : 1)
    }
    this.#concepts = new ConceptFinder(concepts, (phrase) => tokenise(phrase).map((word) => this.#stem(word)))
  }

  read(text: string): Reading {
    return this.readTokens(tokenise(text))
  }

  readTokens(tokens: readonly string[]): Reading {
    const corrections = this.vocabulary.correct(tokens)
    const words = tokens.map((typed): Word => {
      const correction = corrections.get(typed)
      const word = correction?.to ?? typed
      return {
        typed,
        word,
        stem: this.#stem(word),
        certainty: correction?.certainty ?? 1,
        known: this.vocabulary.has(word),
      }
    })
    const concepts = this.#concepts.find(words.map((word) => word.stem))
    return {
      words,
      corrections: [...corrections.values()],
      concepts: concepts.map((i) => this.#concepts.ids[i] ?? ''),
    }
  }

  /** Each word is stemmed in the language that uses it most, so both languages can share one message. */
  #stem(word: string): string {
    const known = this.#stems.get(word)
    if (known !== undefined) return known
    const counts = this.vocabulary.counts(word)
    const language: Language = counts && counts.en > counts.id ? 'en' : 'id'
    const stemmed = stem(word, language)
    // Only words of the vocabulary are remembered: there is an end to them.
    if (counts) this.#stems.set(word, stemmed)
    return stemmed
  }
}
