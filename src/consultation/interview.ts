import { factsOf, holds, type FactName, type Facts, type World } from './facts.ts'
import { fits, questions, type Question } from './questions.ts'
import type { Rule } from './rule.ts'
import { unknown, type Answers } from './types.ts'

/** Where an interview stands; computed from the answers each time, so that nothing can go out of step. */
export interface Interview {
  readonly facts: Facts
  /** Questions that are asked with these answers, in order, answered or not. */
  readonly asked: readonly Question[]
  /** The first that has no answer that fits; undefined when all have one, or an answer ends the interview. */
  readonly open: Question | undefined
}

/** Walks through the questions with the answers given. */
export function interview(answers: Answers, rules: readonly Rule[], world: World): Interview {
  const endings = rules.filter(({ ends }) => ends)
  const facts = new Map<FactName, readonly string[]>()
  const asked: Question[] = []
  let open: Question | undefined
  for (const question of questions) {
    if (!holds(question.when ?? {}, undefined, facts)) continue
    asked.push(question)
    const answer = answers.get(question.id)
    if (!answer || !fits(question, answer, world.places)) {
      open ??= question
      continue
    }
    const added = factsOf(question.id, answer, facts, world)
    for (const [name, values] of added) facts.set(name, values)
    // Nothing that is asked later could change such a verdict.
    const ends = (rule: Rule) => added.some(([name]) => name in rule.when) && holds(rule.when, rule.unless, facts)
    if (endings.some(ends)) return { facts, asked, open: undefined }
  }
  return { facts, asked, open }
}

/** The question before this one, to go back to. */
export function before({ asked }: Interview, question: string): Question | undefined {
  return asked[asked.findIndex(({ id }) => id === question) - 1]
}

/** The questions that were answered with "don't know yet". */
export function openPoints({ asked }: Interview, answers: Answers): readonly Question[] {
  return asked.filter(({ id }) => answers.get(id)?.[0] === unknown)
}
