import { sql } from 'kysely'
import type { Database } from './connect.ts'

/** Of what is due, these many are looked at for one whose chat need not wait: a second of broadcasts and more. */
const maxLookedAt = 100

/** What is due later waits for a digest, the morning, or a chat that cannot be written to. */
const soonMs = 2 * 60_000
/** A weekly digest is due within this time; what is due later was held. */
const longestDigestMs = 9 * 24 * 60 * 60_000

export type DeliveryState = 'pending' | 'sending' | 'sent' | 'unconfirmed' | 'failed' | 'skipped'

/** What is to be sent to one chat or forum topic: one announcement, or a correction of a message of ours. */
export interface Delivery {
  readonly announcement: string
  readonly chatId: number
  /** 0 for the chat as a whole. */
  readonly threadId: number
  /** The message that is put right; a new one where there is none. */
  readonly edits: number | undefined
  readonly attempts: number
}

/** A delivery that is to be made, with when. */
export interface PlannedDelivery extends Omit<Delivery, 'attempts'> {
  readonly dueAt: number
}

/** Plans each delivery once, however often it is called. */
export async function plan(db: Database, planned: readonly PlannedDelivery[], now: number): Promise<void> {
  for (let from = 0; from < planned.length; from += maxAtOnce) {
    const rows = planned.slice(from, from + maxAtOnce).map(({ announcement, chatId, threadId, edits, dueAt }) => ({
      announcement,
      chat_id: chatId,
      thread_id: threadId,
      edits: edits ?? null,
      state: 'pending' as const,
      due_at: dueAt,
      attempts: 0,
      claimed_until: 0,
      message_id: null,
      reason: null,
      changed_at: now,
    }))
    await db
      .insertInto('deliveries')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['announcement', 'chat_id', 'thread_id']).doNothing())
      .execute()
  }
}

const maxAtOnce = 100

/**
 * The outbox. A row is claimed before it is sent and settled afterwards; what a kill leaves in between is found as
 * `sending` after its lease and becomes `unconfirmed`, since nobody knows whether it arrived.
 */
