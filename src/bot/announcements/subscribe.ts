import { Composer, GrammyError } from 'grammy'
import { isEverything, joined, wants } from '../../announcements/interest.ts'
import type { Place, Subscription } from '../../announcements/subscription.ts'
import { dueFrom } from '../../announcements/timing.ts'
import { buttonPattern, readButton } from '../buttons.ts'
import type { BotContext } from '../context.ts'
import type { BotDeps } from '../deps.ts'
import { askForReply, reply } from '../reply.ts'
import {
  homeScreen,
  listScreen,
  stampOf,
  nearScreen,
  timeScreen,
  type Screen,
  type ShownSubscription,
  type View,
} from '../views/subscription.ts'
import { changed, understand, viewAfter } from './choices.ts'
import { chatOpened } from './presence.ts'
import { mayDecide, placeOf, presentOf, readPlace, type Present } from './target.ts'

/** /langganan and /berhenti: a chat, forum topic or channel hears of new cases; only its admins decide that. */
export function subscribeFeature(deps: BotDeps): Composer<BotContext> {
  const { subscriptions } = deps
  const feature = new Composer<BotContext>()

  feature.command(['langganan', 'subscribe'], async (ctx) => {
    const { place, elsewhere, text } = await readMatch(ctx, ctx.match)
    if (!place || !(await mayDecide(ctx, place))) await reply(ctx, refusal(ctx, elsewhere))
    else await open(ctx, place, text, deps)
  })

  feature.command(['berhenti', 'unsubscribe'], async (ctx) => {
    const { place, elsewhere } = await readMatch(ctx, ctx.match)
    if (!place || !(await mayDecide(ctx, place))) await reply(ctx, refusal(ctx, elsewhere))
    else await reply(ctx, ctx.words.t((await subscriptions.remove(place)) ? 'subscribe.ended' : 'subscribe.none'))
  })

  // From a link in a channel, where nothing can be chosen without its readers seeing it.
  feature.chatType('private').command('start', async (ctx, next) => {
    const [, chatId] = /^langganan_(-\d+)$/.exec(ctx.match) ?? []
    if (!chatId) return next()
    const place = { chatId: Number(chatId), threadId: 0 }
    if (await mayDecide(ctx, place)) await open(ctx, place, '', deps)
    else await reply(ctx, ctx.words.t('subscribe.notAdmin'))
    return undefined
  })

  feature.callbackQuery(buttonPattern('subscribe'), async (ctx) => {
    const { t } = ctx.words
    const [verb = '', code = ''] = readButton(ctx.match).id.split('@')
    const place = readPlace(ctx, code)
    // Asked at every press: somebody may have ceased to be an admin.
    if (!(await mayDecide(ctx, place))) {
      return ctx.answerCallbackQuery({ text: t('subscribe.notAdmin'), show_alert: true })
    }
    await ctx.answerCallbackQuery()
    if (ctx.callbackQuery.message) ctx.corrects = [ctx.callbackQuery.message.message_id]
    return press(ctx, place, verb.split('.'), deps)
  })
  return feature
}

/** A reply to the wish for a name: what it names is added to what was chosen. */
export async function takeNames(ctx: BotContext, text: string, place: Place, deps: BotDeps): Promise<void> {
  if (!(await mayDecide(ctx, place))) {
    await reply(ctx, ctx.words.t('subscribe.notAdmin'))
    return
  }
  const { wish } = await presentOf(ctx, place, deps)
  const { interest, unused } = understand(text, deps)
  if (isEverything(interest)) return showNear(ctx, text, wish, deps)
  await deps.subscriptions.setDraft({ ...wish, interest: joined(wish.interest, interest) }, deps.now())
  await show(ctx, place, 'home', deps, unused)
}

/** Begins to choose anew, from what is saved or with what was typed. */
async function open(ctx: BotContext, place: Place, text: string, deps: BotDeps): Promise<void> {
  await deps.subscriptions.dropDraft(place)
  if (text === '') return show(ctx, place, 'home', deps)
  const { wish } = await presentOf(ctx, place, deps)
  const { interest, unused } = understand(text, deps)
  if (isEverything(interest)) return showNear(ctx, text, wish, deps)
  await deps.subscriptions.setDraft({ ...wish, interest }, deps.now())
  return show(ctx, place, 'home', deps, unused)
}

