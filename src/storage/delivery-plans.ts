import { sql } from 'kysely'
import type { News } from '../announcements/news.ts'
import { announcementOf, type Planned } from '../announcements/plan.ts'
import { tryAgainMs, type Place } from '../announcements/subscription.ts'
import type { Case } from '../knowledge/types.ts'
import type { Database } from './connect.ts'
import { comesTooLate, held, ofAnnouncement } from './delivery-rows.ts'

/** Plans each delivery once, however often it is called. */
export async function plan(db: Database, planned: readonly Planned[], now: number): Promise<void> {
  for (let from = 0; from < planned.length; from += maxAtOnce) {
    const rows = planned.slice(from, from + maxAtOnce).map((one) => ({
      announcement: one.announcement,
      chat_id: one.chatId,
      thread_id: one.threadId,
      edits: one.edits ?? null,
      state: 'pending' as const,
      due_at: one.held ? Math.max(one.dueAt, now + tryAgainMs) : one.dueAt,
      attempts: 0,
      claimed_until: 0,
      message_id: null,
      language: one.language ?? null,
      channel: one.channel === undefined ? null : one.channel ? 1 : 0,
      reason: one.held ? held : null,
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

/** What of an announcement is still to be sent, corrections included, will not be; nor what comes back unsent. */
export async function stop(
  db: Database,
  announcement: string,
  reason: 'replaced' | 'halted',
  now: number,
): Promise<void> {
  const open = db.updateTable('deliveries').where(ofAnnouncement(announcement))
  await open.where('state', '=', 'pending').set({ state: 'skipped', reason, changed_at: now }).execute()
  await open.where('state', '=', 'sending').set({ reason: comesTooLate }).execute()
}

/** What is still to be delivered, and when: it waits, changes with its subscription, is stopped or tried again. */
export class DeliveryPlanRepository {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** Nothing can be written to a chat, or to one forum topic of it: what is pending waits, at least until then. */
  async hold(chatId: number, threadId: number | undefined, until: number): Promise<void> {
    let query = this.#db
      .updateTable('deliveries')
      .set({ due_at: sql`case when due_at > ${until} then due_at else ${until} end`, reason: held })
      .where('state', '=', 'pending')
      .where('chat_id', '=', chatId)
    if (threadId !== undefined) query = query.where('thread_id', '=', threadId)
    await query.execute()
  }

  /**
   * The bot may write there again.
   * @param threadId undefined for the whole chat.
   * @param dueAt when what was held is due that may go out from then on.
   */
  async release(
    chatId: number,
    threadId: number | undefined,
    dueAt: (place: Place, startsAt: number) => number,
  ): Promise<void> {
    let query = this.#db
      .selectFrom('deliveries')
      .select(['announcement', 'thread_id'])
      .where('state', '=', 'pending')
      .where('chat_id', '=', chatId)
      .where('reason', '=', held)
    if (threadId !== undefined) query = query.where('thread_id', '=', threadId)
    for (const row of await query.execute()) {
      const of = await this.#db
        .selectFrom('announcements')
        .select('starts_at')
        .where('id', '=', announcementOf(row.announcement))
        .executeTakeFirst()
      await this.#db
        .updateTable('deliveries')
        .set({ due_at: dueAt({ chatId, threadId: row.thread_id }, of?.starts_at ?? 0), attempts: 0, reason: null })
        .where('announcement', '=', row.announcement)
        .where('chat_id', '=', chatId)
        .where('thread_id', '=', row.thread_id)
        .where('state', '=', 'pending')
        .execute()
    }
  }

  /**
   * What a place still has to hear comes as its subscription now says; corrections of messages stay.
   * @param dueAt when something may come that may go out from then on; undefined where it is not wanted.
   */
  async replan(
    { chatId, threadId }: Place,
    dueAt: (news: Pick<News, 'kind' | 'about'>, startsAt: number) => number | undefined,
  ): Promise<void> {
    const rows = await this.#db
      .selectFrom('deliveries')
      .innerJoin('announcements', 'announcements.id', 'deliveries.announcement')
      .select(['deliveries.announcement', 'announcements.kind', 'announcements.body', 'announcements.starts_at'])
      .where('deliveries.state', '=', 'pending')
      .where('deliveries.chat_id', '=', chatId)
      .where('deliveries.thread_id', '=', threadId)
      .execute()
    for (const { announcement, kind, body, starts_at: startsAt } of rows) {
      const due = dueAt({ kind, about: JSON.parse(body) as Case }, startsAt ?? 0)
      await this.#db
        .updateTable('deliveries')
        .set(due === undefined ? { state: 'skipped', reason: 'not wanted' } : { due_at: due })
        .where('announcement', '=', announcement)
        .where('chat_id', '=', chatId)
        .where('thread_id', '=', threadId)
        .where('state', '=', 'pending')
        .execute()
    }
  }

  /** A curator has decided that the rest is not sent. */
  async halt(announcement: string, now: number): Promise<void> {
    await stop(this.#db, announcement, 'halted', now)
  }

  /**
   * Sends again what nobody knows of: a curator has decided so. Where the subscription has ended nothing is sent.
   * @param seen when the curator saw it; what has become uncertain since then stays as it is.
   */
  async retryUnconfirmed(announcement: string, seen: number, now: number): Promise<void> {
    await this.#db
      .updateTable('deliveries')
      .set({ state: 'pending', due_at: now, reason: null, changed_at: now })
      .where(ofAnnouncement(announcement))
      .where('state', '=', 'unconfirmed')
      .where('changed_at', '<=', seen)
      .where((where) =>
        where.or([
          where('edits', 'is not', null),
          where.exists(
            where
              .selectFrom('subscriptions')
              .select('subscriptions.chat_id')
              .whereRef('subscriptions.chat_id', '=', 'deliveries.chat_id')
              .whereRef('subscriptions.thread_id', '=', 'deliveries.thread_id'),
          ),
        ]),
      )
      .execute()
  }
}
