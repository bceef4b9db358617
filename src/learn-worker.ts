import { parentPort, workerData } from 'node:worker_threads'
import { buildMatcherData } from './answers/matcher-data.ts'
import { KnowledgeError, loadKnowledge } from './knowledge/load.ts'
import { loadPlaces } from './places/places.ts'
import type { KnowledgeBase } from './knowledge/types.ts'
import type { LearnOutcome, LearnTask } from './learn.ts'

/** Reads the knowledge and learns from it where it holds nobody up. */
async function work({ directory, today }: LearnTask): Promise<LearnOutcome> {
  try {
    const knowledge = await loadKnowledge(directory, today)
    const data = buildMatcherData(knowledge, await loadPlaces(knowledge.placeNames))
    return { learnt: { knowledge: withoutPhrasings(knowledge), data } }
  } catch (error) {
    if (error instanceof KnowledgeError) return { mistakes: error.mistakes }
    throw error
  }
}

/** What was learnt from is needed no more, and is half of all text. */
function withoutPhrasings(knowledge: KnowledgeBase): KnowledgeBase {
  const phrasings = { id: [], en: [] }
  const lean = <T extends object>(entries: ReadonlyMap<string, T>) =>
    new Map([...entries].map(([id, entry]) => [id, { ...entry, phrasings }]))
  return { ...knowledge, topics: lean(knowledge.topics), outside: lean(knowledge.outside) }
}

parentPort?.postMessage(await work(workerData as LearnTask))
