import { conversations, createConversation, type Conversation } from '@grammyjs/conversations'
import { Composer, type Context } from 'grammy'
import { followMigration } from '../../sending/follow-migration.ts'
import { acceptAlreadyDone } from '../../sending/outcome.ts'
import { questionTo } from '../addressing.ts'
import { buttonPattern, readButton } from '../buttons.ts'
import type { BotContext } from '../context.ts'
import type { BotDeps } from '../deps.ts'
import { moveChat } from '../groups.ts'
import { findConsultation, mayChange } from './open.ts'
import { isChange, press } from './press.ts'
import { noteShown, render, send, type Shown } from './show.ts'
import { takeMessage } from './typed.ts'
import { viewAfter, viewOf, type Turn } from './view.ts'

const id = 'consultation'
/** To be raised when `talk` does other things, or in another order; what is open is then taken from the prompt. */
const version = 1

/**
 * The talking: show what is open, wait, keep the answer, show what is open then. What that is, the dossier says, so
 * nothing is lost with the log of the conversation, and the log never grows.
 */
async function talk(conversation: Conversation<BotContext>, ctx: Context, deps: BotDeps): Promise<void> {
  const again = conversation.checkpoint()
  const shown = await conversation.external(keepingErrors((outside) => load(outside, deps)))
  if (!shown) return
  await send(ctx.api, shown)
  await conversation.external(keepingErrors((outside) => noteShown(outside, deps)))
  if (!shown.awaits) return

  const next = await conversation.wait()
  const saved = await conversation.external(keepingErrors((outside) => save(outside, deps)))
  if (!saved) await conversation.skip({ next: true })
  else if (next.callbackQuery) await next.answerCallbackQuery(saved)
  await conversation.rewind(again)
}

/** What is thrown outside comes inside as it was: a copy of it would not say any more what it means. */
function keepingErrors<T>(task: (outside: BotContext) => Promise<T>) {
  let thrown: unknown
  return {
    task: async (outside: BotContext) => {
      try {
        return await task(outside)
      } catch (error) {
        thrown = error
        throw error
      }
    },
    beforeStoreError: (error: unknown) => String(error),
    afterLoadError: (kept: unknown) => thrown ?? kept,
  }
}

/** What this update is answered with: where it has led to. */
async function load(ctx: BotContext, deps: BotDeps): Promise<Shown | undefined> {
  return ctx.turn && render(ctx, ctx.turn, deps)
}

async function openTurn({ place, person }: BotContext, { prompts }: BotDeps): Promise<Turn | undefined> {
  const prompt = await prompts.get(place, person)
  return prompt && { consultation: prompt.consultation, view: viewOf(prompt.awaits), hint: prompt.hint }
}

/**
 * Keeps what this update says to a consultation.
 * @returns what to say to a pressed button; undefined when the update is for somebody else.
 */
async function save(ctx: BotContext, deps: BotDeps): Promise<{ readonly text?: string } | undefined> {
  const turn = ctx.callbackQuery ? await pressed(ctx, deps) : await typed(ctx, deps)
  if (!turn) return undefined
  ctx.turn = turn
  return turn.notice === undefined ? {} : { text: ctx.words.t(turn.notice) }
}

async function pressed(ctx: BotContext, deps: BotDeps): Promise<Turn | undefined> {
  const match = buttonPattern('consultation').exec(ctx.callbackQuery?.data ?? '')
  const [consultation = '', verb = '', ...args] = match ? readButton(match).id.split('.') : []
  const row = match && (await findConsultation(ctx, consultation, deps))
  if (!row || (isChange(verb) && !(await mayChange(ctx, row)))) return undefined
  return press(ctx, row, verb, args, deps)
}

async function typed(ctx: BotContext, deps: BotDeps): Promise<Turn | undefined> {
  if (!ctx.message && !ctx.editedMessage) return undefined
  // After a kill between the answer and the end of its handling: it must not answer the next question as well.
  const before = await deps.consultations.changeBy(ctx.update.update_id)
  if (before) return { consultation: before.consultation, view: viewAfter(before.change) }
  const prompt = await deps.prompts.get(ctx.place, ctx.person)
  return prompt && takeMessage(ctx, prompt, deps)
}

/** Shows a turn and goes on from there, whatever was being asked before. */
export async function goOn(ctx: BotContext, turn: Turn): Promise<void> {
  ctx.turn = turn
  await ctx.conversation.exitAll()
  await ctx.conversation.enter(id)
}

/** Lets people talk with their consultations: typed answers, and buttons while something is asked. */
export function talkFeature(deps: BotDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>()
  feature.use(
    conversations({
      storage: {
        type: 'key',
        version,
        getStorageKey: (ctx) => `${ctx.place}/${ctx.person}`,
        adapter: deps.conversations,
      },
      // Transformers of the bot do not reach inside.
      plugins: [
        (ctx, next) => {
          ctx.api.config.use(
            followMigration((from, to) => moveChat(from, to, deps)),
            acceptAlreadyDone,
          )
          return next()
        },
      ],
    }),
  )

  // What is no answer is answered like any question; the open one follows again, in one line.
  feature.use(async (ctx, next) => {
    await next()
    if (ctx.turn || !isAnsweredElsewhere(ctx)) return
    const turn = await openTurn(ctx, deps)
    const shown =
      turn && (await render(ctx, { consultation: turn.consultation, view: turn.view }, deps, { brief: true }))
    if (shown) await send(ctx.api, shown)
  })

  feature.use(
    createConversation((conversation: Conversation<BotContext>, ctx: Context) => talk(conversation, ctx, deps), { id }),
  )

  // An open question whose conversation has ended with an older version, or with an error.
  feature.on(['message', 'edited_message', 'callback_query'], async (ctx, next) => {
    if (ctx.conversation.active(id) > 0) return next()
    const saved = await save(ctx, deps)
    if (!saved || !ctx.turn) return next()
    if (ctx.callbackQuery) await ctx.answerCallbackQuery(saved)
    await goOn(ctx, ctx.turn)
  })
  return feature
}

function isAnsweredElsewhere(ctx: BotContext): boolean {
  if (ctx.message?.text !== undefined) return questionTo(ctx, ctx.message) !== undefined
  return buttonPattern('topic').test(ctx.callbackQuery?.data ?? '')
}
