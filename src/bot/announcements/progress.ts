import { InlineKeyboard, type Api } from 'grammy'
import { nameOf } from '../../announcements/subscription.ts'
import { dateIn, zones } from '../../calendar/zones.ts'
import { cannotBeEdited, outcomeOf } from '../../sending/outcome.ts'
import { reported, type Announcement } from '../../storage/announcements.ts'
import { buttonData } from '../buttons.ts'
import type { BotDeps } from '../deps.ts'
import { caseTitle } from '../views/cases.ts'
import { dateLabel } from '../views/legal-basis.ts'
import type { Words } from '../words.ts'

/** Letters of a message that the names of uncertain places may take. */
const maxListed = 3000
/** Digests of the day, quiet nights and what was set for the morning are waited for; what is due later is not. */
const soonMs = 26 * 60 * 60_000

type Deps = Pick<BotDeps, 'deliveryRecords' | 'subscriptions' | 'now'>

/** How far an announcement has come, and what can be done about it: to stop it, to send the uncertain again. */
export async function progress(
  announcement: Announcement,
  words: Words,
  deps: Deps,
): Promise<{ readonly text: string; readonly keyboard: InlineKeyboard; readonly stage: number }> {
  const { t, language } = words
  const { id } = announcement
  const now = deps.now()
  const { pending, sending, sent, unconfirmed, failed, skipped } = await deps.deliveryRecords.count(id)
  const next = await deps.deliveryRecords.nextDue(id)
  const keyboard = new InlineKeyboard()
  const button = (key: string, verb: string) => keyboard.text(t(key), buttonData('curate', language, `${id}.${verb}`))
  button('queue.refresh', 'show')
  if (pending > 0) button('queue.halt', 'halt')
  if (unconfirmed > 0) keyboard.row()
  // It counts for those that are shown here.
  if (unconfirmed > 0) button('queue.again', `again.${now.toString(36)}`)
  const text = [
    t('queue.progress', {
      title: caseTitle(announcement.about),
      sent,
      waiting: pending + sending,
      unconfirmed,
      failed,
    }),
    ...(skipped > 0 ? [t('queue.stopped', { count: skipped })] : []),
    ...(next !== undefined && next > now ? [t('queue.next', { time: timeLabel(next, words) })] : []),
    ...(unconfirmed > 0 ? [t('queue.uncertain', { chats: await uncertain(id, words, deps) })] : []),
  ].join('\n')
  const begun = sent + unconfirmed + failed > 0
  const open = sending > 0 || (next !== undefined && (!begun || next <= now + soonMs))
  return { text, keyboard, stage: open ? reported.nothing : next === undefined ? reported.end : reported.atOnce }
}

/** The places of which nobody knows, by name where they have one; as many as fit into the message. */
async function uncertain(id: string, { t }: Words, { deliveryRecords, subscriptions }: Deps): Promise<string> {
  const places = await deliveryRecords.unconfirmed(id)
  const titles = new Map((await subscriptions.all()).map((one) => [nameOf(one), one.title]))
  const names = places.map((place) => {
    const title = titles.get(nameOf(place))
    return title === undefined
      ? t('queue.unnamed', { id: place.chatId })
      : // Two groups may have the same name.
        t('queue.named', { title, id: place.chatId })
  })
  let shown = 0
  for (let length = 0; shown < names.length; shown++) {
    length += (names[shown]?.length ?? 0) + 2
    if (length > maxListed) break
  }
  const rest = shown < names.length ? [t('queue.others', { count: names.length - shown })] : []
  return [...names.slice(0, shown), ...rest].join(', ')
}

/** "25-11-2026, 08.00 WIB". */
function timeLabel(time: number, { language }: Words): string {
  const clock = new Date(time + zones.wib * 60 * 60_000).toISOString().slice(11, 16)
  return `${dateLabel(dateIn('wib', time), language)}, ${clock.replace(':', language === 'id' ? '.' : ':')} WIB`
}

/**
 * Keeps the curators' messages up to date while announcements are on their way, and tells once when all that could go
 * at once has gone, and once the end.
 * @param shown what each message says already; a restart shows it once more.
 */
export async function tellProgress(api: Api, shown: Map<string, string>, deps: BotDeps): Promise<void> {
  for (const one of await deps.announcements.followed()) {
    try {
      await tellOf(one, api, shown, deps)
    } catch (error) {
      // The others still want to know. Without a message of theirs there is nothing to keep up to date.
      if (cannotBeEdited(error) || outcomeOf(error) === 'gone')
        await deps.announcements.setReported(one.id, reported.end)
      else if (outcomeOf(error) === 'other') throw error
    }
  }
}

async function tellOf(
  one: Awaited<ReturnType<BotDeps['announcements']['followed']>>[number],
  api: Api,
  shown: Map<string, string>,
  deps: BotDeps,
): Promise<void> {
  const words = deps.words[one.language]
  const { text, keyboard, stage } = await progress(one, words, deps)
  if (shown.get(one.id) !== text) {
    await api.editMessageText(one.chatId, one.messageId, text, { reply_markup: keyboard })
    shown.set(one.id, text)
  }
  if (stage <= one.reported) return
  // Noted before it is sent: not to be told is better than to be told again and again.
  await deps.announcements.setReported(one.id, stage)
  if (stage === reported.end) shown.delete(one.id)
  const key = stage === reported.end ? 'queue.ended' : 'queue.endedForNow'
  await api.sendMessage(one.chatId, words.t(key, { text }))
}
