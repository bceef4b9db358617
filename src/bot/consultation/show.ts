import { FormattedString } from '@grammyjs/parse-mode'
import type { Api } from 'grammy'
import type { InlineKeyboardMarkup, MessageEntity } from 'grammy/types'
import { findStep } from '../../consultation/road-map.ts'
import { cannotBeEdited } from '../../sending/outcome.ts'
import { splitText } from '../../sending/text.ts'
import { inGroup, type BotContext } from '../context.ts'
import type { BotDeps } from '../deps.ts'
import { calling } from '../reply.ts'
import { reviewScreen, verdictScreen } from '../views/consultation/verdict.ts'
import { dateScreen, deleteScreen, historyScreen, settingsScreen, typedScreen } from '../views/consultation/others.ts'
import { questionScreen } from '../views/consultation/question.ts'
import { eventsScreen, roadMapScreen } from '../views/consultation/road-map.ts'
import { screenText, type Screen } from '../views/consultation/screen.ts'
import { checklistScreen, stepScreen } from '../views/consultation/step-card.ts'
import { stepChanges } from '../views/consultation/step-changes.ts'
import type { Words } from '../words.ts'
import { findConsultation, mayChange, openConsultation, type OpenConsultation } from './open.ts'
import { awaitsOf, type Turn, type View } from './view.ts'

/** Messages as they will be sent; plain data, since it goes through the log of a conversation. */
export interface Shown {
  readonly chatId: number
  readonly threadId?: number | undefined
  /** The message whose place it takes: that of the button that was pressed. */
  readonly edits?: number | undefined
  readonly answers?: number | undefined
  readonly text: string
  readonly entities: MessageEntity[]
  readonly keyboard: InlineKeyboardMarkup
  /** Said once besides: what has changed in the rules. */
  readonly news?: { readonly text: string; readonly entities: MessageEntity[] } | undefined
  /** In a group: asks this person for a reply, which is all that a bot gets to read there. */
  readonly asks?: { readonly text: string; readonly entities: MessageEntity[] } | undefined
  /** Whether a typed text is awaited. */
  readonly awaits: boolean
}

/**
 * What a turn shows, with the open question noted; undefined when the consultation is gone or belongs to another
 * chat.
 * @param options.brief the question in one line, below something else that was answered.
 */
export async function render(
  ctx: BotContext,
  turn: Turn,
  deps: BotDeps,
  { brief = false }: { readonly brief?: boolean } = {},
): Promise<Shown | undefined> {
  const { words } = ctx
  const row = ctx.chat && (await findConsultation(ctx, turn.consultation, deps))
  if (!row || !ctx.chat) return undefined
  const opened = await openConsultation(row, deps)
  const view = settle(turn.view, opened)
  const screen = draw(ctx, opened, view, turn, deps, words)
  const text = brief
    ? FormattedString.i(words.t('consult.again', { ask: screen.heading }))
    : screenText(screen, row.practice, words)
  const [fitting = text] = splitText(text)
  // Who may only look is asked for nothing.
  const wanted = awaitsOf(view, opened.interview.open?.id)
  const awaits = wanted !== undefined && (await mayChange(ctx, row)) ? wanted : undefined
  if (awaits !== undefined) {
    await deps.prompts.set(ctx.place, ctx.person, { consultation: row.id, awaits, hint: turn.hint }, deps.now())
  } else if (wanted === undefined) await deps.prompts.close(ctx.place, ctx.person, row.id)
  const mapped = view.kind === 'step' ? findStep(opened.map, view.step) : undefined
  const before = mapped && (await deps.shownSteps.before(row.id, opened.map.procedure.id, mapped.step))
  const news = before && mapped && stepChanges(before, mapped.step, words)
  const { callbackQuery, message, from } = ctx
  const byButtons = view.kind === 'question' && ['choice', 'several'].includes(opened.interview.open?.kind ?? '')
  return {
    chatId: ctx.chat.id,
    threadId: ctx.msg?.is_topic_message ? ctx.msg.message_thread_id : undefined,
    edits: brief ? undefined : callbackQuery?.message?.message_id,
    answers: inGroup(ctx) ? message?.message_id : undefined,
    text: fitting.text,
    entities: fitting.entities,
    keyboard: { inline_keyboard: screen.keyboard.inline_keyboard.filter((buttons) => buttons.length > 0) },
    news: news && { text: news.text, entities: news.entities },
    ...(awaits !== undefined &&
      !byButtons &&
      inGroup(ctx) &&
      from && { asks: calling(from, words.t('consult.replyHere')) }),
    awaits: awaits !== undefined,
  }
}

