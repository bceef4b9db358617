import { FormattedString } from '@grammyjs/parse-mode'
import { Composer, InlineKeyboard } from 'grammy'
import {
  everything,
  isEverything,
  timings,
  type Interest,
  type Subscription,
} from '../../announcements/subscription.ts'
import { zones, type Zone } from '../../calendar/zones.ts'
import { filterCases } from '../../cases/filter.ts'
import { formatted } from '../../sending/text.ts'
import { isGroupAdmin } from '../admin.ts'
import { buttonData, buttonPattern, readButton } from '../buttons.ts'
import { sendCases } from '../cases.ts'
import { keepQuestion } from '../answering.ts'
import { inGroup, type BotContext } from '../context.ts'
import type { BotDeps } from '../deps.ts'
import { reply } from '../reply.ts'
import type { Words } from '../words.ts'
import { filterLabel } from '../views/cases.ts'
import { chatOpened } from './presence.ts'
import { decodeInterest, encodeInterest, filterOf, interestOf } from './interest-code.ts'

const night = { from: 21, to: 6 } as const
const shownCases = 3
const maxData = 64

/** /langganan and /berhenti: a chat or forum topic hears of new cases; only admins of a group decide that. */
export function subscribeFeature(deps: BotDeps): Composer<BotContext> {
  const { subscriptions, library, now } = deps
  const feature = new Composer<BotContext>()

  feature.command(['langganan', 'subscribe'], async (ctx) => {
    const { t } = ctx.words
    const text = ctx.match.trim()
    const filter = library.matcher.readCases(text)
    const present = await subscriptions.get(ctx.chat.id, threadOf(ctx))
    if (!(await mayDecide(ctx))) await reply(ctx, t('subscribe.notAdmin'))
    else if (text === '' && present) await show(ctx, present, deps)
    else if (text !== '' && isEverything(interestOf(filter))) await reply(ctx, notUnderstood(text, ctx.words, deps))
    else await offer(ctx, interestOf(filter), deps)
  })

  feature.command(['berhenti', 'unsubscribe'], async (ctx) => {
    const { t } = ctx.words
    const allowed = await mayDecide(ctx)
    const ended = allowed && (await subscriptions.remove(ctx.chat.id, threadOf(ctx)))
    await reply(ctx, t(!allowed ? 'subscribe.notAdmin' : ended ? 'subscribe.ended' : 'subscribe.none'))
  })

  feature.callbackQuery(buttonPattern('subscribe'), async (ctx) => {
    const { t } = ctx.words
    if (!ctx.chat || !(await mayDecide(ctx))) {
      return ctx.answerCallbackQuery({ text: t('subscribe.notAdmin'), show_alert: true })
    }
    const [verb = '', value = ''] = readButton(ctx.match).id.split('.')
    const present = await subscriptions.get(ctx.chat.id, threadOf(ctx))
    await ctx.answerCallbackQuery()
    if (verb === 'end') {
      await subscriptions.remove(ctx.chat.id, threadOf(ctx))
      return ctx.editMessageText(t('subscribe.ended'))
    }
    const before = present ?? fresh(ctx)
    const changed = { ...before, ...change(verb, value, before, deps) }
    if (!present && verb !== 'save') return ctx.editMessageText(t('subscribe.none'))
    await subscriptions.set(changed, now())
    await chatOpened(ctx.chat.id, deps)
    return show(ctx, changed, deps)
  })

  feature.callbackQuery(buttonPattern('similar'), async (ctx, next) => {
    const { language, id } = readButton(ctx.match)
    const one = library.knowledge.cases.get(id)
    const country = library.placeSearch.country(one?.partner.country ?? '')
    if (!one || !country) return next()
    await ctx.answerCallbackQuery()
    // Kept like a question, so that the other pages can be turned to.
    const text = country.name[language]
    await keepQuestion(ctx, { text, language, decision: 'answer', topics: ['case-search'] }, deps)
    await sendCases(ctx, library.matcher.readCases(text), 0, ctx.update.update_id, deps.words[language], deps)
    return undefined
  })
  return feature
}

/** With the names of places that come near to what was typed. */
function notUnderstood(text: string, { t }: Words, { library }: BotDeps): string {
  const near = library.placeSearch.regions(text).near.slice(0, shownCases)
  const meant = near.length > 0 ? [t('subscribe.meant', { names: near.map(({ name }) => name).join(', ') })] : []
  return [t('subscribe.notUnderstood'), ...meant].join('\n\n')
}

