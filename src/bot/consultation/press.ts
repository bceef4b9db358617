import { chosenFor } from '../../consultation/dossier.ts'
import { before } from '../../consultation/interview.ts'
import { fits, questions, type Question } from '../../consultation/questions.ts'
import { findStep, outOfOrder } from '../../consultation/road-map.ts'
import { stepStates, unknown, type Answer, type Change } from '../../consultation/types.ts'
import type { ConsultationRow } from '../../storage/consultations.ts'
import type { BotContext } from '../context.ts'
import type { BotDeps } from '../deps.ts'
import { open, type OpenConsultation } from './open.ts'
import { questionOf, type Turn, type View } from './view.ts'

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
  a: ([question = '', option = '']) => [(opened) => pick(opened, question, option), present],
  m: ([question = '', option = '', on = '']) => [(opened) => choose(opened, question, option, on === '1'), present],
  d: ([question = '']) => [(opened) => confirm(opened, question), present],
  b: ([question = '']) => [(opened) => goBack(opened, question), present],
  k: () => [({ dossier }) => (dossier.reopened === undefined ? undefined : { kind: 'kept' }), present],
  e: ([question = '']) => [() => reopen(question), present],
  z: ([step = '', state = '']) => [(opened) => move(opened, step, state), { kind: 'step', step }],
  t: ([step = '', date = '']) => [(opened) => finish(opened, step, date), { kind: 'step', step }],
  l: ([step = '', line = '', on = '']) => [
    (opened) => tick(opened, step, line, on === '1'),
    { kind: 'checklist', step },
  ],
  u: ([step = '', number = '']) => [(opened) => undo(opened, step, Number(number)), { kind: 'step', step }],
  i: ([on = '']) => [({ dossier }) => archive(dossier.archived, on === '1'), { kind: 'settings' }],
}

const present: View = { kind: 'present' }

/** Whether a verb changes something. */
export function isChange(verb: string): boolean {
  return Object.hasOwn(changes, verb) || Object.hasOwn(asks, verb) || verb === 'v' || verb === 'delete'
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
  const all = { ...shows, ...asks }
  if (Object.hasOwn(all, verb)) return { consultation, view: all[verb]?.(args) ?? present }
  const [decide, view] = (Object.hasOwn(changes, verb) && changes[verb]?.(args)) || []
  if (!decide || !view) return undefined
  // Before it is done, so that a date which does not agree is asked about, not written.
  const late = verb === 't' ? disagreement(open(await deps.consultations.events(row.id), deps), args) : undefined
  if (late) return { consultation, view: { kind: 'date', step: args[0] ?? '' }, hint: { against: late } }
  const outcome = await deps.consultations.change(row.id, authorOf(ctx, deps), (events) => decide(open(events, deps)))
  const stale = outcome === 'unchanged' && verb === 'a'
  return { consultation, view, ...(stale && { notice: 'consult.stale' }) }
}

/** A text that might have been a question was meant as the answer. */
async function takeEither(ctx: BotContext, row: ConsultationRow, deps: BotDeps): Promise<Turn> {
  const prompt = await deps.prompts.get(ctx.place, ctx.person)
  const text = prompt?.consultation === row.id ? prompt.hint?.either?.text : undefined
  const question = questionOf(prompt?.awaits ?? '')
  if (text !== undefined && question !== undefined) {
    await deps.consultations.change(row.id, authorOf(ctx, deps), (events) =>
      answer(open(events, deps).interview.open, question, [text]),
    )
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

function pick({ interview, world }: Opened, question: string, option: string): Change | undefined {
  const fitting = interview.open && fits(interview.open, [option], world.places)
  return fitting ? answer(interview.open, question, [option]) : undefined
}

/** Ticks an option, or takes the tick away; the one that stands for none of them excludes the others. */
export function choose(
  { dossier, interview }: Opened,
  question: string,
  option: string,
  on: boolean,
): Change | undefined {
  const asked = interview.open
  if (asked?.id !== question || !asked.options.includes(option)) return undefined
  const chosen = chosenFor(dossier, asked).filter((one) => one !== unknown)
  if (chosen.includes(option) === on) return undefined
  if (!on) return { kind: 'chose', question, chosen: chosen.filter((one) => one !== option) }
  const kept = option === asked.none ? [] : chosen.filter((one) => one !== asked.none)
  return { kind: 'chose', question, chosen: [...kept, option] }
}

function confirm({ dossier, interview }: Opened, question: string): Change | undefined {
  const asked = interview.open
  const chosen = asked && chosenFor(dossier, asked)
  return chosen && chosen.length > 0 ? answer(asked, question, chosen) : undefined
}

function goBack({ interview }: Opened, question: string): Change | undefined {
  if (interview.open?.id !== question) return undefined
  const previous = before(interview, question)
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
  const mapped = findStep(map, step)
  const date = dayOf(when.replace('!', ''), world.today)
  if (!mapped || (date !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(date))) return undefined
  // Pressed twice, it was still done once.
  const { recurs, record } = mapped
  if (recurs ? record.dates.includes(date) : record.state === 'done' && (record.date ?? '') === date) return undefined
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

function tick({ map }: Opened, step: string, line: string, on: boolean): Change | undefined {
  const mapped = findStep(map, step)
  return mapped && mapped.record.ticked.has(line) !== on ? { kind: 'ticked', step, line, on } : undefined
}

function archive(archived: boolean, on: boolean): Change | undefined {
  return archived === on ? undefined : { kind: on ? 'archived' : 'restored' }
}

/** Takes back the last change of state, if it is still the one that the button spoke of. */
function undo({ map }: Opened, step: string, number: number): Change | undefined {
  return findStep(map, step)?.record.lastMove === number ? { kind: 'undone', number } : undefined
}
