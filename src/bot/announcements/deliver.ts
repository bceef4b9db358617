import type { FormattedString } from '@grammyjs/parse-mode'
import { GrammyError, HttpError, type Api } from 'grammy'
import type { Attempt, Parcel } from '../../announcements/courier.ts'
import { announcementOf } from '../../announcements/plan.ts'
import { afterQuiet } from '../../announcements/timing.ts'
import type { Case } from '../../knowledge/types.ts'
import { attemptOf } from '../../sending/broadcast.ts'
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
    const [part] = splitText(
      news.length > 1 ? digestText(news, words, botName) : await textFor(first, only, words, deps),
    )
    if (!part) return { kind: 'refused', reason: 'there is nothing to say' }
    const keyboard = news.length > 1 ? undefined : announcementButtons(only, channel, words, botName)
    const content = {
      entities: part.entities,
      link_preview_options: { is_disabled: true },
      ...(keyboard && { reply_markup: keyboard }),
    }
    if (edits !== undefined) {
      await api.editMessageText(chatId, edits, part.text, content)
      return { kind: 'sent', messageId: edits }
    }
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

/** The whole of it, but a short correction where the case was told before and this comes after that message. */
async function textFor(
  parcel: Parcel,
  announcement: Announcement,
  words: Words,
  deps: BotDeps,
): Promise<FormattedString> {
  const before =
    announcement.kind === 'new' || parcel.edits !== undefined ? undefined : await told(parcel, announcement, deps)
  return before
    ? correctionText(announcement, before, deps.library, words)
    : announcementText(announcement, deps.library, words)
}

/** The case as a place was told of it last. */
async function told(
  parcel: Parcel,
  { id, about }: Announcement,
  { announcements, deliveryRecords }: BotDeps,
): Promise<Case | undefined> {
  const earlier = await announcements.earlier(about.id, id)
  const last = await announcements.get(earlier.at(-1) ?? '')
  // What was withdrawn is told anew.
  if (!last || last.kind === 'withdrawn' || !(await deliveryRecords.hasHeard(parcel, earlier))) return undefined
  return last.about
}
