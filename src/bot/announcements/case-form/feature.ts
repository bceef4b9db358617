import { Composer } from 'grammy'
import { afterPress, afterTyped, withHint } from '../../../cases/form-steps.ts'
import type { FormState } from '../../../cases/case-form.ts'
import type { KeptForm } from '../../../storage/case-forms.ts'
import { buttonPattern, readButton } from '../../buttons.ts'
import type { BotContext } from '../../context.ts'
import type { BotDeps } from '../../deps.ts'
import { reply } from '../../reply.ts'
import { noForm, pressList, start } from './list.ts'
import { save } from './save.ts'
import { keep, presentIn, show, stateOf, worldOf } from './state.ts'
import { changeView, discardView } from './view.ts'

/** /umumkan alone, for curators in private: a case is written down by a short form, from then on the bot knows it. */
export function caseFormFeature(deps: BotDeps): Composer<BotContext> {
  const { caseForms, isCurator } = deps
  const feature = new Composer<BotContext>()
  const chat = feature.chatType('private')

  chat.command(['umumkan', 'announce'], (ctx, next) =>
    isCurator(ctx.from.id) && ctx.match.trim() === '' ? start(ctx, deps) : next(),
  )

  chat.on(['message', 'edited_message'], async (ctx, next) => {
    const kept = await caseForms.get(ctx.person)
    if (!kept?.asks) return next()
    const { text } = ctx.msg
    if (text?.startsWith('/')) return pausedBy(text, ctx, next, deps)
    // At the review nothing is asked that could be typed.
    if (kept.asks === 'review' || !(text !== undefined || hasContent(ctx))) return next()
    if (await deps.prompts.get(ctx.place, ctx.person)) {
      await caseForms.pause(ctx.person)
      return next()
    }
    if (isCurator(ctx.from.id)) return typed(ctx, kept, text, deps)
    await caseForms.pause(ctx.person)
    return reply(ctx, ctx.words.t('queue.notCurator'))
  })

  chat.callbackQuery(buttonPattern('caseForm'), async (ctx, next) => {
    if (!isCurator(ctx.from.id)) {
      await caseForms.pause(ctx.person)
      return ctx.answerCallbackQuery({ text: ctx.words.t('queue.notCurator'), show_alert: true })
    }
    const [key = '', asked = '', ...rest] = readButton(ctx.match).id.split('.')
    const done = key === noForm ? await pressInList(ctx, rest, deps) : await pressInForm(ctx, key, asked, rest, deps)
    return done ? undefined : next()
  })
  return feature
}

/** A command is for somebody else; the form waits. */
async function pausedBy(text: string, ctx: BotContext, next: () => Promise<void>, deps: BotDeps): Promise<void> {
  const elsewhere = await deps.prompts.get(ctx.place, ctx.person)
  await deps.caseForms.pause(ctx.person)
  if (elsewhere || !/^\/(?:batal|cancel)\b/i.test(text)) return next()
  await reply(ctx, ctx.words.t('caseForm.paused'))
  return undefined
}

async function typed(ctx: BotContext, kept: KeptForm, text: string | undefined, deps: BotDeps): Promise<void> {
  const state = stateOf(kept)
  const next = kept.updateId === ctx.update.update_id ? state : await afterMessage(ctx, state, text, deps)
  await keep(ctx, next, deps)
  await show(ctx, next, deps)
}

async function afterMessage(
  ctx: BotContext,
  state: FormState,
  text: string | undefined,
  deps: BotDeps,
): Promise<FormState> {
  if (text === undefined) return withHint(state, { problem: 'caseForm.problem.noText' })
  // An edit counts where the text before it was not understood; else it may belong to an earlier question.
  if (ctx.editedMessage && !state.form.hint) return withHint(state, { problem: 'caseForm.problem.edited' })
  return afterTyped(state, text, worldOf(deps), presentIn(await deps.curatedCases.all(), deps))
}

/** Photos, stickers and the like; service messages pass. */
function hasContent(ctx: BotContext): boolean {
  return ctx.has([':media', ':file', 'message:sticker', 'message:contact', 'message:location', 'message:poll'])
}

async function pressInList(ctx: BotContext, [verb = '', id = '']: readonly string[], deps: BotDeps): Promise<boolean> {
  takePlace(ctx)
  const done = await pressList(ctx, verb, id, deps)
  if (done) await ctx.answerCallbackQuery()
  return done
}

/** @returns false when the button belongs to another form, or to a question that is not open. */
async function pressInForm(
  ctx: BotContext,
  key: string,
  asked: string,
  [value = '']: readonly string[],
  deps: BotDeps,
): Promise<boolean> {
  const kept = await deps.caseForms.get(ctx.person)
  if (kept?.form.key !== key) return false
  const state = stateOf(kept)
  const isRepeat = kept.updateId === ctx.update.update_id
  if (!isRepeat && asked !== state.asks) return false
  if (kept.asks) takePlace(ctx)
  if (value === 'save' && state.asks === 'review' && !(isRepeat && state.form.hint)) await save(ctx, state.form, deps)
  else if (value === 'discarded') await discard(ctx, deps)
  else if (value === 'discard' || value === 'change') {
    const view = value === 'discard' ? discardView(state, ctx.words) : changeView(state.form, ctx.words)
    await reply(ctx, view.text, view.keyboard)
  } else {
    const next = isRepeat || value === 'back' ? state : await afterButton(state, value, deps)
    if (!next) return false
    await keep(ctx, next, deps)
    await show(ctx, next, deps)
  }
  await ctx.answerCallbackQuery()
  return true
}

async function afterButton(state: FormState, value: string, deps: BotDeps): Promise<FormState | undefined> {
  return afterPress(state, value, worldOf(deps), presentIn(await deps.curatedCases.all(), deps))
}

async function discard(ctx: BotContext, { caseForms }: BotDeps): Promise<void> {
  await caseForms.remove(ctx.person)
  await reply(ctx, ctx.words.t('caseForm.discarded'))
}

/** What follows stands in the place of the message with the pressed button. */
function takePlace(ctx: BotContext): void {
  if (ctx.msg) ctx.corrects = [ctx.msg.message_id]
}
