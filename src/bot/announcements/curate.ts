import { Composer } from 'grammy'
import { print } from '../../announcements/news.ts'
import { reported, type Announcement } from '../../storage/announcements.ts'
import { buttonPattern, readButton } from '../buttons.ts'
import type { BotContext } from '../context.ts'
import type { BotDeps } from '../deps.ts'
import { reply } from '../reply.ts'
import { caseTitle } from '../views/cases.ts'
import { draftId } from './news.ts'
import { askForNote } from './note.ts'
import { isNoteHalf, planned, previewButtons, showPreview, slotButtons, slotTime, stampOf } from './preview.ts'
import { progress } from './progress.ts'

const maxShown = 10

/** For curators: /antrean shows what waits for approval, /umumkan <id> makes a draft of a known case. */
export function curateFeature(deps: BotDeps): Composer<BotContext> {
  const { announcements, library, isCurator, now } = deps
  const feature = new Composer<BotContext>()
  const curators = feature.chatType('private').filter((ctx) => isCurator(ctx.from.id))

  curators.command(['antrean', 'queue'], async (ctx) => {
    const drafts = await announcements.drafts()
    if (drafts.length === 0) await reply(ctx, ctx.words.t('queue.empty'))
    for (const draft of drafts.slice(0, maxShown)) await showPreview(ctx, draft, deps)
    if (drafts.length > maxShown) await reply(ctx, ctx.words.t('queue.more', { count: drafts.length - maxShown }))
  })

  curators.command(['umumkan', 'announce'], async (ctx) => {
    const one = library.knowledge.cases.get(ctx.match.trim())
    if (one?.region.country !== 'ID') {
      await reply(ctx, ctx.words.t('queue.usage'))
      return undefined
    }
    // What waits already may be more than a repetition: a change of what was told, or a withdrawal.
    const waiting = (await announcements.drafts()).find(({ about }) => about.id === one.id)
    if (waiting) return showPreview(ctx, waiting, deps)
    // The number of the update names it, so that a repeated one makes no second draft.
    const news = { kind: 'new', about: one, matters: true } as const
    const id = draftId(ctx.update.update_id, news)
    await announcements.draft(id, news, now(), { asKnown: true })
    const draft = await announcements.get(id)
    if (draft) await showPreview(ctx, draft, deps)
    return undefined
  })

  feature.callbackQuery(buttonPattern('curate'), async (ctx) => {
    const { t } = ctx.words
    // Asked at every press: somebody may have ceased to be one.
    if (!isCurator(ctx.from.id)) return ctx.answerCallbackQuery({ text: t('queue.notCurator'), show_alert: true })
    const [id = '', ...parts] = readButton(ctx.match).id.split('.')
    const draft = await announcements.get(id)
    if (!draft) return ctx.answerCallbackQuery({ text: t('other.oldButton'), show_alert: true })
    return press(ctx, draft, parts, deps)
  })
  return feature
}

async function press(
  ctx: BotContext,
  draft: Announcement,
  [verb = '', detail = '', slot = '']: readonly string[],
  deps: BotDeps,
): Promise<void> {
  const { words } = ctx
  const now = deps.now()
  const startsAt = verb === 'at' ? slotTime(slot, now) : now
  if (startsAt === undefined) return void (await ctx.answerCallbackQuery({ text: words.t('other.oldButton') }))
  if (verb === 'yes' || verb === 'at') return approve(ctx, draft, detail, startsAt, deps)
  if (verb === 'no') {
    const first = await deps.announcements.skip(draft.id, now)
    await ctx.answerCallbackQuery(first ? undefined : { text: words.t('queue.decided') })
    return showState(ctx, draft, false, deps)
  }
  if (verb === 'again') {
    if (await deps.announcements.isSuperseded(draft)) {
      return void (await ctx.answerCallbackQuery({ text: words.t('queue.superseded'), show_alert: true }))
    }
    await deps.deliveryPlans.retryUnconfirmed(draft.id, Number.parseInt(detail, 36) || 0, now)
    await deps.announcements.setReported(draft.id, reported.nothing)
  }
  if (verb === 'halt') await deps.deliveryPlans.halt(draft.id, now)
  await ctx.answerCallbackQuery()
  if (draft.state !== 'draft') return showState(ctx, draft, verb === 'again', deps)
  if (verb === 'note') return askForNote(ctx, draft, 'id', deps)
  const keyboard = verb === 'when' ? slotButtons(draft, words) : previewButtons(draft, words)
  await ctx.editMessageReplyMarkup({ reply_markup: keyboard })
}

/** @param stamp of what the curator was shown. */
async function approve(ctx: BotContext, draft: Announcement, stamp: string, at: number, deps: BotDeps): Promise<void> {
  const { t } = ctx.words
  const refusal = draft.state === 'draft' ? reasonNotTo(draft, stamp, deps) : undefined
  if (refusal) {
    await ctx.answerCallbackQuery({ text: t(refusal), show_alert: true })
    return
  }
  const { deliveries, replaces } = await planned(draft, at, deps)
  const others = draft.kind === 'new' ? [] : replaces
  const first = await deps.announcements.approve(draft.id, at, deliveries, deps.now(), others)
  await ctx.answerCallbackQuery(first ? undefined : { text: t('queue.decided') })
  await showState(ctx, draft, first, deps)
}

function reasonNotTo(draft: Announcement, stamp: string, { library }: BotDeps): string | undefined {
  const present = library.knowledge.cases.get(draft.about.id)
  const gone = draft.kind !== 'withdrawn' && (!present || print(present) !== print(draft.about))
  if (gone || stamp !== stampOf(draft)) return 'queue.outdated'
  return isNoteHalf(draft) ? 'queue.noteHalf' : undefined
}

/**
 * How it stands: how far it has come, or what became of it.
 * @param mine whether the one who pressed follows it from now on, instead of somebody else.
 */
async function showState(ctx: BotContext, draft: Announcement, mine: boolean, deps: BotDeps): Promise<void> {
  const { state } = (await deps.announcements.get(draft.id)) ?? draft
  if (state !== 'approved') {
    const key = state === 'skipped' ? 'queue.skipped' : 'queue.replaced'
    await ctx.editMessageText(ctx.words.t(key, { title: caseTitle(draft.about) }))
    return
  }
  const { text, keyboard } = await progress(draft, ctx.words, deps)
  if (ctx.msg) ctx.corrects = [ctx.msg.message_id]
  const [messageId] = await reply(ctx, text, keyboard)
  if (!ctx.chat || messageId === undefined) return
  await deps.announcements.follow(draft.id, { chatId: ctx.chat.id, messageId, language: ctx.language }, mine)
}
