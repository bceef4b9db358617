import type { FormattedString } from '@grammyjs/parse-mode'
import { GrammyError, HttpError, type Api } from 'grammy'
import type { Attempt, Parcel } from '../../announcements/courier.ts'
import { announcementOf } from '../../announcements/plan.ts'
import { afterQuiet } from '../../announcements/timing.ts'
import { attemptOf } from '../../sending/broadcast.ts'
import { outcomeOf } from '../../sending/outcome.ts'
import { splitText } from '../../sending/text.ts'
import type { Announcement } from '../../storage/announcements.ts'
import type { BotDeps } from '../deps.ts'
import { announcementButtons, announcementText, correctionText, digestText } from '../views/announcement.ts'
import type { Words } from '../words.ts'

const maxTries = 10

/** Sends what belongs into one message to one chat, by an API client that tries once. */
export function deliverer(api: Api, botName: string, deps: BotDeps): (parcels: readonly Parcel[]) => Promise<Attempt> {
  const { announcements, subscriptions, words: allWords, defaultLanguage, now } = deps
  const make = async (parcels: readonly Parcel[]): Promise<Attempt> => {
    const [first] = parcels
    const found = await Promise.all(parcels.map(({ announcement }) => announcements.get(announcementOf(announcement))))
    const news = found.filter((one) => one !== undefined)
    const [only] = news
    if (!first || !only) return { kind: 'refused', reason: 'the announcement is gone' }
    const { chatId, threadId, edits } = first
    // None where the group has just become another: Telegram will say so.
    const wish = await subscriptions.get(first)
    // It was due earlier and could not go then; putting a message right makes no sound.
    const until = wish && edits === undefined ? afterQuiet(wish, now()) : 0
    if (until > now()) return { kind: 'quiet', until }
    const { language = defaultLanguage, channel = false } = wish ?? first
    const words = allWords[language]
    const text = news.length > 1 ? digestText(news, words, botName) : await textFor(first, only, words, deps)
    const [part] = text ? splitText(text) : []
    if (!part) return { kind: 'needless' }
    const keyboard = news.length > 1 ? undefined : announcementButtons(only, channel, words, botName)
    const content = {
      entities: part.entities,
      link_preview_options: { is_disabled: true },
      ...(keyboard && { reply_markup: keyboard }),
    }
    if (edits !== undefined) return putRight(api, first, part.text, content, wish !== undefined)
    const place = threadId === 0 ? {} : { message_thread_id: threadId }
    const { message_id: messageId } = await api.sendMessage(chatId, part.text, { ...content, ...place })
    return { kind: 'sent', messageId }
  }
  return async (parcels) => {
    try {
      return await make(parcels)
    } catch (error) {
      if (error instanceof GrammyError || error instanceof HttpError) return attemptOf(error)
      // Nothing was sent; the database may be back in a moment, a mistake of ours will not go away.
      const reason = String(error)
      return (parcels[0]?.attempts ?? 0) < maxTries
        ? { kind: 'not-arrived', reason: `500 ${reason}` }
        : { kind: 'refused', reason }
    }
  }
}

/** Where nobody is subscribed any more and nothing can be written, what was told stays as it is. */
async function putRight(
  api: Api,
  { chatId, edits = 0 }: Parcel,
  text: string,
  content: Parameters<Api['editMessageText']>[3],
  subscribed: boolean,
): Promise<Attempt> {
  try {
    await api.editMessageText(chatId, edits, text, content)
    return { kind: 'sent', messageId: edits }
  } catch (error) {
    if (subscribed || outcomeOf(error) !== 'gone') throw error
    return { kind: 'refused', reason: 'closed, and not subscribed' }
  }
}

/**
 * The whole of it, but a short correction where the case was told before and this comes after that message; undefined
 * where there is nothing to say.
 */
async function textFor(
  parcel: Parcel,
  announcement: Announcement,
  words: Words,
  deps: BotDeps,
): Promise<FormattedString | undefined> {
  const { library } = deps
  const { kind } = announcement
  const whole = () => announcementText(announcement, library, words)
  if (kind === 'new' || parcel.edits !== undefined) return whole()
  const before = await told(parcel, announcement, deps)
  // Who has heard nothing need not hear that it is withdrawn; what was withdrawn before is told anew.
  if (!before) return kind === 'withdrawn' ? undefined : whole()
  return before.kind === 'withdrawn' ? whole() : correctionText(announcement, before.about, library, words)
}

/** What a place was told of the case last. */
async function told(
  parcel: Parcel,
  { id, about }: Announcement,
  { announcements, deliveryRecords }: BotDeps,
): Promise<Announcement | undefined> {
  const last = await deliveryRecords.lastHeard(parcel, await announcements.earlier(about.id, id))
  return last === undefined ? undefined : announcements.get(last)
}
