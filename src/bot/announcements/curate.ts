import { createHash } from 'node:crypto'
import { FormattedString } from '@grammyjs/parse-mode'
import { Composer, InlineKeyboard } from 'grammy'
import { newsIn, print, type News } from '../../announcements/news.ts'
import { deliveriesOf, type Planned } from '../../announcements/plan.ts'
import { dueAt } from '../../announcements/timing.ts'
import { languages } from '../../knowledge/types.ts'
import type { Announcement } from '../../storage/announcements.ts'
import { buttonData, buttonPattern, readButton } from '../buttons.ts'
import type { BotContext } from '../context.ts'
import type { BotDeps } from '../deps.ts'
import { reply } from '../reply.ts'
import { announcementText } from '../views/announcement.ts'
import { progress, titleOf } from './progress.ts'

/**
 * Compares the cases with what was known of them and keeps a draft of all that is new. The first time everything is
 * taken as known.
 * @returns how many drafts were made.
 */
export async function lookForNews({
  announcements,
  library,
  now,
}: Pick<BotDeps, 'announcements' | 'library' | 'now'>): Promise<number> {
  const cases = [...library.knowledge.cases.values()].filter(({ region }) => region.country === 'ID')
  const known = await announcements.known()
  if (known.size === 0) {
    await announcements.learn(cases)
    return 0
  }
  const news = newsIn(cases, known)
  for (const one of news) await announcements.draft(draftId(now(), one), one, now())
  return news.length
}

/** Later ones sort behind earlier ones; the same news at the same time, or by the same update, is one draft. */
function draftId(at: number, { kind, about }: News): string {
  const content = createHash('sha256')
    .update(`${kind}${print(about)}`)
    .digest('hex')
    .slice(0, 8)
  return `${at.toString(36)}-${content}`
}

/** For curators: /antrean shows what waits for approval, /umumkan <id> makes a draft of a known case. */
export function curateFeature(deps: BotDeps): Composer<BotContext> {
  const { announcements, deliveries, library, isCurator, now } = deps
  const feature = new Composer<BotContext>()
  const curators = feature.chatType('private').filter((ctx) => isCurator(ctx.from.id))

  curators.command(['antrean', 'queue'], async (ctx) => {
    const drafts = await announcements.drafts()
    if (drafts.length === 0) await reply(ctx, ctx.words.t('queue.empty'))
    for (const draft of drafts.slice(0, maxShown)) await preview(ctx, draft, deps)
    if (drafts.length > maxShown) await reply(ctx, ctx.words.t('queue.more', { count: drafts.length - maxShown }))
  })

  curators.command(['umumkan', 'announce'], async (ctx) => {
    const one = library.knowledge.cases.get(ctx.match.trim())
    if (!one) {
      await reply(ctx, ctx.words.t('queue.usage'))
      return
    }
    // The number of the update names it, so that a repeated one makes no second draft.
    const news = { kind: 'new', about: one, matters: true } as const
    const id = draftId(ctx.update.update_id, news)
    await announcements.draft(id, news, now(), { asKnown: true })
    const draft = await announcements.get(id)
    if (draft) await preview(ctx, draft, deps)
  })

  feature.callbackQuery(buttonPattern('curate'), async (ctx) => {
    const { t } = ctx.words
    // Asked at every press: somebody may have ceased to be one.
    if (!isCurator(ctx.from.id)) return ctx.answerCallbackQuery({ text: t('queue.notCurator'), show_alert: true })
    const [id = '', verb = ''] = readButton(ctx.match).id.split('.')
    const draft = await announcements.get(id)
    if (!draft) return ctx.answerCallbackQuery({ text: t('other.oldButton'), show_alert: true })
    if (verb === 'yes' || verb === 'later' || verb === 'no') await decide(ctx, draft, verb, deps)
    else {
      if (verb === 'again') await deliveries.retryUnconfirmed(id, now())
      await ctx.answerCallbackQuery()
      await showState(ctx, draft, deps)
    }
    return undefined
  })
  return feature
}

const maxShown = 10

/** What would be sent, in both languages, with to how many. */
async function preview(ctx: BotContext, draft: Announcement, deps: BotDeps): Promise<void> {
  const { words } = ctx
  const texts = languages.map((language) => announcementText(draft, deps.library, deps.words[language]))
  const { deliveries } = await planned(draft, deps.now(), deps)
  const places = new Set(deliveries.map(({ chatId, threadId }) => `${chatId}/${threadId}`))
  const keyboard = new InlineKeyboard()
    .text(words.t('queue.approve'), buttonData('curate', words.language, `${draft.id}.yes`))
    .text(words.t('queue.later'), buttonData('curate', words.language, `${draft.id}.later`))
    .row()
    .text(words.t('queue.skip'), buttonData('curate', words.language, `${draft.id}.no`))
  const foot = FormattedString.b(words.t('queue.audience', { count: places.size }))
  await reply(ctx, FormattedString.join([...texts, foot], '\n\n———\n\n'), keyboard)
}

async function planned(
  draft: Announcement,
  at: number,
  { announcements, deliveryRecords, subscriptions }: BotDeps,
): Promise<{ readonly deliveries: Planned[]; readonly replaces: readonly string[] }> {
  const replaces = await announcements.earlier(draft.about.id, draft.id)
  const told = await deliveryRecords.messagesOf(replaces)
  const heard = { told, ...(await deliveryRecords.heardOf(replaces)) }
  return { deliveries: deliveriesOf(draft.id, draft, await subscriptions.active(), heard, at), replaces }
}

async function decide(
  ctx: BotContext,
  draft: Announcement,
  verb: 'yes' | 'later' | 'no',
  deps: BotDeps,
): Promise<void> {
  const { t } = ctx.words
  const present = deps.library.knowledge.cases.get(draft.about.id)
  const outdated = draft.kind !== 'withdrawn' && (!present || print(present) !== print(draft.about))
  if (verb !== 'no' && outdated) {
    await ctx.answerCallbackQuery({ text: t('queue.outdated'), show_alert: true })
    return
  }
  const now = deps.now()
  const at = verb === 'later' ? dueAt({ timing: 'daily', zone: 'wib', quiet: undefined }, now) : now
  const { deliveries, replaces } = await planned(draft, at, deps)
  const first =
    verb === 'no'
      ? await deps.announcements.decide(draft.id, 'skipped', [], now)
      : await deps.announcements.decide(draft.id, 'approved', deliveries, now, draft.kind === 'new' ? [] : replaces)
  await ctx.answerCallbackQuery(first ? undefined : { text: t('queue.decided') })
  await showState(ctx, draft, deps)
}

/** How it stands: how far it has come, or what became of it. */
async function showState(ctx: BotContext, draft: Announcement, deps: BotDeps): Promise<void> {
  const { state } = (await deps.announcements.get(draft.id)) ?? draft
  if (state !== 'approved') {
    const key = state === 'skipped' ? 'queue.skipped' : 'queue.replaced'
    await ctx.editMessageText(ctx.words.t(key, { title: titleOf(draft) }))
    return
  }
  const { text, keyboard } = await progress(draft, ctx.words, deps)
  await ctx.editMessageText(text, { reply_markup: keyboard })
  if (!ctx.chat || !ctx.msg) return
  const { language } = ctx
  await deps.announcements.follow(draft.id, { chatId: ctx.chat.id, messageId: ctx.msg.message_id, language })
}
