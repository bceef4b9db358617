import { announcementOf, type Manner } from '../announcements/plan.ts'
import type { Place } from '../announcements/subscription.ts'
import type { Database } from './connect.ts'
import { held, mannerOf, ofAnnouncement, placeOf, type DeliveryState } from './delivery-rows.ts'

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

  /** When the next of it goes out; what waits for the bot to come back is not counted. */
  async nextDue(announcement: string): Promise<number | undefined> {
    const row = await this.#db
      .selectFrom('deliveries')
      .select(({ fn }) => fn.min('due_at').as('due'))
      .where(ofAnnouncement(announcement))
      .where('state', '=', 'pending')
      .where((where) => where.or([where('reason', 'is', null), where('reason', '!=', held)]))
      .executeTakeFirst()
    return row?.due ?? undefined
  }

  /** The places of which nobody knows whether it arrived. */
  async unconfirmed(announcement: string): Promise<Place[]> {
    const rows = await this.#db
      .selectFrom('deliveries')
      .select(['chat_id', 'thread_id'])
      .distinct()
      .where(ofAnnouncement(announcement))
      .where('state', '=', 'unconfirmed')
      .orderBy('chat_id')
      .execute()
    return rows.map(placeOf)
  }

  /** The messages that told of one case alone, which can be put right: a digest cannot be rewritten for one of them. */
  async messagesOf(announcements: readonly string[]): Promise<(Place & Manner & { messageId: number })[]> {
    if (announcements.length === 0) return []
    const rows = await this.#db
      .selectFrom('deliveries as one')
      .select(['one.chat_id', 'one.thread_id', 'one.message_id', 'one.language', 'one.channel'])
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
    return rows.map((row) => ({ ...placeOf(row), ...mannerOf(row), messageId: row.message_id ?? 0 }))
  }

  /** The places that heard of these announcements, or may have, and those that are still to hear, with when. */
  async heardOf(
    announcements: readonly string[],
  ): Promise<{ readonly heard: Place[]; readonly waiting: (Place & Manner & { dueAt: number; held: boolean })[] }> {
    if (announcements.length === 0) return { heard: [], waiting: [] }
    const rows = await this.#db
      .selectFrom('deliveries')
      .select(['chat_id', 'thread_id', 'state', 'due_at', 'reason', 'language', 'channel'])
      .where('announcement', 'in', announcements)
      .where('edits', 'is', null)
      .where('state', 'in', ['sent', 'sending', 'unconfirmed', 'pending'])
      .execute()
    return {
      heard: rows.filter(({ state }) => state !== 'pending').map(placeOf),
      // What is being sent may arrive or come back: it counts as both, and is looked at again before more is said.
      waiting: rows
        .filter(({ state }) => state === 'pending' || state === 'sending')
        .map((row) => ({ ...placeOf(row), ...mannerOf(row), dueAt: row.due_at, held: row.reason === held })),
    }
  }

  /** Of these announcements of a case, oldest first, the last that a place has heard of, or may have. */
  async lastHeard({ chatId, threadId }: Place, announcements: readonly string[]): Promise<string | undefined> {
    if (announcements.length === 0) return undefined
    const rows = await this.#db
      .selectFrom('deliveries')
      .select('announcement')
      .where('chat_id', '=', chatId)
      .where('thread_id', '=', threadId)
      .where('state', 'in', ['sent', 'unconfirmed'])
      .where((where) => where.or(announcements.map(ofAnnouncement)))
      .execute()
    const heard = new Set(rows.map(({ announcement }) => announcementOf(announcement)))
    return announcements.findLast((one) => heard.has(one))
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
