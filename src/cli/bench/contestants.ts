import Fuse from 'fuse.js'
import MiniSearch from 'minisearch'
import { cleanText } from '../../answers/clean.ts'
import { Matcher } from '../../answers/matcher.ts'
import type { Learnt } from '../../bot/library.ts'
import type { KnowledgeBase } from '../../knowledge/types.ts'
import type { Answered, Question } from './questions.ts'

/** A way to find topics, with what making it cost. */
export interface Contestant {
  readonly name: string
  readonly buildMs: number
  readonly memoryMb: number
  readonly ask: (question: string) => { readonly topics: readonly string[]; readonly confidence: number }
  /** Its own decision; without one, the threshold that suits it best is used. */
  readonly decide?: (question: string) => Pick<Answered, 'decision' | 'topics'>
  /** Warms the process without filling its own caches; without one, a few questions do. */
  readonly warm?: (questions: readonly Question[]) => void
}

/**
 * Ours and the libraries, given the same knowledge: titles, phrasings and what an answer must contain.
 * @param memoryMb of the knowledge and what was learnt from it, which ours is built from.
 */
export function contestants(learnt: Learnt, memoryMb: number): Contestant[] {
  const { knowledge } = learnt
  const ours = made('ours', () => {
    const matcher = new Matcher(knowledge, learnt.data)
    const match = (question: string) => matcher.match(cleanText(question))
    const decide = (question: string) => {
      const { decision, topics } = match(question)
      return { decision, topics: topics.map(({ id }) => id) }
    }
    const warm = (questions: readonly Question[]) => {
      const another = new Matcher(knowledge, learnt.data)
      for (const { q } of questions) another.match(cleanText(q))
    }
    return { ask: (question: string) => ({ ...decide(question), confidence: 1 }), decide, warm }
  })
  return [
    { ...ours, memoryMb: ours.memoryMb + memoryMb },
    made('Fuse.js, all phrasings', () => fuse(knowledge, false)),
    made('Fuse.js, token search', () => fuse(knowledge, true)),
    made('MiniSearch, fuzzy and prefix', () => miniSearch(knowledge)),
  ]
}

function fuse(knowledge: KnowledgeBase, useTokenSearch: boolean) {
  const index = new Fuse(texts(knowledge), {
    keys: ['text'],
    includeScore: true,
    ignoreLocation: true,
    threshold: 0.6,
    useTokenSearch,
  })
  return {
    ask: (question: string) => {
      const hits = index.search(question.slice(0, 200), { limit: 50 })
      return { topics: distinct(hits.map(({ item }) => item.topic)), confidence: 1 - (hits[0]?.score ?? 1) }
    },
  }
}

function miniSearch(knowledge: KnowledgeBase) {
  const index = new MiniSearch<{ id: string; text: string }>({
    fields: ['text'],
    searchOptions: { fuzzy: 0.2, prefix: true },
  })
  const byTopic = new Map<string, string[]>()
  for (const { topic, text } of texts(knowledge)) byTopic.set(topic, [...(byTopic.get(topic) ?? []), text])
  index.addAll([...byTopic].map(([id, list]) => ({ id, text: list.join('\n') })))
  return {
    ask: (question: string) => {
      const hits = index.search(question)
      const confidence = (hits[0]?.score ?? 0) / Math.max(1, question.split(/\s+/).length)
      return { topics: hits.map(({ id }) => String(id)), confidence }
    },
  }
}

function texts({ topics }: KnowledgeBase): { topic: string; text: string }[] {
  return [...topics.values()].flatMap(({ id, title, phrasings, covers }) =>
    [title.id, title.en, ...phrasings.id, ...phrasings.en, ...covers].map((text) => ({ topic: id, text })),
  )
}

function made(name: string, make: () => Pick<Contestant, 'ask' | 'decide' | 'warm'>): Contestant {
  globalThis.gc?.()
  const before = memory()
  const begun = performance.now()
  const contestant = make()
  const buildMs = performance.now() - begun
  globalThis.gc?.()
  return { name, buildMs, memoryMb: Math.max(0, memory() - before), ...contestant }
}

export function memory(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 2 ** 20
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)].slice(0, 5)
}

/**
 * Asks all questions once, after a warm-up. Who decides nothing itself answers above the threshold of confidence that
 * serves it best on these very questions, which is more than it could know.
 */
export function askAll(contestant: Contestant, questions: readonly Question[]): Answered[] {
  if (contestant.warm) contestant.warm(questions)
  else for (const { q } of questions.slice(0, 5)) contestant.ask(`${q} x`)
  const { decide } = contestant
  const asked = questions.map((question) => {
    const begun = performance.now()
    const found = decide ? { ...decide(question.q), confidence: 1 } : { ...contestant.ask(question.q) }
    return { question, ms: performance.now() - begun, ...found }
  })
  if (decide) return asked as unknown as Answered[]
  const levels = [...new Set(asked.map(({ confidence }) => confidence))].sort((a, b) => a - b)
  const at = (level: number) =>
    asked.map((one) => ({ ...one, decision: one.confidence >= level ? ('answer' as const) : ('abstain' as const) }))
  const steps = levels.filter((_, i) => i % Math.ceil(levels.length / 100) === 0)
  return at(steps.reduce((best, level) => (gain(at(level)) > gain(at(best)) ? level : best), Number.POSITIVE_INFINITY))
}

/** Right answers and refusals count 1, wrong and false ones -2. */
function gain(answered: readonly Answered[]): number {
  return answered.reduce((sum, { question, decision, topics }) => {
    if (decision !== 'answer') return sum + (question.topics.length === 0 ? 1 : 0)
    return sum + (question.topics.includes(topics[0] ?? '') ? 1 : -2)
  }, 0)
}
