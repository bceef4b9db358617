import { interview, type Interview } from './interview.ts'
import type { World } from './facts.ts'
import type { Question } from './questions.ts'
import { questions } from './questions.ts'
import type { Rule } from './rule.ts'
import type { Answer, Change, DossierEvent, StepState } from './types.ts'

/** What is kept of one step. */
export interface StepRecord {
  /** Undefined while nobody has set one. */
  readonly state: StepState | undefined
  /** ISO date on which the state was reached, where it is known. */
  readonly date: string | undefined
  /** When somebody set the state; milliseconds since 1970. */
  readonly movedAt: number | undefined
  /** All dates on which it was done; several for what recurs. */
  readonly dates: readonly string[]
  /** Ticked lines of its checklists. */
  readonly ticked: ReadonlySet<string>
  readonly notes: readonly { readonly at: number; readonly text: string }[]
  /** Number of the last change of state, to take back. */
  readonly lastMove: number | undefined
}

/** One consultation as it stands: the fold of its events. */
export interface Dossier {
  readonly answers: ReadonlyMap<string, Answer>
  /** Options chosen so far for questions that are still open. */
  readonly chosen: ReadonlyMap<string, Answer>
  /** The question that was opened again to change its answer. */
  readonly reopened: string | undefined
  readonly steps: ReadonlyMap<string, StepRecord>
  /** As given by a person; else made from the answers. */
  readonly title: string | undefined
  readonly archived: boolean
  readonly events: readonly DossierEvent[]
}

interface Draft {
  answers: Map<string, Answer>
  chosen: Map<string, Answer>
  reopened: string | undefined
  steps: Map<string, StepRecord>
  title: string | undefined
  archived: boolean
}

const untouched: StepRecord = {
  state: undefined,
  date: undefined,
  movedAt: undefined,
  dates: [],
  ticked: new Set(),
  notes: [],
  lastMove: undefined,
}

/** @param events in order. */
export function dossierOf(events: readonly DossierEvent[]): Dossier {
  const takenBack = new Set(events.flatMap(({ change }) => (change.kind === 'undone' ? [change.number] : [])))
  const draft: Draft = {
    answers: new Map(),
    chosen: new Map(),
    reopened: undefined,
    steps: new Map(),
    title: undefined,
    archived: false,
  }
  for (const event of events) if (!takenBack.has(event.number)) apply(draft, event, event.change)
  return { ...draft, events }
}

function apply(draft: Draft, { number, at }: DossierEvent, change: Change): void {
  switch (change.kind) {
    case 'began':
      for (const [question, answer] of Object.entries(change.answers)) draft.answers.set(question, answer)
      return
    case 'answered':
      draft.answers.set(change.question, change.answer)
      draft.chosen.delete(change.question)
      draft.reopened = undefined
      return
    case 'chose':
      draft.chosen.set(change.question, change.chosen)
      return
    case 'reopened':
      draft.reopened = change.question
      return
    case 'kept':
      draft.chosen.delete(draft.reopened ?? '')
      draft.reopened = undefined
      return
    case 'moved': {
      const { state, date } = change
      const before = stepRecord(draft, change.step)
      const dates = state === 'done' && date !== undefined ? [...before.dates, date] : before.dates
      draft.steps.set(change.step, { ...before, state, date, dates, movedAt: at, lastMove: number })
      return
    }
    case 'ticked': {
      const before = stepRecord(draft, change.step)
      const ticked = new Set(before.ticked)
      if (change.on) ticked.add(change.line)
      else ticked.delete(change.line)
      draft.steps.set(change.step, { ...before, ticked })
      return
    }
    case 'noted': {
      const before = stepRecord(draft, change.step)
      draft.steps.set(change.step, { ...before, notes: [...before.notes, { at, text: change.text }] })
      return
    }
    case 'renamed':
      draft.title = change.title
      return
    case 'archived':
    case 'restored':
      draft.archived = change.kind === 'archived'
      return
    case 'undone':
      return
  }
}

export function stepRecord({ steps }: Pick<Dossier, 'steps'>, step: string): StepRecord {
  return steps.get(step) ?? untouched
}

/** The interview of a dossier; a question that was opened again is the open one. */
export function interviewOf(dossier: Dossier, rules: readonly Rule[], world: World): Interview {
  const found = interview(dossier.answers, rules, world)
  const reopened = questions.find(({ id }) => id === dossier.reopened)
  return reopened ? { ...found, open: reopened } : found
}

/** What is chosen at present for a question: the draft, else the answer. */
export function chosenFor({ chosen, answers }: Dossier, { id }: Question): Answer {
  return chosen.get(id) ?? answers.get(id) ?? []
}
