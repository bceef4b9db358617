import { maskPersonalData } from '../../answers/clean.ts'
import { readDate } from '../../calendar/typed-date.ts'
import { readAnswer, type Reading } from '../../consultation/reading.ts'
import type { Question } from '../../consultation/questions.ts'
import { findStep, outOfOrder } from '../../consultation/road-map.ts'
import type { Change } from '../../consultation/types.ts'
import type { Topic } from '../../knowledge/types.ts'
import type { Prompt } from '../../storage/prompts.ts'
import { isReplyToBot } from '../addressing.ts'
import { inGroup, type BotContext } from '../context.ts'
import type { BotDeps } from '../deps.ts'
import { findConsultation, mayChange, open, openConsultation, type OpenConsultation } from './open.ts'
import { answer, authorOf } from './press.ts'
import { viewAfter, viewOf, type Turn } from './view.ts'

const maxNote = 500
const maxTitle = 60

/**
 * What a message says to the open question of its sender.
 * @returns undefined when it is no answer, but a question or a command of its own.
 */
export async function takeMessage(ctx: BotContext, prompt: Prompt, deps: BotDeps): Promise<Turn | undefined> {
  const { message } = ctx
  if (!message || message.forward_origin || message.caption !== undefined) return undefined
  if (inGroup(ctx) && !isReplyToBot(ctx, message)) return undefined
  const row = await findConsultation(ctx, prompt.consultation, deps)
  if (!row) return undefined
  const again = { consultation: row.id, view: viewOf(prompt.awaits) }
  if (message.text === undefined) {
    return hasContent(ctx) ? { ...again, hint: { problem: 'consult.problem.noText' } } : undefined
  }
  if (message.text.startsWith('/')) return undefined
  if (!(await mayChange(ctx, row))) return { ...again, hint: { problem: 'consult.notAllowed' } }
  const opened = await openConsultation(row, deps)
  const [kind, step = ''] = prompt.awaits.split(':')
  const typed = message.text
  if (kind === 'interview') return takeAnswer(ctx, opened, typed, deps)
  if (kind === 'date') return takeDate(ctx, opened, step, typed, deps)
  if (kind === 'note') return takeText(ctx, opened, { kind: 'noted', step, text: typed }, maxNote, deps)
  return takeText(ctx, opened, { kind: 'renamed', title: typed }, maxTitle, deps)
}

/** Photos, stickers and the like; service messages pass. */
function hasContent(ctx: BotContext): boolean {
  return ctx.has([':media', ':file', 'message:sticker', 'message:contact', 'message:location', 'message:poll'])
}

async function takeAnswer(
  ctx: BotContext,
  { row, interview, world }: OpenConsultation,
  typed: string,
  deps: BotDeps,
): Promise<Turn | undefined> {
  const turn = { consultation: row.id, view: { kind: 'present' } } as const
  const question = interview.open
  if (!question) return undefined
  const reading = await readFor(question, typed, world.today, deps)
  const topic = topicOf(typed, deps)
  const asks = asking.test(typed)
  // A name can be any text, so one that is a question as well is asked back; other answers are what they are. Many
  // partners have a topic of their own, and naming them asks nothing.
  if (reading.kind === 'answer' && question.kind === 'name' && topic && (asks || topic.category !== 'cases')) {
    return { ...turn, hint: { either: { text: typed, topic: topic.id } } }
  }
  if (reading.kind === 'answer') {
    await deps.consultations.change(row.id, authorOf(ctx, deps), (events) =>
      answer(open(events, deps).interview.open, question.id, reading.answer),
    )
    return turn
  }
  if (reading.kind === 'problem') return { ...turn, hint: { problem: `consult.problem.${reading.problem}` } }
  if (reading.kind === 'candidates') {
    return {
      ...turn,
      hint: { options: reading.options, ...(asks && topic && { either: { text: typed, topic: topic.id } }) },
    }
  }
  return topic || isQuestion(typed, deps) ? undefined : { ...turn, hint: { problem: problemOf(question, typed) } }
}

function readFor(question: Question, typed: string, today: string, { library }: BotDeps): Promise<Reading> {
  const labels = (id: string, option: string) =>
    Object.values(library.knowledge.questionWords.get(id)?.options[option] ?? {})
  return readAnswer(question, typed, { places: library.placeSearch, labels, today })
}

/** How questions begin, or what stands in them. */
const asking =
  /\?|^(?:apa|siapa|bagaimana|gimana|kapan|berapa|mengapa|kenapa|di ?mana|ke ?mana|bisa|boleh|perlu|harus|kalau|how|what|who|when|where|why|which|can|may|must|do|does|is|are|should)(?:kah)?\b|\b(?:apa|bagaimana|gimana|berapa)\b/i

/** The topic that a text of several words is surely about. */
function topicOf(typed: string, { library }: BotDeps): Topic | undefined {
  if (!/\s/.test(typed.trim())) return undefined
  const { decision, topics, cases } = library.matcher.match(typed)
  return decision === 'answer' && !cases ? library.knowledge.topics.get(topics[0]?.id ?? '') : undefined
}

/** Whether a text that does not answer is better answered than refused: a question, a greeting, a law. */
function isQuestion(typed: string, { library }: BotDeps): boolean {
  const match = library.matcher.match(typed)
  if (match.smallTalk !== undefined || library.laws.asksForText(typed) !== undefined) return true
  return (
    typed.includes('?') && (match.decision !== 'abstain' || match.outside !== undefined || match.cases !== undefined)
  )
}

function problemOf({ kind }: Question, typed: string): string {
  return kind === 'name' && typed.length > 40 ? 'consult.problem.tooLong' : `consult.problem.${kind}`
}

async function takeDate(
  ctx: BotContext,
  { row, map, world }: OpenConsultation,
  step: string,
  typed: string,
  deps: BotDeps,
): Promise<Turn | undefined> {
  const again = { consultation: row.id, view: { kind: 'date', step } } as const
  const read = await readDate(typed, world.today, 'past')
  if (!read) {
    if (topicOf(typed, deps) || isQuestion(typed, deps)) return undefined
    return { ...again, hint: { problem: 'consult.problem.past-date' } }
  }
  if ('problem' in read) return { ...again, hint: { problem: `consult.problem.${read.problem}` } }
  if (read.date.length < 10) return { ...again, hint: { problem: 'consult.problem.exact' } }
  if (read.date > world.today) return { ...again, hint: { problem: 'consult.problem.in-the-future' } }
  const late = outOfOrder(map, step, read.date)
  if (late) return { ...again, hint: { against: { date: read.date, step: late.step.id } } }
  await deps.consultations.change(
    row.id,
    authorOf(ctx, deps),
    (events) => findStep(open(events, deps).map, step) && { kind: 'moved', step, state: 'done', date: read.date },
  )
  return { consultation: row.id, view: { kind: 'step', step } }
}

/** A note or a name: any text, without what could tell who somebody is, cut to its length. */
async function takeText(
  ctx: BotContext,
  { row }: OpenConsultation,
  change: Extract<Change, { kind: 'noted' | 'renamed' }>,
  most: number,
  deps: BotDeps,
): Promise<Turn> {
  const shorten = (text: string) => maskPersonalData(text).slice(0, most).toWellFormed().replaceAll('\uFFFD', '')
  const kept: Change =
    change.kind === 'noted' ? { ...change, text: shorten(change.text) } : { ...change, title: shorten(change.title) }
  await deps.consultations.change(row.id, authorOf(ctx, deps), () => kept)
  return { consultation: row.id, view: viewAfter(kept) }
}