export class DeliveryRepository {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /**
   * Takes what is due next, with all else that is due for the same chat and forum topic and can go into the same
   * message.
   * @param waits whether a chat has to wait now.
   */
  async claim(now: number, until: number, waits: (chatId: number) => boolean): Promise<Delivery[]> {
    return this.#db.transaction().execute(async (tx) => {
      const due = await tx
        .selectFrom('deliveries')
        .select(['chat_id', 'thread_id', 'edits', 'announcement'])
        .where('state', '=', 'pending')
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .orderBy('announcement')
        .limit(maxLookedAt)
        .execute()
      const first = due.find(({ chat_id }) => !waits(chat_id))
      if (!first) return []
      let taken = tx
        .updateTable('deliveries')
        .set({ state: 'sending', claimed_until: until, changed_at: now, attempts: sql`attempts + 1` })
        .where('state', '=', 'pending')
        .where('due_at', '<=', now)
        .where('chat_id', '=', first.chat_id)
        .where('thread_id', '=', first.thread_id)
      // A correction changes one message and goes alone.
      taken =
        first.edits === null ? taken.where('edits', 'is', null) : taken.where('announcement', '=', first.announcement)
      const rows = await taken.returning(['announcement', 'chat_id', 'thread_id', 'edits', 'attempts']).execute()
      return rows.map((row) => ({
        announcement: row.announcement,
        chatId: row.chat_id,
        threadId: row.thread_id,
        edits: row.edits ?? undefined,
        attempts: row.attempts,
      }))
    })
  }

  async settle(
    deliveries: readonly Delivery[],
    {
      state,
      messageId,
      reason,
    }: { readonly state: DeliveryState; readonly messageId?: number; readonly reason?: string },
    now: number,
  ): Promise<void> {
    for (const { announcement, chatId, threadId } of deliveries) {
      await this.#db
        .updateTable('deliveries')
        .set({ state, message_id: messageId ?? null, reason: reason ?? null, changed_at: now })
        .where('announcement', '=', announcement)
        .where('chat_id', '=', chatId)
        .where('thread_id', '=', threadId)
        .execute()
    }
  }

  /** Certainly nothing arrived: to be tried again then. */
  async postpone(deliveries: readonly Delivery[], until: number, now: number): Promise<void> {
    for (const { announcement, chatId, threadId } of deliveries) {
      await this.#db
        .updateTable('deliveries')
        .set({ state: 'pending', due_at: until, claimed_until: 0, changed_at: now })
        .where('announcement', '=', announcement)
        .where('chat_id', '=', chatId)
        .where('thread_id', '=', threadId)
        .execute()
    }
  }

  /** Whether this process may send until then: one at a time does, so that the limits hold for all together. */
  async takeTurn(holder: string, until: number, now: number): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.#db
      .insertInto('leases')
      .values({ name: 'sender', holder, until_at: until })
      .onConflict((conflict) =>
        conflict
          .column('name')
          .doUpdateSet({ holder, until_at: until })
          .where((where) => where.or([where('leases.holder', '=', holder), where('leases.until_at', '<', now)])),
      )
      .executeTakeFirstOrThrow()
    return numInsertedOrUpdatedRows === 1n
  }

  /** What was being sent when a process died: nobody knows. Corrections can be repeated, since they change nothing twice. */
  async recoverAbandoned(leasedUntil: number, now: number): Promise<void> {
    const abandoned = this.#db
      .updateTable('deliveries')
      .where('state', '=', 'sending')
      .where('claimed_until', '<', leasedUntil)
    await abandoned.where('edits', 'is not', null).set({ state: 'pending', changed_at: now }).execute()
    await abandoned.set({ state: 'unconfirmed', reason: 'killed', changed_at: now }).execute()
  }

  /** Nothing can be written to a chat, or to one forum topic of it: what is pending waits until it can. */
  async hold(chatId: number, threadId: number | undefined, until: number): Promise<void> {
    let query = this.#db
      .updateTable('deliveries')
      .set({ due_at: until })
      .where('state', '=', 'pending')
      .where('chat_id', '=', chatId)
    if (threadId !== undefined) query = query.where('thread_id', '=', threadId)
    await query.execute()
  }

  /** The bot may write there again: what was held is due. */
  async release(chatId: number, now: number): Promise<void> {
    await this.#db
      .updateTable('deliveries')
      .set({ due_at: now, attempts: 0 })
      .where('state', '=', 'pending')
      .where('chat_id', '=', chatId)
      .where('due_at', '>', now + longestDigestMs)
      .execute()
  }

  /** How many are in each state. */
  async count(announcement: string): Promise<Record<DeliveryState, number>> {
    const rows = await this.#db
      .selectFrom('deliveries')
      .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
      .where('announcement', '=', announcement)
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
      .where('announcement', '=', announcement)
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

  /** The messages by which chats were told of a case, to be put right. */
  async messagesOf(
    announcements: readonly string[],
  ): Promise<{ chatId: number; threadId: number; messageId: number }[]> {
    if (announcements.length === 0) return []
    const rows = await this.#db
      .selectFrom('deliveries')
      .select(['chat_id', 'thread_id', 'message_id'])
      .where('state', '=', 'sent')
      .where('edits', 'is', null)
      .where('message_id', 'is not', null)
      .groupBy(['chat_id', 'thread_id', 'message_id'])
      // A digest tells of several at once and cannot be rewritten for one of them.
      .having(({ fn }) => fn.countAll(), '=', 1)
      .having(({ fn }) => fn.max('announcement'), 'in', announcements)
      .execute()
    return rows.map((row) => ({ chatId: row.chat_id, threadId: row.thread_id, messageId: row.message_id ?? 0 }))
  }

  /** Sends again what nobody knows of: a curator has decided so. */
  async retryUnconfirmed(announcement: string, now: number): Promise<void> {
    await this.#db
      .updateTable('deliveries')
      .set({ state: 'pending', due_at: now, reason: null, changed_at: now })
      .where('announcement', '=', announcement)
      .where('state', '=', 'unconfirmed')
      .execute()
  }
}
