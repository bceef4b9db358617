import { tokenise } from '../../answers/tokens.ts'
import { cleanText } from '../../answers/clean.ts'
import { readCorpus, subjectsOf, type CorpusText } from '../../answers/corpus.ts'
import { Matcher } from '../../answers/matcher.ts'
import { indexSubjects } from '../../answers/rank.ts'
import { prepareReader, Reader } from '../../answers/reader.ts'
import { countWords } from '../../answers/vocabulary.ts'
import type { Learnt } from '../../bot/library.ts'
import type { Question } from './questions.ts'

/** What one size of the knowledge base costs. */
export interface Size {
  readonly copies: number
  readonly words: number
  readonly median: number
  readonly p99: number
  /** For a question with one slip. */
  readonly slipMedian: number
}

/**
 * The knowledge base copied, each copy with words of its own, in the vocabulary and the index. The classifier stays
 * as it is: it grows with subjects times features, and 50 times as many subjects would not fit into memory.
 */
export function measureGrowth(
  { knowledge, data }: Learnt,
  copies: number,
  questions: readonly Question[],
  slipped: readonly string[],
): Size {
  const corpus = readCorpus(knowledge, data.places)
  const subjects = subjectsOf(knowledge)
  const grown: CorpusText[] = [...corpus]
  const ids = [...subjects.ids]
  for (let copy = 1; copy < copies; copy++) {
    const other = new Map<string, string>()
    const foreign = (word: string) => other.get(word) ?? remember(other, word, renamed(word, copy))
    for (const id of subjects.ids.slice(0, subjects.topics)) ids.push(`${id}/${copy}`)
    for (const { subject, outside, ...text } of corpus) {
      if (subject === undefined || outside || text.role === 'detail') continue
      grown.push({ ...text, subject: `${subject}/${copy}`, outside: false, tokens: text.tokens.map(foreign) })
    }
  }
  const words = countWords(grown)
  const reader = prepareReader(knowledge.concepts, words)
  const all = { ids, topics: subjects.topics }
  const index = indexSubjects(grown, all, new Reader(reader))
  const matcher = new Matcher(knowledge, { ...data, subjects: all, reader, index })
  for (const { q } of questions.slice(0, 50)) matcher.match(`${q} x`)
  const time = (list: readonly string[]) =>
    list
      .map((text) => {
        const begun = performance.now()
        matcher.match(cleanText(text))
        return performance.now() - begun
      })
      .sort((a, b) => a - b)
  const plain = time(questions.map(({ q }) => q))
  const slips = time(slipped)
  const at = (list: readonly number[], share: number) => list[Math.floor(list.length * share)] ?? 0
  return { copies, words: words.size, median: at(plain, 0.5), p99: at(plain, 0.99), slipMedian: at(slips, 0.5) }
}

/** Another word of the same length: each letter moved on in the alphabet, by copy and place. */
function renamed(word: string, copy: number): string {
  return (
    tokenise(
      Array.from(word)
        .map((letter, i) =>
          /[a-z]/.test(letter)
            ? String.fromCharCode(97 + ((letter.charCodeAt(0) - 97 + copy * (1 + (i % 3)) + i) % 26))
            : letter,
        )
        .join(''),
    )[0] ?? word
  )
}

function remember(map: Map<string, string>, key: string, value: string): string {
  map.set(key, value)
  return value
}
