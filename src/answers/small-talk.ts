import { languages, smallTalkKinds, type Language, type SmallTalk, type SmallTalkKind } from '../knowledge/types.ts'
import { tokenise } from './tokens.ts'

/** Most words of a phrase in smalltalk.yaml. */
const longest = 6

export interface SmallTalkFound {
  readonly kind: SmallTalkKind
  /** Undefined for what is said in both. */
  readonly language: Language | undefined
}

/** Recognises messages that ask nothing. */
export class SmallTalkFinder {
  readonly #phrases = new Map<string, SmallTalkFound>()

  constructor(smallTalk: SmallTalk) {
    for (const kind of smallTalkKinds) {
      for (const language of languages) {
        for (const phrase of smallTalk[kind][language]) {
          const key = tokenise(phrase).join(' ')
          this.#phrases.set(key, { kind, language: this.#phrases.has(key) ? undefined : language })
        }
      }
    }
  }

  /**
   * The kind of the first phrase, when the message is nothing but a row of phrases ("halo min, mau tanya
   * dong"); undefined for anything that may be a question.
   */
  find(text: string): SmallTalkFound | undefined {
    const tokens = tokenise(text)
    let found: SmallTalkFound | undefined
    for (let at = 0; at < tokens.length;) {
      const phrase = this.#longestAt(tokens, at)
      if (!phrase) return undefined
      found ??= phrase.found
      at += phrase.length
    }
    return found
  }

  #longestAt(
    tokens: readonly string[],
    at: number,
  ): { readonly found: SmallTalkFound; readonly length: number } | undefined {
    for (let length = Math.min(longest, tokens.length - at); length > 0; length--) {
      const found = this.#phrases.get(tokens.slice(at, at + length).join(' '))
      if (found) return { found, length }
    }
    return undefined
  }
}
