import { createHash } from 'node:crypto'
import type { Procedure, Step } from '../knowledge/procedure-types.ts'
import type { Dossier } from './dossier.ts'
import { stepRecord, type StepRecord } from './dossier.ts'
import { unknown, type Answers, type StepState } from './types.ts'

export interface MappedStep {
  readonly step: Step
  /** Its place among the steps, from one; undefined for what recurs and for events. */
  readonly number: number | undefined
  /** Whether it comes again and again; each time it is done is noted. */
  readonly recurs: boolean
  readonly state: StepState
  /** Whether the state was told in the interview and never set on the card. */
  readonly told: boolean
  readonly record: StepRecord
}

export interface RoadMap {
  readonly procedure: Procedure
  readonly steps: readonly MappedStep[]
  readonly recurring: readonly MappedStep[]
  readonly events: readonly MappedStep[]
  /** The first step that is neither done nor unnecessary; undefined when all are. */
  readonly current: MappedStep | undefined
  readonly done: number
}

/** The procedure of these answers: KSDLL with an institution (PP 28/2018 art. 1(5)), else KSDPL (art. 1(4)). */
export function procedureId(answers: Answers): 'ksdpl' | 'ksdll' {
  const plan = answers.get('plan')?.[0]
  const partner = answers.get('partner-kind')?.[0] ?? unknown
  if (plan === 'institution') return 'ksdll'
  return plan === 'existing' && ![unknown, 'local-government'].includes(partner) ? 'ksdll' : 'ksdpl'
}

/** What the interview tells of the steps: an answer to "what exists already?" and the steps that it means. */
const told: Readonly<Record<string, readonly string[]>> = {
  contact: ['step-01-prakarsa'],
  consultation: ['step-03-konsultasi'],
  // Consulting the ministers first is the step most often skipped, so a letter of intent does not prove it.
  loi: ['step-01-prakarsa', 'step-02-penjajakan', 'step-04-loi'],
  plan: ['step-05-rencana'],
  dprd: ['step-05-rencana', 'step-06-dprd'],
  considered: ['step-07-verifikasi'],
  draft: ['step-08-rancangan-naskah'],
  confirmation: ['step-09-bahas-mitra', 'step-10-konfirmasi'],
}

/** With a text that is signed, everything up to it lies behind. */
const signature = 'step-12-tanda-tangan'

export function roadMap(dossier: Dossier, procedure: Procedure): RoadMap {
  const doneBefore = toldDone(dossier.answers, procedure)
  const map = (step: Step, number?: number, recurs = false): MappedStep => {
    const record = stepRecord(dossier, step.id)
    const isTold = record.state === undefined && doneBefore.has(step.id)
    return { step, number, recurs, record, told: isTold, state: record.state ?? (isTold ? 'done' : 'not-yet') }
  }
  const steps = procedure.steps.map((step, i) => map(step, i + 1))
  return {
    procedure,
    steps,
    recurring: procedure.recurring.map((step) => map(step, undefined, true)),
    events: procedure.events.map((step) => map(step)),
    current: steps.find(({ state }) => state !== 'done' && state !== 'not-needed'),
    done: steps.filter(({ state }) => state === 'done').length,
  }
}

function toldDone(answers: Answers, procedure: Procedure): ReadonlySet<string> {
  const ids = procedure.steps.map(({ id }) => id)
  if (answers.get('plan')?.[0] === 'existing') return new Set(ids.slice(0, ids.indexOf(signature) + 1))
  return new Set((answers.get('existing') ?? []).flatMap((what) => told[what] ?? []))
}

/** A step, recurring duty or event of a road map. */
export function findStep({ steps, recurring, events }: RoadMap, id: string): MappedStep | undefined {
  return [...steps, ...recurring, ...events].find(({ step }) => step.id === id)
}

/**
 * A step whose date does not agree with this one: an earlier step that was done later, or a later one that was done
 * earlier, such as a signature before the letter of intent.
 */
export function outOfOrder(map: RoadMap, id: string, date: string): MappedStep | undefined {
  const at = map.steps.findIndex(({ step }) => step.id === id)
  if (at < 0) return undefined
  return map.steps.find(({ state, record }, i) => {
    if (state !== 'done' || record.date === undefined || i === at) return false
    return i < at ? record.date > date : record.date < date
  })
}

/** Names a line of a checklist whatever its place, so that a tick stays with its words; short enough for a button. */
export function lineKey(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
