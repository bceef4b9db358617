import type { Reading } from './reader.ts'

/** What the ranking compares: words, pairs of neighbours, pieces of words, concepts, pairs of concepts. */
export const kinds = ['word', 'pair', 'piece', 'concept', 'concepts'] as const
export type FeatureKind = (typeof kinds)[number]

export interface Feature {
  readonly kind: FeatureKind
  /** 32-bit number of the feature. Among 100,000 about one pair shares a number, which costs nothing noticeable. */
  readonly id: number
  readonly certainty: number
  /** For people: what the feature is. */
  readonly name: () => string
}

/** A message or phrasing with more concepts than this is told by its first ones; bounds the number of pairs. */
const maxConcepts = 14
const pieceLength = 4
const maxRemembered = 20_000

/** The features of a text, each once. Numbers are put together from numbers: strings cost most of the time here. */
export function features({ words, concepts }: Reading): Feature[] {
  const list: Feature[] = []
  const seen = new Set<number>()
  const add = (kind: FeatureKind, id: number, certainty: number, name: () => string) => {
    if (seen.has(id)) return
    seen.add(id)
    list.push({ kind, id, certainty, name })
  }
  for (const [i, { word, stem, certainty }] of words.entries()) {
    add('word', numberOf('word', stem), certainty, () => stem)
    const next = words[i + 1]
    if (next) {
      const pair = together(numberOf('word', stem), numberOf('word', next.stem))
      add('pair', pair, certainty * next.certainty, () => `${stem} ${next.stem}`)
    }
    for (const piece of piecesOf(word)) add('piece', piece, certainty, () => `piece of ${word}`)
  }
  const few = concepts.slice(0, maxConcepts).sort()
  for (const [i, concept] of few.entries()) {
    const first = numberOf('concept', concept)
    add('concept', first, 1, () => concept)
    for (const other of few.slice(i + 1)) {
      add('concepts', together(first, numberOf('concept', other)), 1, () => `${concept} + ${other}`)
    }
  }
  return list
}

const numbers = new Map<string, number>()
const pieces = new Map<string, readonly number[]>()

function numberOf(kind: FeatureKind, name: string): number {
  const memory = kind === 'word' ? name : `${kind} ${name}`
  let number = numbers.get(memory)
  if (number === undefined) {
    number = hash(`${kind} ${name}`)
    if (numbers.size < maxRemembered) numbers.set(memory, number)
  }
  return number
}

function piecesOf(word: string): readonly number[] {
  let found = pieces.get(word)
  if (!found) {
    const padded = `^${word}$`
    const count = padded.length > pieceLength ? padded.length - pieceLength + 1 : 0
    found = Array.from({ length: count }, (_, i) => hash(`piece ${padded.slice(i, i + pieceLength)}`))
    if (pieces.size < maxRemembered) pieces.set(word, found)
  }
  return found
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value >>> 0
}

/** One number for two, in this order. */
function together(first: number, second: number): number {
  let value = Math.imul(first ^ (second >>> 15), 0x2c1b3c6d) + second
  value = Math.imul(value ^ (value >>> 12), 0x297a2d39)
  return (value ^ (value >>> 15)) >>> 0
}
