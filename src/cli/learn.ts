import { parseConfig } from '../config.ts'
import { KnowledgeError } from '../knowledge/load.ts'
import { learn } from '../learn.ts'

/** The last step of `npm run build`: learns from the knowledge, so that the start need not. */
try {
  await learn({ directory: parseConfig().knowledgeDir, today: new Date().toISOString().slice(0, 10) })
} catch (error) {
  // Whoever needs the knowledge says its mistakes; building does not.
  if (!(error instanceof KnowledgeError)) throw error
}
