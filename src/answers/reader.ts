import type { KnowledgeBase, Language } from '../knowledge/types.ts'
import { plainText } from '../knowledge/rich-text.ts'
import { languages } from '../knowledge/types.ts'
import { ConceptFinder } from './concepts.ts'
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

  constructor({ topics, concepts, smallTalk }: KnowledgeBase) {
    for (const language of languages) {
      const add = (text: string, times = 1) => {
        for (const token of tokenise(text)) this.vocabulary.add(token, language, times)
      }
      for (const topic of topics.values()) {
        for (const text of [topic.title[language], ...topic.phrasings[language]]) add(text, 2)
        add(plainText(topic.answer[language].direct))
        add(plainText(topic.answer[language].detail))
      }
      for (const concept of concepts) for (const word of concept.words[language]) add(word)
      for (const phrases of Object.values(smallTalk)) for (const phrase of phrases[language]) add(phrase)
    }
    this.#concepts = new ConceptFinder(concepts, (phrase) => tokenise(phrase).map((word) => this.#stem(word)))
  }

  read(text: string): Reading {
    const tokens = tokenise(text)
    const corrections = this.vocabulary.correct(tokens)
    const words = tokens.map((typed): Word => {
      const correction = corrections.get(typed)
      const word = correction?.to ?? typed
      return { typed, word, stem: this.#stem(word), certainty: correction?.certainty ?? 1 }
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
    const counts = this.vocabulary.counts(word)
    const language: Language = counts && counts.en > counts.id ? 'en' : 'id'
    return stem(word, language)
  }
}
