import { sql } from 'kysely'
import type { Subscriber } from '../announcements/plan.ts'
import type { Place, Subscription } from '../announcements/subscription.ts'
import type { Database } from './connect.ts'
import { comesTooLate } from './delivery-rows.ts'

/** Which chats and forum topics want to hear of cases. */
export class SubscriptionRepository {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  async get(place: Place): Promise<Subscription | undefined> {
    const row = await this.#db.selectFrom('subscriptions').selectAll().where(at(place)).executeTakeFirst()
    return row && readRow(row)
  }

  async all(): Promise<Subscriber[]> {
    const rows = await this.#db.selectFrom('subscriptions').selectAll().execute()
    return rows.map((row) => ({ ...readRow(row), resting: row.paused_at !== null }))
  }

  async ofChat(chatId: number): Promise<Subscription[]> {
    const rows = await this.#db.selectFrom('subscriptions').selectAll().where('chat_id', '=', chatId).execute()
    return rows.map(readRow)
  }

  /** One per chat and forum topic: what was wished before is replaced, what was being chosen is done. */
  async set({ chatId, threadId, ...wish }: Subscription, now: number): Promise<void> {
    const values = { wish: JSON.stringify(wish), paused_because: null, paused_at: null, changed_at: now }
    await this.#db
      .insertInto('subscriptions')
      .values({ chat_id: chatId, thread_id: threadId, ...values })
      .onConflict((conflict) => conflict.columns(['chat_id', 'thread_id']).doUpdateSet(values))
      .execute()
    await this.dropDraft({ chatId, threadId })
  }

  /** What is being chosen and not saved yet. */
  async draft(place: Place): Promise<Subscription | undefined> {
    const row = await this.#db.selectFrom('subscription_drafts').selectAll().where(at(place)).executeTakeFirst()
    return row && readRow(row)
  }

  async setDraft({ chatId, threadId, ...wish }: Subscription, now: number): Promise<void> {
    const values = { wish: JSON.stringify(wish), changed_at: now }
    await this.#db
      .insertInto('subscription_drafts')
      .values({ chat_id: chatId, thread_id: threadId, ...values })
      .onConflict((conflict) => conflict.columns(['chat_id', 'thread_id']).doUpdateSet(values))
      .execute()
  }

  async dropDraft(place: Place): Promise<void> {
    await this.#db.deleteFrom('subscription_drafts').where(at(place)).execute()
  }

  async forgetDraftsBefore(time: number): Promise<void> {
    await this.#db.deleteFrom('subscription_drafts').where('changed_at', '<', time).execute()
  }

  /** Ends it, and what was still to be sent for it; returns whether there was one. */
  async remove(place: Place): Promise<boolean> {
    return this.#db.transaction().execute(async (tx) => {
      await tx.deleteFrom('deliveries').where(at(place)).where('state', '=', 'pending').execute()
      await tx
        .updateTable('deliveries')
        .set({ reason: comesTooLate })
        .where(at(place))
        .where('state', '=', 'sending')
        .execute()
      await tx.deleteFrom('subscription_drafts').where(at(place)).execute()
      const { numDeletedRows } = await tx.deleteFrom('subscriptions').where(at(place)).executeTakeFirstOrThrow()
      return numDeletedRows > 0n
    })
  }

  /** A whole chat, or one forum topic of it, cannot be written to. */
  async pause(chatId: number, threadId: number | undefined, because: string, now: number): Promise<void> {
    let query = this.#db
      .updateTable('subscriptions')
      .set({ paused_because: because, paused_at: now })
      .where('chat_id', '=', chatId)
      .where('paused_at', 'is', null)
    if (threadId !== undefined) query = query.where('thread_id', '=', threadId)
    await query.execute()
  }

  /** The bot is back in a chat, or can write in one forum topic of it. */
  async resume(chatId: number, threadId?: number): Promise<void> {
    let query = this.#db
      .updateTable('subscriptions')
      .set({ paused_because: null, paused_at: null })
      .where('chat_id', '=', chatId)
    if (threadId !== undefined) query = query.where('thread_id', '=', threadId)
    await query.execute()
  }

  /** Those that have rested too long, with what was held for them. */
  async forgetPausedBefore(time: number): Promise<void> {
    const rows = await this.#db.selectFrom('subscriptions').selectAll().where('paused_at', '<', time).execute()
    for (const row of rows) await this.remove(readRow(row))
  }

  /** A group became a supergroup: its subscriptions and what is still to be sent to it go along. */
  async move(from: number, to: number): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      const there = await tx.selectFrom('subscriptions').select('thread_id').where('chat_id', '=', to).execute()
      const taken = there.map(({ thread_id }) => thread_id)
      let old = tx.updateTable('subscriptions').set({ chat_id: to }).where('chat_id', '=', from)
      if (taken.length > 0) old = old.where('thread_id', 'not in', taken)
      await old.execute()
      await tx.deleteFrom('subscriptions').where('chat_id', '=', from).execute()
      await tx.deleteFrom('subscription_drafts').where('chat_id', '=', from).execute()
      await tx
        .updateTable('subscriptions')
        .set({ paused_because: null, paused_at: null })
        .where('chat_id', '=', to)
        .execute()
      // Messages have other numbers there: what was sent cannot be put right any more. What is being sent right now
      // comes back to its old number, learns of the move from Telegram and follows.
      const moving = tx.updateTable('deliveries').where('chat_id', '=', from).where('state', '!=', 'sending')
      await moving
        .where('edits', 'is not', null)
        .where('state', '=', 'pending')
        .set({ state: 'skipped', reason: 'moved' })
        .execute()
      await moving
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom('deliveries as there')
                .select('there.announcement')
                .where('there.chat_id', '=', to)
                .whereRef('there.announcement', '=', 'deliveries.announcement')
                .whereRef('there.thread_id', '=', 'deliveries.thread_id'),
            ),
          ),
        )
        .set({ chat_id: to, message_id: null })
        .execute()
      // What stands there already is not sent twice.
      await moving.where('state', '=', 'pending').set({ state: 'skipped', reason: 'moved' }).execute()
    })
  }
}

/** The rows of one place, in any table that has both columns. */
function at({ chatId, threadId }: Place) {
  return sql<boolean>`(chat_id = ${chatId} and thread_id = ${threadId})`
}

function readRow(row: { readonly chat_id: number; readonly thread_id: number; readonly wish: string }): Subscription {
  const wish = JSON.parse(row.wish) as Omit<Subscription, 'chatId' | 'threadId'>
  return { chatId: row.chat_id, threadId: row.thread_id, ...wish, quiet: wish.quiet }
}