/** "Present" becomes what is next; a step that does not exist any more becomes the road map. */
function settle(view: View, { interview, dossier, map }: OpenConsultation): View {
  // A verdict on half an interview would say too much.
  if (view.kind === 'question' || view.kind === 'present' || (view.kind === 'verdict' && interview.open)) {
    if (interview.open) return { kind: 'question', ...(view.kind === 'question' && view) }
    return dossier.steps.size > 0 ? { kind: 'road-map' } : { kind: 'verdict', page: 0 }
  }
  return 'step' in view && !findStep(map, view.step) ? { kind: 'road-map' } : view
}

function draw(
  ctx: BotContext,
  opened: OpenConsultation,
  view: View,
  { hint }: Turn,
  { library }: BotDeps,
  words: Words,
): Screen {
  const { interview, map } = opened
  const mapped = 'step' in view ? findStep(map, view.step) : undefined
  switch (view.kind) {
    case 'question':
      return interview.open
        ? questionScreen(opened, interview.open, { hint, why: view.why }, library, words)
        : verdictScreen(opened, 0, library, words)
    case 'verdict':
      return verdictScreen(opened, view.page, library, words)
    case 'review':
      return reviewScreen(opened, library, words)
    case 'step':
      return mapped ? stepScreen(opened, mapped, library, words) : roadMapScreen(opened, library, words)
    case 'checklist':
      return mapped ? checklistScreen(opened, mapped, words) : roadMapScreen(opened, library, words)
    case 'date':
      return dateScreen(opened, view.step, hint, words)
    case 'note':
      return typedScreen(opened, 'note', view.step, hint, words)
    case 'title':
      return typedScreen(opened, 'title', '', hint, words)
    case 'events':
      return eventsScreen(opened, words)
    case 'history':
      return historyScreen(opened, ctx.person, library, words)
    case 'settings':
      return settingsScreen(opened, library, words)
    case 'delete':
      return deleteScreen(opened, library, words)
    case 'present':
    case 'road-map':
      break
  }
  return roadMapScreen(opened, library, words)
}

/** Notes the step that was shown, once it was: what has changed in it later is told then. */
export async function noteShown(ctx: BotContext, deps: BotDeps): Promise<void> {
  const { turn } = ctx
  const row = turn?.view.kind === 'step' && (await findConsultation(ctx, turn.consultation, deps))
  if (!row || turn?.view.kind !== 'step') return
  const { map } = await openConsultation(row, deps)
  const mapped = findStep(map, turn.view.step)
  if (mapped) await deps.shownSteps.note(row.id, map.procedure.id, mapped.step)
}

/** Sends it, or puts it in the place of the message whose button was pressed. */
export async function send(api: Api, shown: Shown): Promise<void> {
  const { chatId, threadId, edits, answers, text, entities, keyboard, news, asks } = shown
  const place = threadId === undefined ? {} : { message_thread_id: threadId }
  const content = { entities, reply_markup: keyboard, link_preview_options: { is_disabled: true } }
  const edited = edits !== undefined && (await edit(api, chatId, edits, text, content))
  if (!edited) {
    const reply =
      answers === undefined ? {} : { reply_parameters: { message_id: answers, allow_sending_without_reply: true } }
    await api.sendMessage(chatId, text, { ...content, ...place, ...reply })
  }
  if (news) await api.sendMessage(chatId, news.text, { entities: news.entities, ...place })
  if (asks) {
    const force = { force_reply: true, selective: true } as const
    await api.sendMessage(chatId, asks.text, { entities: asks.entities, reply_markup: force, ...place })
  }
}

/** False when the message is not there any more, or too old to be changed. */
async function edit(api: Api, chatId: number, messageId: number, text: string, content: object): Promise<boolean> {
  try {
    await api.editMessageText(chatId, messageId, text, content)
    return true
  } catch (error) {
    if (cannotBeEdited(error)) return false
    throw error
  }
}
