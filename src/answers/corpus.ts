import { plainText } from '../knowledge/rich-text.ts'
import { languages, type KnowledgeBase, type Language } from '../knowledge/types.ts'
import { tokenise } from './tokens.ts'

/** One text of the knowledge base in words. */
export interface CorpusText {
  /** Undefined for the glossary and small talk, which belong to no topic. */
  readonly topic?: string
  readonly language: Language
  readonly tokens: readonly string[]
  /**
   * `question`: how people ask; `about`: what the topic says of itself; `detail`: running text;
   * `word`: of the glossary, which gives each language the other's loan words, too.
   */
  readonly role: 'question' | 'about' | 'detail' | 'word'
}

/** All texts that the matcher learns from, cut into words once. */
export function readCorpus({ topics, concepts, smallTalk }: KnowledgeBase): CorpusText[] {
  const corpus: CorpusText[] = []
  for (const { id: topic, title, phrasings, covers, answer } of topics.values()) {
    const add = (role: CorpusText['role'], language: Language, text: string) =>
      corpus.push({ topic, language, role, tokens: tokenise(text) })
    for (const language of languages) {
      for (const question of [title[language], ...phrasings[language]]) add('question', language, question)
      add('about', language, plainText(answer[language].direct))
      add('detail', language, plainText(answer[language].detail))
    }
    // Written in English for the curators.
    for (const point of covers) add('about', 'en', point)
  }
  for (const language of languages) {
    const add = (role: CorpusText['role'], text: string) => corpus.push({ language, role, tokens: tokenise(text) })
    for (const concept of concepts) for (const word of concept.words[language]) add('word', word)
    for (const phrases of Object.values(smallTalk)) for (const phrase of phrases[language]) add('detail', phrase)
  }
  return corpus
}
