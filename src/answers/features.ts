import type { Reading } from './reader.ts'

/** What the ranking compares: words, pairs of neighbours, pieces of words, concepts, pairs of concepts. */
export const kinds = ['word', 'pair', 'piece', 'concept', 'concepts'] as const
export type FeatureKind = (typeof kinds)[number]

export interface Feature {
  readonly kind: FeatureKind
  readonly key: string
  readonly certainty: number
}

/** A message or phrasing with more concepts than this is told by its first ones; bounds the number of pairs. */
const maxConcepts = 14
const pieceLength = 4

export function features({ words, concepts }: Reading): Feature[] {
  const list: Feature[] = []
  const seen = new Set<string>()
  const add = (kind: FeatureKind, name: string, certainty = 1) => {
    const key = `${kind}:${name}`
    if (seen.has(key)) return
    seen.add(key)
    list.push({ kind, key, certainty })
  }
  for (const [i, { word, stem, certainty }] of words.entries()) {
    add('word', stem, certainty)
    const next = words[i + 1]
    if (next) add('pair', `${stem} ${next.stem}`, certainty * next.certainty)
    for (const piece of pieces(word)) add('piece', piece, certainty)
  }
  const few = concepts.slice(0, maxConcepts).sort()
  for (const [i, concept] of few.entries()) {
    add('concept', concept)
    for (const other of few.slice(i + 1)) add('concepts', `${concept}+${other}`)
  }
  return list
}

function pieces(word: string): string[] {
  const padded = `^${word}$`
  if (padded.length <= pieceLength) return []
  return Array.from({ length: padded.length - pieceLength + 1 }, (_, i) => padded.slice(i, i + pieceLength))
}
