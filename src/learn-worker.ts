import { parentPort, workerData } from 'node:worker_threads'
import { buildMatcherData } from './answers/matcher-data.ts'
import { KnowledgeError, loadKnowledge } from './knowledge/load.ts'
import { loadPlaces } from './places/places.ts'
import type { LearnOutcome, LearnTask } from './learn.ts'

/** Reads the knowledge and learns from it where it holds nobody up. */
async function work({ directory, today }: LearnTask): Promise<LearnOutcome> {
  try {
    const knowledge = await loadKnowledge(directory, today)
    return { learnt: { knowledge, data: buildMatcherData(knowledge, await loadPlaces(knowledge.placeNames)) } }
  } catch (error) {
    if (error instanceof KnowledgeError) return { mistakes: error.mistakes }
    throw error
  }
}

parentPort?.postMessage(await work(workerData as LearnTask))
