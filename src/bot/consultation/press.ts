import { chosenFor } from '../../consultation/dossier.ts'
import { before } from '../../consultation/interview.ts'
import { questions, type Question } from '../../consultation/questions.ts'
import { findStep, outOfOrder } from '../../consultation/road-map.ts'
import { stepStates, unknown, type Answer, type Change } from '../../consultation/types.ts'
import type { ConsultationRow } from '../../storage/consultations.ts'
import type { BotContext } from '../context.ts'
import type { BotDeps } from '../deps.ts'
import { open, type OpenConsultation } from './open.ts'
import type { Turn, View } from './view.ts'

type Opened = Omit<OpenConsultation, 'row'>
/** What a press changes, if what it speaks of is still so. */
type Decide = (opened: Opened) => Change | undefined

/** Verbs that only show something: everybody who sees the consultation may press them. */
const shows: Readonly<Record<string, (args: readonly string[]) => View>> = {
  q: () => ({ kind: 'present' }),
  w: () => ({ kind: 'question', why: true }),
  r: () => ({ kind: 'review' }),
  j: ([page]) => ({ kind: 'verdict', page: Number(page ?? 0) || 0 }),
  p: () => ({ kind: 'road-map' }),
  s: ([step = '']) => ({ kind: 'step', step }),
  c: ([step = '']) => ({ kind: 'checklist', step }),
  o: () => ({ kind: 'events' }),
  h: () => ({ kind: 'history' }),
  g: () => ({ kind: 'settings' }),
}

/** Verbs that ask for something to be typed, or for one more press: for who may change it. */
const asks: Readonly<Record<string, (args: readonly string[]) => View>> = {
  y: ([step = '']) => ({ kind: 'date', step }),
  n: ([step = '']) => ({ kind: 'note', step }),
  f: () => ({ kind: 'title' }),
  x: () => ({ kind: 'delete' }),
}

/** Verbs that change something, with what is shown then. */
const changes: Readonly<Record<string, (args: readonly string[]) => readonly [Decide, View]>> = {
  a: ([question = '', option = '']) => [({ interview }) => answer(interview.open, question, [option]), present],
  m: ([question = '', option = '']) => [(opened) => toggle(opened, question, option), present],
  d: ([question = '']) => [(opened) => confirm(opened, question), present],
  b: () => [goBack, present],
  k: () => [({ dossier }) => (dossier.reopened === undefined ? undefined : { kind: 'kept' }), present],
  e: ([question = '']) => [() => reopen(question), present],
  z: ([step = '', state = '']) => [(opened) => move(opened, step, state), { kind: 'step', step }],
  t: ([step = '', date = '']) => [(opened) => finish(opened, step, date), { kind: 'step', step }],
  l: ([step = '', line = '']) => [(opened) => tick(opened, step, line), { kind: 'checklist', step }],
  u: ([step = '']) => [(opened) => undo(opened, step), { kind: 'step', step }],
  i: () => [({ dossier }) => (dossier.archived ? { kind: 'restored' } : { kind: 'archived' }), { kind: 'settings' }],
}

const present: View = { kind: 'present' }

/** Whether a verb changes something. */
export function isChange(verb: string): boolean {
  return verb in changes || verb in asks || verb === 'v' || verb === 'delete'
}

/** Does what a button says; undefined for a verb that is not known. */
export async function press(
  ctx: BotContext,
  row: ConsultationRow,
  verb: string,
  args: readonly string[],
  deps: BotDeps,
): Promise<Turn | undefined> {
  const consultation = row.id
  if (verb === 'v') return takeEither(ctx, row, deps)
  const shown = (shows[verb] ?? asks[verb])?.(args)
  if (shown) return { consultation, view: shown }
  const [decide, view] = changes[verb]?.(args) ?? []
  if (!decide || !view) return undefined
  // Before it is done, so that a date which does not agree is asked about, not written.
  const late = verb === 't' ? disagreement(open(await deps.consultations.events(row.id), deps), args) : undefined
  if (late) return { consultation, view: { kind: 'date', step: args[0] ?? '' }, hint: { against: late } }
  const outcome = await deps.consultations.change(row.id, authorOf(ctx, deps), (events) => decide(open(events, deps)))
  const stale = outcome === 'unchanged' && verb !== 'k' && verb !== 'b'
  return { consultation, view, ...(stale && { notice: { key: 'consult.stale' } }) }
}

