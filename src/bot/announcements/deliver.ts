import type { Api } from 'grammy'
import type { Attempt, Parcel } from '../../announcements/courier.ts'
import { announcementOf } from '../../announcements/plan.ts'
import { attemptOf } from '../../sending/broadcast.ts'
import { splitText } from '../../sending/text.ts'
import type { BotDeps } from '../deps.ts'
import { announcementButtons, announcementText, digestText } from '../views/announcement.ts'

/** Sends what belongs into one message to one chat, by an API client that tries once. */
export function deliverer(api: Api, botName: string, deps: BotDeps): (parcels: readonly Parcel[]) => Promise<Attempt> {
  const { announcements, subscriptions, library, words: allWords } = deps
  return async (parcels) => {
    const [first] = parcels
    const found = await Promise.all(parcels.map(({ announcement }) => announcements.get(announcementOf(announcement))))
    const news = found.filter((one) => one !== undefined)
    const [only] = news
    if (!first || !only) return { kind: 'refused', reason: 'the announcement is gone' }
    const { chatId, threadId, edits } = first
    const wish = await subscriptions.get(chatId, threadId)
    if (!wish) return { kind: 'refused', reason: 'not subscribed any more' }
    const words = allWords[wish.language]
    const text = news.length > 1 ? digestText(news, words) : announcementText(only, library, words)
    const [part] = splitText(text)
    if (!part) return { kind: 'refused', reason: 'there is nothing to say' }
    const keyboard = news.length > 1 ? undefined : announcementButtons(only.about, words, botName)
    const content = {
      entities: part.entities,
      link_preview_options: { is_disabled: true },
      ...(keyboard && { reply_markup: keyboard }),
    }
    try {
      if (edits !== undefined) {
        await api.editMessageText(chatId, edits, part.text, content)
        return { kind: 'sent', messageId: edits }
      }
      const place = threadId === 0 ? {} : { message_thread_id: threadId }
      const { message_id: messageId } = await api.sendMessage(chatId, part.text, { ...content, ...place })
      return { kind: 'sent', messageId }
    } catch (error) {
      return attemptOf(error)
    }
  }
}
