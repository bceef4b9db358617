import type { Concept } from '../knowledge/types.ts'
import { languages } from '../knowledge/types.ts'
import { tokenise } from './tokens.ts'

/** What people write around a word whose meaning they ask for. */
const around: ReadonlySet<string> = new Set(
  (
    'apa itu apaan sih ya dong min kak tuh arti artinya makna maknanya maksud maksudnya dimaksud yang dari dengan ' +
    'pengertian definisi kepanjangan kepanjangannya singkatan adalah ialah jelaskan ' +
    'what is are whats does do mean means meaning of the a an define definition stand stands for abbreviation explain'
  ).split(' '),
)
/** One of these makes it a question for a meaning. */
const asking: ReadonlySet<string> = new Set(
  (
    'apa apaan arti artinya makna maknanya maksud maksudnya dimaksud pengertian definisi kepanjangan kepanjangannya ' +
    'singkatan jelaskan what whats mean means meaning define definition stand stands explain'
  ).split(' '),
)

/** Finds the concept whose definition a message asks for: "apa itu KSDPL?", "what does LoI mean". */
export class DefinitionFinder {
  readonly #concepts = new Map<string, Concept>()

  constructor(concepts: readonly Concept[]) {
    for (const concept of concepts.filter(({ definition }) => definition !== undefined)) {
      for (const language of languages) {
        for (const phrase of concept.words[language]) {
          const key = tokenise(phrase).join(' ')
          if (!this.#concepts.has(key)) this.#concepts.set(key, concept)
        }
      }
    }
  }

  /** Undefined unless the message asks for a meaning, and for nothing but one defined word. */
  find(text: string): Concept | undefined {
    const tokens = tokenise(text)
    if (!tokens.some((token) => asking.has(token))) return undefined
    const inner = (token: string) => !around.has(token)
    const [first, last] = [tokens.findIndex(inner), tokens.findLastIndex(inner)]
    return first < 0 ? undefined : this.#concepts.get(tokens.slice(first, last + 1).join(' '))
  }
}
