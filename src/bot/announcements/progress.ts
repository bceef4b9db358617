import { GrammyError, InlineKeyboard, type Api } from 'grammy'
import { cannotBeEdited, outcomeOf } from '../../sending/outcome.ts'
import type { Announcement } from '../../storage/announcements.ts'
import { buttonData } from '../buttons.ts'
import type { BotDeps } from '../deps.ts'
import type { Words } from '../words.ts'

const maxListed = 10

/** How far an announcement has come, with the chats of which nobody knows and a button to send there again. */
export async function progress(
  announcement: Announcement,
  { t, language }: Words,
  { deliveryRecords }: Pick<BotDeps, 'deliveryRecords'>,
): Promise<{ readonly text: string; readonly keyboard: InlineKeyboard }> {
  const { id } = announcement
  const { pending, sending, sent, unconfirmed, failed, skipped } = await deliveryRecords.count(id)
  const counts = { sent, waiting: pending + sending, unconfirmed, failed: failed + skipped }
  const keyboard = new InlineKeyboard().text(t('queue.refresh'), buttonData('curate', language, `${id}.show`))
  if (unconfirmed > 0) keyboard.text(t('queue.again'), buttonData('curate', language, `${id}.again`))
  const chats = unconfirmed > 0 ? (await deliveryRecords.unconfirmed(id)).slice(0, maxListed) : []
  const listed = chats.length > 0 ? [t('queue.uncertain', { chats: chats.join(', ') })] : []
  const text = [t('queue.progress', { title: titleOf(announcement), ...counts }), ...listed].join('\n')
  return { text, keyboard }
}

/**
 * Keeps the curators' messages up to date while announcements are on their way, and tells the end of each once.
 * @param shown what each message says already; a restart shows it once more.
 */
export async function tellProgress(api: Api, shown: Map<string, string>, deps: BotDeps): Promise<void> {
  for (const one of await deps.announcements.followed()) {
    const words = deps.words[one.language]
    const ended = !(await deps.deliveryRecords.isUnderWay(one.id, deps.now()))
    const { text, keyboard } = await progress(one, words, deps)
    try {
      if (shown.get(one.id) !== text) {
        await api.editMessageText(one.chatId, one.messageId, text, { reply_markup: keyboard })
        shown.set(one.id, text)
      }
      if (ended) await api.sendMessage(one.chatId, words.t('queue.ended', { text }))
    } catch (error) {
      // The curator has deleted the message or blocked the bot: the others still want to know.
      if (!(error instanceof GrammyError)) throw error
      if (!cannotBeEdited(error) && outcomeOf(error) !== 'gone') throw error
      await deps.announcements.endReport(one.id)
    }
    if (!ended) continue
    shown.delete(one.id)
    await deps.announcements.endReport(one.id)
  }
}

export function titleOf({ about }: Announcement): string {
  return `${about.region.name} – ${about.partner.name}`
}
