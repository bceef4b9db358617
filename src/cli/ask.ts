import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { cleanText } from '../answers/clean.ts'
import { filterCases } from '../cases/filter.ts'
import { Matcher } from '../answers/matcher.ts'
import { answerText } from '../bot/views/answer.ts'
import { caseList } from '../bot/views/cases.ts'
import type { Learnt } from '../bot/library.ts'
import { loadWords } from '../bot/words.ts'
import { parseConfig, type Config } from '../config.ts'
import { learn } from '../learn.ts'
import { plainText } from '../knowledge/rich-text.ts'
import { languages } from '../knowledge/types.ts'
import { printExplanation } from './explain.ts'
import { run } from './run.ts'

const usage = `Usage: npm run ask -- "your question"              the answer, as the bot gives it
       npm run ask -- --explain "your question"    how it was found
       npm run --silent ask -- --jsonl < questions.jsonl`

const input = z.object({ q: z.string(), lang: z.enum(languages).optional() })

/** `npm run ask`: the very pipeline of the bot, on the command line. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { jsonl: { type: 'boolean' }, explain: { type: 'boolean' } },
    allowPositionals: true,
  })
  const question = cleanText(positionals.join(' '))
  if (!values.jsonl && question === '') {
    console.error(usage)
    process.exitCode = 1
    return
  }
  const config = parseConfig()
  const learnt = await learn({ directory: config.knowledgeDir, today: new Date().toISOString().slice(0, 10) })
  const matcher = new Matcher(learnt.knowledge, learnt.data)
  if (values.jsonl) await answerLines(matcher, config)
  else if (values.explain) printExplanation(matcher.explain(question))
  else await answerOne(question, matcher, learnt, config)
}

/** The contract with the outside: one JSON line in, one out, in order (design, section 5). */
async function answerLines(matcher: Matcher, { defaultLanguage }: Config): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue
    const { q, lang } = input.parse(JSON.parse(line))
    const { decision, language, topics } = matcher.match(cleanText(q))
    const rounded = topics.map(({ id, score }) => ({ id, score: Number(score.toFixed(4)) }))
    console.log(JSON.stringify({ q, lang: language ?? lang ?? defaultLanguage, decision, topics: rounded }))
  }
}

async function answerOne(question: string, matcher: Matcher, learnt: Learnt, config: Config): Promise<void> {
  const { knowledge } = learnt
  const match = matcher.match(question)
  const words = (await loadWords())[match.language ?? config.defaultLanguage]
  if (match.smallTalk) return console.log(plainText(words.rich(`smallTalk.${match.smallTalk}`)))
  const outside = match.outside === undefined ? undefined : knowledge.outside.get(match.outside)
  if (outside) return console.log(outside.reply[words.language])
  if (match.cases) {
    const cases = filterCases(knowledge.cases.values(), match.cases)
    const shown = { filter: match.cases, exact: cases.length > 0, cases, page: 0, questionId: 0, group: false }
    return console.log(caseList(shown, knowledge, learnt.data.places, words).text.text)
  }
  const concept = knowledge.concepts.find(({ id }) => id === match.definition)
  if (concept?.definition) return console.log(concept.definition[words.language])
  const [best] = match.topics
  const topic = best && knowledge.topics.get(best.id)
  if (match.decision === 'answer' && topic) return console.log(answerText(topic, knowledge, words).text)
  console.log(words.t(match.decision === 'choose' ? 'ask.choose' : 'ask.unknown'))
  for (const { id } of match.topics.slice(0, 3))
    console.log(`- ${knowledge.topics.get(id)?.title[words.language]} (${id})`)
}

await run(main)
