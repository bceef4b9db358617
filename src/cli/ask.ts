import { createInterface } from 'node:readline'
import { z } from 'zod'
import { cleanText } from '../answers/clean.ts'
import { Matcher, type Match } from '../answers/matcher.ts'
import { parseConfig } from '../config.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { languages } from '../knowledge/types.ts'

const config = parseConfig()
const knowledge = await loadKnowledge(config.knowledgeDir, new Date().toISOString().slice(0, 10))
const matcher = new Matcher(knowledge)
const line = z.object({ q: z.string(), lang: z.enum(languages).optional() })
for await (const text of createInterface({ input: process.stdin })) {
  if (text.trim() === '') continue
  const { q, lang } = line.parse(JSON.parse(text))
  const match: Match = matcher.match(cleanText(q))
  const topics = match.topics.map(({ id, score }) => ({ id, score: Number(score.toFixed(4)) }))
  console.log(
    JSON.stringify({ q, lang: lang ?? match.language ?? config.defaultLanguage, decision: match.decision, topics }),
  )
}
