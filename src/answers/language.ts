import type { KnowledgeBase, Language } from '../knowledge/types.ts'
import { languages } from '../knowledge/types.ts'
import { plainText } from '../knowledge/rich-text.ts'
import { tokenise } from './tokens.ts'

/** How sure one language must be before it overrides the person's own setting, in natural logarithms. */
const margin = 1.5

/** Recognises the language of a message by the words that the knowledge base uses in each. */
export class LanguageDetector {
  readonly #evidence = new Map<string, number>()

  constructor({ topics, smallTalk }: KnowledgeBase) {
    const counts = new Map<string, Record<Language, number>>()
    const totals = { id: 0, en: 0 }
    for (const language of languages) {
      const count = (text: string, times: number) => {
        for (const token of tokenise(text)) {
          for (const sign of signs(token)) {
            const entry = counts.get(sign) ?? { id: 0, en: 0 }
            entry[language] += times
            totals[language] += times
            counts.set(sign, entry)
          }
        }
      }
      for (const topic of topics.values()) {
        for (const phrasing of topic.phrasings[language]) count(phrasing, 2)
        count(plainText(topic.answer[language].direct), 1)
        count(plainText(topic.answer[language].detail), 1)
      }
      for (const phrases of Object.values(smallTalk)) for (const phrase of phrases[language]) count(phrase, 2)
    }
    for (const [sign, { id, en }] of counts) {
      this.#evidence.set(sign, Math.log((id + 0.5) / (totals.id + 1)) - Math.log((en + 0.5) / (totals.en + 1)))
    }
  }

  /** Undefined when the message is too short or too mixed to tell. */
  detect(text: string): Language | undefined {
    let balance = 0
    for (const token of tokenise(text)) {
      const whole = this.#evidence.get(token)
      if (whole !== undefined) balance += bounded(whole, 3)
      else {
        const parts = signs(token).slice(1)
        const sum = parts.reduce((total, part) => total + (this.#evidence.get(part) ?? 0), 0)
        balance += bounded(sum / Math.max(1, parts.length / 2), 1.5)
      }
    }
    if (Math.abs(balance) < margin) return undefined
    return balance > 0 ? 'id' : 'en'
  }
}

/** The word itself, then its triples of letters, which tell the language of words never seen. */
function signs(token: string): string[] {
  const padded = `^${token}$`
  return [token, ...Array.from({ length: Math.max(0, padded.length - 2) }, (_, i) => `#${padded.slice(i, i + 3)}`)]
}

function bounded(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value))
}