async function press(ctx: BotContext, place: Place, parts: readonly string[], deps: BotDeps): Promise<void> {
  const { subscriptions, deliveryPlans, now } = deps
  const [verb = '', stamp = ''] = parts
  if (verb === 'type') return askForNames(ctx, place, deps)
  if (verb === 'end') {
    await subscriptions.remove(place)
    await reply(ctx, ctx.words.t('subscribe.ended'))
    return
  }
  const { wish } = await presentOf(ctx, place, deps)
  // What was shown then may have been dropped or saved since.
  if (verb === 'save' && stamp === stampOf(wish)) {
    await subscriptions.set(wish, now())
    await chatOpened(place.chatId, place.threadId, deps)
    // Who has heard of a case hears of its changes.
    await deliveryPlans.replan(place, ({ kind, about }, startsAt) =>
      kind !== 'new' || wants(wish.interest, about) ? dueFrom(wish, startsAt, now()) : undefined,
    )
  } else {
    const next = changed(wish, parts, deps)
    if (next !== wish) await subscriptions.setDraft(next, now())
  }
  return show(ctx, place, viewAfter(parts), deps)
}

/** @param unused words that were typed and say nothing of what a subscription is about. */
async function show(
  ctx: BotContext,
  place: Place,
  view: View,
  deps: BotDeps,
  unused: readonly string[] = [],
): Promise<void> {
  const present = await presentOf(ctx, place, deps)
  const words = deps.words[present.wish.language]
  const shown = { ...shownOf(ctx, present), unused }
  const screen =
    view === 'home'
      ? homeScreen(shown, deps.library, words)
      : view === 'time'
        ? timeScreen(shown, words)
        : listScreen(shown, view.list, view.page, deps.library, words)
  await send(ctx, screen)
}

function shownOf({ chat }: BotContext, { wish, saved }: Present): Omit<ShownSubscription, 'unused'> {
  const unchanged = saved && JSON.stringify(saved) === JSON.stringify(wish)
  return { wish, saved: saved !== undefined, changed: !unchanged, here: chat?.id === wish.chatId }
}

async function showNear(ctx: BotContext, text: string, wish: Subscription, deps: BotDeps): Promise<void> {
  await send(ctx, nearScreen(text, wish, deps.library, deps.words[wish.language]))
}

async function send(ctx: BotContext, { text, keyboard }: Screen): Promise<void> {
  const rows = keyboard.inline_keyboard.filter((row) => row.length > 0)
  await reply(ctx, text, { inline_keyboard: rows })
}

async function askForNames(ctx: BotContext, place: Place, { awaitedReplies, now }: BotDeps): Promise<void> {
  const asked = await askForReply(ctx, ctx.words.t('subscribe.typeHere'))
  // Of this very chat no number is kept.
  const chatId = place.chatId === ctx.chat?.id ? '' : place.chatId
  await awaitedReplies.expect(ctx.chatName, asked, `subscribe ${chatId}/${place.threadId}`, now())
}

/** What a command is about: in private a channel or group may be named first, by its @name. */
async function readMatch(
  ctx: BotContext,
  match: string,
): Promise<{ readonly place: Place | undefined; readonly elsewhere: string | undefined; readonly text: string }> {
  const [name = '', ...rest] = match.trim().split(/\s+/)
  if (!name.startsWith('@') || ctx.chat?.type !== 'private') {
    return { place: placeOf(ctx), elsewhere: undefined, text: match.trim() }
  }
  return { place: await findChat(ctx, name), elsewhere: name, text: rest.join(' ') }
}

/** A channel or group by its @name, if the bot can see it. */
async function findChat(ctx: BotContext, name: string): Promise<Place | undefined> {
  try {
    const { id, type } = await ctx.api.getChat(name)
    return type === 'private' ? undefined : { chatId: id, threadId: 0 }
  } catch (error) {
    if (error instanceof GrammyError) return undefined
    throw error
  }
}

function refusal({ words }: BotContext, elsewhere: string | undefined): string {
  return elsewhere ? words.t('subscribe.notThere', { name: elsewhere }) : words.t('subscribe.notAdmin')
}
