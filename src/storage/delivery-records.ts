import { sql } from 'kysely'
import type { Place } from '../announcements/plan.ts'
import type { Database } from './connect.ts'
import type { DeliveryState } from './deliveries.ts'

/** Digests of the day, quiet nights and what was set for the morning are waited for; what is due later is not. */
const soonMs = 26 * 60 * 60_000

/** What became of deliveries: who has heard of what, and how far it has come. */
export class DeliveryRecordRepository {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** How many are in each state. */
  async count(announcement: string): Promise<Record<DeliveryState, number>> {
    const rows = await this.#db
      .selectFrom('deliveries')
      .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
      .where(ofAnnouncement(announcement))
      .groupBy('state')
      .execute()
    const none = { pending: 0, sending: 0, sent: 0, unconfirmed: 0, failed: 0, skipped: 0 }
    return { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) }
  }

  /** Whether anything of it is being sent, or could be now. */
  async isUnderWay(announcement: string, now: number): Promise<boolean> {
    const row = await this.#db
      .selectFrom('deliveries')
      .select('chat_id')
      .where(ofAnnouncement(announcement))
      .where((where) =>
        where.or([
          where('state', '=', 'sending'),
          where.and([where('state', '=', 'pending'), where('due_at', '<=', now + soonMs)]),
        ]),
      )
      .limit(1)
      .executeTakeFirst()
    return row !== undefined
  }

  /** The chats of which nobody knows whether it arrived. */
  async unconfirmed(announcement: string): Promise<number[]> {
    const rows = await this.#db
      .selectFrom('deliveries')
      .select('chat_id')
      .where('announcement', '=', announcement)
      .where('state', '=', 'unconfirmed')
      .execute()
    return rows.map((row) => row.chat_id)
  }

  /** The messages that told of one case alone, which can be put right: a digest cannot be rewritten for one of them. */
  async messagesOf(announcements: readonly string[]): Promise<(Place & { messageId: number })[]> {
    if (announcements.length === 0) return []
    const rows = await this.#db
      .selectFrom('deliveries as one')
      .select(['one.chat_id', 'one.thread_id', 'one.message_id'])
      .where('one.announcement', 'in', announcements)
      .where('one.state', '=', 'sent')
      .where('one.edits', 'is', null)
      .where('one.message_id', 'is not', null)
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('deliveries as beside')
              .select('beside.announcement')
              .whereRef('beside.chat_id', '=', 'one.chat_id')
              .whereRef('beside.message_id', '=', 'one.message_id')
              .whereRef('beside.announcement', '!=', 'one.announcement')
              .where('beside.edits', 'is', null),
          ),
        ),
      )
      .execute()
    return rows.map((row) => ({ chatId: row.chat_id, threadId: row.thread_id, messageId: row.message_id ?? 0 }))
  }

  /** The places that heard of these announcements, or may have, and those that are still to hear, with when. */
  async heardOf(
    announcements: readonly string[],
  ): Promise<{ readonly heard: Place[]; readonly waiting: (Place & { dueAt: number })[] }> {
    if (announcements.length === 0) return { heard: [], waiting: [] }
    const rows = await this.#db
      .selectFrom('deliveries')
      .select(['chat_id', 'thread_id', 'state', 'due_at'])
      .where('announcement', 'in', announcements)
      .where('edits', 'is', null)
      .where('state', 'in', ['sent', 'sending', 'unconfirmed', 'pending'])
      .execute()
    const place = (row: { chat_id: number; thread_id: number }) => ({ chatId: row.chat_id, threadId: row.thread_id })
    return {
      heard: rows.filter(({ state }) => state !== 'pending').map(place),
      waiting: rows.filter(({ state }) => state === 'pending').map((row) => ({ ...place(row), dueAt: row.due_at })),
    }
  }

  /** Everything that was sent to a person, or is to be. */
  async forget(chatId: number): Promise<void> {
    await this.#db.deleteFrom('deliveries').where('chat_id', '=', chatId).execute()
  }

  async forgetSettledBefore(time: number): Promise<void> {
    await this.#db
      .deleteFrom('deliveries')
      .where('state', 'not in', ['pending', 'sending'])
      .where('changed_at', '<', time)
      .execute()
  }
}

/** The announcement itself, or one of its corrections, which are named after it. */
function ofAnnouncement(announcement: string) {
  return sql<boolean>`(announcement = ${announcement} or announcement like ${`${announcement}!%`})`
}
