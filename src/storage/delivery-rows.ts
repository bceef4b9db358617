import { sql } from 'kysely'
import type { Manner } from '../announcements/plan.ts'
import type { Place } from '../announcements/subscription.ts'
import type { Language } from '../knowledge/types.ts'

/** The reason of what waits because nothing can be written to its chat. */
export const held = 'held'

export type DeliveryState = 'pending' | 'sending' | 'sent' | 'unconfirmed' | 'failed' | 'skipped'

/** Marks what is being sent just now and was stopped meanwhile: if it comes back unsent, it is not tried again. */
export const comesTooLate = 'stopped while it was being sent'

/** How a row was told, or is to be. */
export function mannerOf(row: { readonly language: Language | null; readonly channel: number | null }): Manner {
  return {
    ...(row.language && { language: row.language }),
    ...(row.channel !== null && { channel: row.channel === 1 }),
  }
}

export function placeOf(row: { readonly chat_id: number; readonly thread_id: number }): Place {
  return { chatId: row.chat_id, threadId: row.thread_id }
}

/** The announcement itself, or one of its corrections, which are named after it. */
export function ofAnnouncement(announcement: string) {
  return sql<boolean>`(announcement = ${announcement} or announcement like ${`${announcement}!%`})`
}
