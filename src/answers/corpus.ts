import { plainText } from '../knowledge/rich-text.ts'
import { languages, type KnowledgeBase, type Language } from '../knowledge/types.ts'
import type { Places } from '../places/places.ts'
import { tokenise } from './tokens.ts'

/** One text of the knowledge base in words. */
export interface CorpusText {
  /** Topic or outside subject that it belongs to; undefined for the glossary and small talk. */
  readonly subject?: string
  readonly language: Language
  readonly tokens: readonly string[]
  /**
   * `question`: how people ask; `about`: what the topic says of itself; `detail`: running text;
   * `word`: of the glossary, which gives each language the other's loan words, too.
   */
  readonly role: 'question' | 'about' | 'detail' | 'word'
  /** Of what lies outside: its words are known, but no sign that a message is about our field. */
  readonly outside: boolean
}

/** All texts that the matcher learns from, cut into words once. */
export function readCorpus(knowledge: KnowledgeBase, { regions, countries }: Places): CorpusText[] {
  const { topics, concepts, smallTalk, outside, cases } = knowledge
  const corpus: CorpusText[] = []
  for (const { id: subject, title, phrasings, covers, answer } of topics.values()) {
    const add = (role: CorpusText['role'], language: Language, text: string) =>
      corpus.push({ subject, language, role, tokens: tokenise(text), outside: false })
    for (const language of languages) {
      for (const question of [title[language], ...phrasings[language]]) add('question', language, question)
      add('about', language, plainText(answer[language].direct))
      add('detail', language, plainText(answer[language].detail))
    }
    // Written in English for the curators.
    for (const point of covers) add('about', 'en', point)
  }
  const names = [...regions, ...countries].flatMap(({ called }) => called)
  for (const name of [...names, ...[...cases.values()].map(({ partner }) => partner.name)]) {
    corpus.push({ language: 'id', role: 'word', tokens: tokenise(name), outside: true })
  }
  for (const language of languages) {
    const add = (role: CorpusText['role'], text: string) =>
      corpus.push({ language, role, tokens: tokenise(text), outside: false })
    for (const concept of concepts) for (const word of concept.words[language]) add('word', word)
    for (const phrases of Object.values(smallTalk)) for (const phrase of phrases[language]) add('detail', phrase)
    for (const { id: subject, phrasings } of outside.values()) {
      for (const phrasing of phrasings[language]) {
        corpus.push({ subject, language, role: 'question', tokens: tokenise(phrasing), outside: true })
      }
    }
  }
  return corpus
}

/** What a message can be about: all topics, then what lies outside. */
export interface Subjects {
  readonly ids: readonly string[]
  /** How many of them, the first ones, are topics. */
  readonly topics: number
}

export function subjectsOf({ topics, outside }: KnowledgeBase): Subjects {
  return { ids: [...topics.keys(), ...outside.keys()], topics: topics.size }
}