async function mayDecide(ctx: BotContext): Promise<boolean> {
  return !inGroup(ctx) || isGroupAdmin(ctx)
}

/** The forum topic, each of which can have its own; 0 for the chat as a whole. */
function threadOf({ msg }: BotContext): number {
  return msg?.is_topic_message ? (msg.message_thread_id ?? 0) : 0
}

function fresh(ctx: BotContext): Subscription {
  return {
    chatId: ctx.chat?.id ?? 0,
    threadId: threadOf(ctx),
    language: ctx.language,
    interest: everything,
    timing: 'at-once',
    zone: 'wib',
    quiet: undefined,
  }
}

function change(verb: string, value: string, before: Subscription, { library }: BotDeps): Partial<Subscription> {
  if (verb === 'save') return { interest: decodeInterest(value, library.places) }
  if (verb === 'time') return { timing: timings.find((one) => one === value) ?? before.timing }
  if (verb === 'zone') return { zone: value in zones ? (value as Zone) : before.zone }
  if (verb === 'quiet') return { quiet: value === 'on' ? night : undefined }
  return verb === 'speak' ? { language: value === 'en' ? 'en' : 'id' } : {}
}

/** What would have come lately, before anything is saved; says so when nothing would. */
async function offer(ctx: BotContext, interest: Interest, { library }: BotDeps): Promise<void> {
  const { words } = ctx
  const { knowledge, places } = library
  const code = encodeInterest(interest, places)
  const data = `n:${words.language}:save.${code}`
  if (Buffer.byteLength(data) > maxData) {
    await reply(ctx, words.t('subscribe.tooMany'))
    return
  }
  const found = filterCases(knowledge.cases.values(), filterOf(interest))
  const what = filterLabel(filterOf(interest), knowledge, places, words) || words.t('subscribe.everything')
  const lately = found.slice(0, shownCases).map(({ region, partner }) => `• ${region.name} – ${partner.name}`)
  const said = found.length > 0 ? words.t('subscribe.lately', { count: found.length }) : words.t('subscribe.nothing')
  const text = FormattedString.join(
    [formatted(words.rich('subscribe.offer', { what })), [said, ...lately].join('\n'), words.t('subscribe.how')],
    '\n\n',
  )
  await reply(
    ctx,
    text,
    new InlineKeyboard().text(words.t('subscribe.save'), buttonData('subscribe', words.language, `save.${code}`)),
  )
}

/** The subscription as it is, with buttons to change when and how. */
async function show(ctx: BotContext, subscription: Subscription, { library, words: allWords }: BotDeps): Promise<void> {
  const { interest, timing, zone, quiet } = subscription
  const words = allWords[subscription.language]
  const { t, language } = words
  const what = filterLabel(filterOf(interest), library.knowledge, library.places, words) || t('subscribe.everything')
  const keyboard = new InlineKeyboard()
  const button = (label: string, id: string, on: boolean) =>
    keyboard.text((on ? '• ' : '') + label, buttonData('subscribe', language, id))
  for (const one of timings) button(t(`subscribe.timings.${one}`), `time.${one}`, one === timing)
  keyboard.row()
  for (const one of Object.keys(zones) as Zone[]) button(one.toUpperCase(), `zone.${one}`, one === zone)
  keyboard.row()
  button(t('subscribe.night'), quiet ? 'quiet.off' : 'quiet.on', quiet !== undefined)
  button(t('language.other'), language === 'id' ? 'speak.en' : 'speak.id', false)
  keyboard.row()
  button(t('subscribe.end'), 'end', false)
  const where = subscription.threadId === 0 ? t('subscribe.here') : t('subscribe.topic')
  const text = FormattedString.join(
    [
      FormattedString.b(t('subscribe.present', { where })),
      t('subscribe.about', { what }),
      t('subscribe.when', { timing: t(`subscribe.timings.${timing}`), zone: zone.toUpperCase() }),
      ...(quiet ? [t('subscribe.quiet', { from: quiet.from, to: quiet.to })] : []),
      t('subscribe.how'),
    ],
    '\n\n',
  )
  if (ctx.callbackQuery?.message) ctx.corrects = [ctx.callbackQuery.message.message_id]
  await reply(ctx, text, keyboard)
}