/** A text that might have been a question was meant as the answer. */
async function takeEither(ctx: BotContext, row: ConsultationRow, deps: BotDeps): Promise<Turn> {
  const prompt = await deps.prompts.get(ctx.place, ctx.person)
  const text = prompt?.consultation === row.id ? prompt.hint?.either?.text : undefined
  if (text !== undefined) {
    await deps.consultations.change(row.id, authorOf(ctx, deps), (events) => {
      const asked = open(events, deps).interview.open
      return asked?.kind === 'name' ? answer(asked, asked.id, [text]) : undefined
    })
  }
  return { consultation: row.id, view: present }
}

export function authorOf(ctx: BotContext, { now }: BotDeps) {
  return { updateId: ctx.update.update_id, who: ctx.person, now: now() }
}

/** An answer counts only while its question is the open one. */
export function answer(openQuestion: Question | undefined, question: string, given: Answer): Change | undefined {
  return openQuestion?.id === question ? { kind: 'answered', question, answer: given } : undefined
}

function toggle({ dossier, interview }: Opened, question: string, option: string): Change | undefined {
  const asked = interview.open
  if (asked?.id !== question || !asked.options.includes(option)) return undefined
  const chosen = chosenFor(dossier, asked).filter((one) => one !== unknown)
  if (chosen.includes(option)) return { kind: 'chose', question, chosen: chosen.filter((one) => one !== option) }
  const kept = option === asked.none ? [] : chosen.filter((one) => one !== asked.none)
  return { kind: 'chose', question, chosen: [...kept, option] }
}

function confirm({ dossier, interview }: Opened, question: string): Change | undefined {
  const asked = interview.open
  const chosen = asked && chosenFor(dossier, asked)
  return chosen && chosen.length > 0 ? answer(asked, question, chosen) : undefined
}

function goBack({ interview }: Opened): Change | undefined {
  const previous = before(interview, interview.open?.id ?? '')
  return previous && { kind: 'reopened', question: previous.id }
}

function reopen(question: string): Change | undefined {
  return questions.some(({ id }) => id === question) ? { kind: 'reopened', question } : undefined
}

function move({ map }: Opened, step: string, state: string): Change | undefined {
  const next = stepStates.find((one) => one === state)
  const mapped = findStep(map, step)
  return next && mapped && mapped.record.state !== next ? { kind: 'moved', step, state: next } : undefined
}

/** @param when see `dayOf`; with "!" behind it, although it does not agree with another date. */
function finish({ map, world }: Opened, step: string, when: string): Change | undefined {
  if (!findStep(map, step)) return undefined
  const date = dayOf(when.replace('!', ''), world.today)
  return { kind: 'moved', step, state: 'done', ...(date !== '' && { date }) }
}

/** An ISO date from one, or from "today" or "yesterday" when it is pressed; empty when the day is not known. */
function dayOf(when: string, today: string): string {
  if (when === 'today') return today
  return when === 'yesterday' ? new Date(Date.parse(today) - dayMs).toISOString().slice(0, 10) : when
}

const dayMs = 24 * 60 * 60_000

function disagreement({ map, world }: Opened, [step = '', when = '']: readonly string[]) {
  const date = dayOf(when, world.today)
  const other = date === '' || date.endsWith('!') ? undefined : outOfOrder(map, step, date)
  return other && { date, step: other.step.id }
}

function tick({ map }: Opened, step: string, line: string): Change | undefined {
  const mapped = findStep(map, step)
  return mapped && { kind: 'ticked', step, line, on: !mapped.record.ticked.has(line) }
}

function undo({ map }: Opened, step: string): Change | undefined {
  const last = findStep(map, step)?.record.lastMove
  return last === undefined ? undefined : { kind: 'undone', number: last }
}
