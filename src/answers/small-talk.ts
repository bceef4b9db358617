import type { SmallTalk, SmallTalkKind } from '../knowledge/types.ts'
import { smallTalkKinds } from '../knowledge/types.ts'
import { tokenise } from './tokens.ts'

/** Most words of a phrase in smalltalk.yaml. */
const longest = 6

/** Recognises messages that ask nothing. */
export class SmallTalkFinder {
  readonly #phrases = new Map<string, SmallTalkKind>()

  constructor(smallTalk: SmallTalk) {
    for (const kind of smallTalkKinds) {
      for (const phrase of [...smallTalk[kind].id, ...smallTalk[kind].en]) {
        this.#phrases.set(tokenise(phrase).join(' '), kind)
      }
    }
  }

  /**
   * The kind of the first phrase, when the message is nothing but a row of phrases ("halo min, mau tanya
   * dong"); undefined for anything that may be a question.
   */
  find(text: string): SmallTalkKind | undefined {
    const tokens = tokenise(text)
    let kind: SmallTalkKind | undefined
    for (let at = 0; at < tokens.length;) {
      const phrase = this.#longestAt(tokens, at)
      if (!phrase) return undefined
      kind ??= phrase.kind
      at += phrase.length
    }
    return kind
  }

  #longestAt(
    tokens: readonly string[],
    at: number,
  ): { readonly kind: SmallTalkKind; readonly length: number } | undefined {
    for (let length = Math.min(longest, tokens.length - at); length > 0; length--) {
      const kind = this.#phrases.get(tokens.slice(at, at + length).join(' '))
      if (kind) return { kind, length }
    }
    return undefined
  }
}
