import { z } from 'zod'
import { factValues } from '../consultation/facts.ts'
import { citation, id } from './schemas.ts'

const line = (longest: number) => {
  const text = z.string().trim().min(1).max(longest, `at most ${longest} characters: it is read on a phone`)
  return z.strictObject({ id: text, en: text })
}

const condition = z.strictObject(
  Object.fromEntries(Object.entries(factValues).map(([name, values]) => [name, z.array(z.enum(values)).optional()])),
)

/** `consultation/rules.yaml`. */
export const rulesSchema = z.array(
  z.strictObject({
    id,
    outcome: z.enum(['no', 'condition', 'note']),
    ends: z.boolean().default(false),
    when: condition,
    unless: condition.optional(),
    reason: line(260),
    instead: line(260).optional(),
    citations: z.array(citation).min(1, 'a rule needs its article'),
    verification: z.enum(['secondary', 'unverified']).optional(),
    topic: id,
  }),
)

/** `consultation/questions.yaml`. */
export const questionWordsSchema = z.record(
  id,
  z.strictObject({
    title: line(24),
    ask: line(180),
    why: line(300),
    citations: z.array(citation).min(1, 'say under which article it is asked'),
    open: line(220),
    options: z.record(z.string(), line(34)).default({}),
  }),
)
