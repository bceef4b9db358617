import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Decision } from '../../answers/decide.ts'

const line = z.object({ q: z.string(), lang: z.string(), topics: z.array(z.string()).default([]), style: z.string() })

/** A question with the topics that would be right; none when it should be refused. */
export type Question = z.infer<typeof line>

/** Reads a file of questions, one JSON object a line. @throws {Error} naming the file and the remedy. */
export function readQuestions(file: string): Question[] {
  try {
    const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
    return lines.map((text) => line.parse(JSON.parse(text)))
  } catch (error) {
    throw new Error(`${file} cannot be read; give a file of questions: npm run bench -- path/to/questions.jsonl`, {
      cause: error,
    })
  }
}

export interface Answered {
  readonly question: Question
  readonly decision: Decision
  /** Best first. */
  readonly topics: readonly string[]
  readonly ms: number
}

export interface Score {
  readonly top1: number
  readonly top3: number
  readonly wrong: number
  readonly refused: number
  readonly falseAnswers: number
  readonly median: number
  readonly p99: number
}

/** Shares in percent, as shared/eval/score.mjs counts them; times in milliseconds. */
export function scoreOf(answered: readonly Answered[]): Score {
  const inside = answered.filter(({ question }) => question.topics.length > 0)
  const outside = answered.filter(({ question }) => question.topics.length === 0)
  const right = ({ question, topics }: Answered, first: number) =>
    topics.slice(0, first).some((topic) => question.topics.includes(topic))
  const percent = (list: readonly Answered[], fits: (one: Answered) => boolean) =>
    (100 * list.filter(fits).length) / Math.max(1, list.length)
  const times = answered.map(({ ms }) => ms).sort((a, b) => a - b)
  return {
    top1: percent(inside, (one) => right(one, 1)),
    top3: percent(inside, (one) => right(one, 3)),
    wrong: percent(inside, (one) => one.decision === 'answer' && !right(one, 1)),
    refused: percent(outside, ({ decision }) => decision === 'abstain'),
    falseAnswers: percent(outside, ({ decision }) => decision === 'answer'),
    median: times[Math.floor(times.length / 2)] ?? 0,
    p99: times[Math.floor(times.length * 0.99)] ?? 0,
  }
}
