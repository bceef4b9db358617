import { maskPersonalData } from '../../answers/clean.ts'
import { readDate } from '../../calendar/typed-date.ts'
import { dontKnow, readAnswer, type Reading } from '../../consultation/reading.ts'
import type { Question } from '../../consultation/questions.ts'
import { findStep, outOfOrder } from '../../consultation/road-map.ts'
import { unknown, type Change } from '../../consultation/types.ts'
import type { Topic } from '../../knowledge/types.ts'
import type { Prompt } from '../../storage/prompts.ts'
import { hasWords, isReplyToBot, questionTo } from '../addressing.ts'
import { inGroup, type BotContext } from '../context.ts'
import type { BotDeps } from '../deps.ts'
import { findConsultation, mayChange, open, openConsultation, type OpenConsultation } from './open.ts'
import { answer, authorOf, choose } from './press.ts'
import { viewAfter, viewOf, type Turn } from './view.ts'

const maxNote = 500
const maxTitle = 60

/**
 * What a message says to the open question of its sender.
 * @returns undefined when it is no answer, but a question or a command of its own.
 */
export async function takeMessage(ctx: BotContext, prompt: Prompt, deps: BotDeps): Promise<Turn | undefined> {
  const message = ctx.message ?? ctx.editedMessage
  if (!message || message.forward_origin || message.caption !== undefined) return undefined
  // An edit counts where the text before it was not understood; else it may belong to an earlier question.
  if (!ctx.message && !prompt.hint) return undefined
  const row = await findConsultation(ctx, prompt.consultation, deps)
  if (!row) return undefined
  const again = { consultation: row.id, view: viewOf(prompt.awaits) }
  if (message.text === undefined) {
    const meant = hasContent(ctx) && (!inGroup(ctx) || isReplyToBot(ctx, message))
    return meant ? { ...again, hint: { problem: 'consult.problem.noText' } } : undefined
  }
  const typed = questionTo(ctx, message)
  if (typed === undefined) return undefined
  if (!hasWords(typed) && !/^[?-]+$/.test(typed)) return { ...again, hint: { problem: 'consult.problem.noText' } }
  if (!(await mayChange(ctx, row))) return { ...again, hint: { problem: 'consult.notAllowed' } }
  const opened = await openConsultation(row, deps)
  const [kind, what = ''] = prompt.awaits.split(':')
  if (kind === 'interview') return takeAnswer(ctx, opened, what, typed, deps)
  if (kind === 'date') return takeDate(ctx, opened, what, typed, deps)
  if (asking.test(typed) && (topicOf(typed, deps) || isQuestion(typed, deps))) return undefined
  return kind === 'note'
    ? takeText(ctx, row.id, { kind: 'noted', step: what, text: shorten(typed, maxNote) }, deps)
    : takeText(ctx, row.id, { kind: 'renamed', title: shorten(typed, maxTitle) }, deps)
}

/** Photos, stickers and the like; service messages pass. */
function hasContent(ctx: BotContext): boolean {
  return ctx.has([':media', ':file', 'message:sticker', 'message:contact', 'message:location', 'message:poll'])
}

async function takeAnswer(
  ctx: BotContext,
  { row, interview, world }: OpenConsultation,
  asked: string,
  typed: string,
  deps: BotDeps,
): Promise<Turn | undefined> {
  const turn = { consultation: row.id, view: { kind: 'present' } } as const
  const question = interview.open
  // Somebody else has answered it in the meantime.
  if (question?.id !== asked) return { ...turn, hint: { problem: 'consult.stale' } }
  const reading = await readFor(question, typed, world.today, deps)
  const topic = topicOf(typed, deps)
  const asks = asking.test(typed)
  // A name can be any text, so one that is a question as well is asked back; other answers are what they are. Many
  // partners have a topic of their own, and naming them asks nothing.
  if (reading.kind === 'answer' && question.kind === 'name' && topic && (asks || topic.category !== 'cases')) {
    return { ...turn, hint: { either: { text: typed, topic: topic.id } } }
  }
  if (reading.kind === 'answer') {
    const [value = unknown] = reading.answer
    await deps.consultations.change(row.id, authorOf(ctx, deps), (events) => {
      const present = open(events, deps)
      // Where several may be chosen, a typed one is ticked beside the others.
      return question.kind === 'several' && value !== unknown
        ? choose(present, asked, value, true)
        : answer(present.interview.open, asked, reading.answer)
    })
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
  const read = dontKnow.test(typed) ? undefined : await readDate(typed, world.today, 'past')
  if (dontKnow.test(typed)) return finished(ctx, row.id, step, undefined, deps)
  if (!read) {
    if (topicOf(typed, deps) || isQuestion(typed, deps)) return undefined
    return { ...again, hint: { problem: 'consult.problem.past-date' } }
  }
  if ('problem' in read) return { ...again, hint: { problem: `consult.problem.${read.problem}` } }
  if (read.date.length < 10) return { ...again, hint: { problem: 'consult.problem.exact' } }
  if (read.date > world.today) return { ...again, hint: { problem: 'consult.problem.in-the-future' } }
  const late = outOfOrder(map, step, read.date)
  if (late) return { ...again, hint: { against: { date: read.date, step: late.step.id } } }
  return finished(ctx, row.id, step, read.date, deps)
}

async function finished(
  ctx: BotContext,
  consultation: string,
  step: string,
  date: string | undefined,
  deps: BotDeps,
): Promise<Turn> {
  await deps.consultations.change(
    consultation,
    authorOf(ctx, deps),
    (events) => findStep(open(events, deps).map, step) && { kind: 'moved', step, state: 'done', ...(date && { date }) },
  )
  return { consultation, view: { kind: 'step', step } }
}

async function takeText(ctx: BotContext, consultation: string, change: Change, deps: BotDeps): Promise<Turn> {
  await deps.consultations.change(consultation, authorOf(ctx, deps), () => change)
  return { consultation, view: viewAfter(change) }
}

/** Without what could tell who somebody is, cut to its length. */
function shorten(text: string, most: number): string {
  return maskPersonalData(text).slice(0, most).toWellFormed().replaceAll('\uFFFD', '')
}
