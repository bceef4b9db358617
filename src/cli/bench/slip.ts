import { tokenise } from '../../answers/tokens.ts'
import type { WordUses } from '../../answers/vocabulary.ts'

/** One slip of the finger in the rarest word of a question, always the same one: a letter lost, doubled or exchanged. */
export function withSlip(question: string, words: ReadonlyMap<string, WordUses>): string {
  const uses = (word: string) => {
    const found = words.get(word)
    return found ? found.id + found.en : 0
  }
  const long = tokenise(question).filter((word) => word.length >= 5 && /^[a-z]+$/.test(word) && uses(word) > 0)
  const rarest = long.sort((a, b) => uses(a) - uses(b))[0]
  if (rarest === undefined) return question
  const at = 1 + (question.length % (rarest.length - 2))
  const [before, letter, next, after] = [
    rarest.slice(0, at),
    rarest[at] ?? '',
    rarest[at + 1] ?? '',
    rarest.slice(at + 2),
  ]
  const kinds = [before + next + after, before + letter + letter + next + after, before + next + letter + after]
  return question.toLowerCase().replace(rarest, kinds[question.length % kinds.length] ?? rarest)
}
