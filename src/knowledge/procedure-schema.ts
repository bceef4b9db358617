import { z } from 'zod'
import { caution, citation, date, id, inBothLanguages } from './schemas.ts'

const longest = 220
const line = z.strictObject({
  id: z.string().trim().min(1).max(longest, `at most ${longest} characters: it is a line of a card`),
  en: z.string().trim().min(1).max(longest, `at most ${longest} characters: it is a line of a card`),
})

const step = z.strictObject({
  id,
  revision: z.int().min(1),
  topic: id,
  title: inBothLanguages,
  actor: line,
  needs: z.array(line).default([]),
  documents: z
    .array(
      z.strictObject({
        id,
        name: inBothLanguages,
        content: z.array(line).default([]),
        citation: citation.optional(),
      }),
    )
    .default([]),
  timeLimit: z
    .strictObject({ days: z.int().min(1), kind: z.enum(['working-days', 'calendar-days']), from: inBothLanguages })
    .optional(),
  ifRefused: line.optional(),
  ifSilent: line.optional(),
  onlyWhen: line.optional(),
  mistakes: z.array(line).default([]),
  examples: z.array(line.extend({ case: id })).default([]),
  citations: z.array(citation).min(1, 'a step needs its rule'),
  cautions: z.array(caution).default([]),
})

/** A file under `procedures/`. */
export const procedureSchema = z.strictObject({
  id,
  reviewed: date,
  title: inBothLanguages,
  scope: inBothLanguages,
  steps: z.array(step).min(1),
  recurring: z.array(step).default([]),
  events: z.array(step).default([]),
})
