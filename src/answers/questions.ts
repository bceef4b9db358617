import { tokenise } from './tokens.ts'

/** A shorter sentence ("right?", "bisa?") is no question of its own. */
const leastWords = 4
const most = 3

/** The questions of a message, when it asks several; empty otherwise. */
export function severalQuestions(text: string): string[] {
  const sentences = text.match(/[^.!?\n]*\?/g) ?? []
  const questions = sentences.map((sentence) => sentence.trim()).filter((one) => tokenise(one).length >= leastWords)
  return questions.length > 1 ? questions.slice(0, most) : []
}
