import { holds } from './facts.ts'
import { openPoints, type Interview } from './interview.ts'
import type { Question } from './questions.ts'
import type { Rule } from './rule.ts'
import type { Answers } from './types.ts'

export interface Verdict {
  readonly outcome: 'possible' | 'conditions' | 'not-in-this-form'
  /** The rules that hold, gravest first. */
  readonly reasons: readonly Rule[]
  /** What is not known yet. */
  readonly open: readonly Question[]
}

const gravity = { no: 0, condition: 1, note: 2 } as const

/** What the law says to these answers. */
export function judge(interview: Interview, answers: Answers, rules: readonly Rule[]): Verdict {
  const reasons = rules
    .filter((rule) => holds(rule.when, rule.unless, interview.facts))
    .sort((a, b) => gravity[a.outcome] - gravity[b.outcome])
  const open = openPoints(interview, answers)
  const [gravest] = reasons
  if (gravest?.outcome === 'no') return { outcome: 'not-in-this-form', reasons, open }
  const conditions = gravest?.outcome === 'condition' || open.length > 0
  return { outcome: conditions ? 'conditions' : 'possible', reasons, open }
}
