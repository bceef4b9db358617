import type { Planned } from '../announcements/plan.ts'
import { tryAgainMs, type Place } from '../announcements/subscription.ts'
import type { Case } from '../knowledge/types.ts'
import type { Database } from './connect.ts'
import { held, ofAnnouncement, unwanted } from './delivery-rows.ts'

/** Plans each delivery once, however often it is called. */
export async function plan(db: Database, planned: readonly Planned[], now: number): Promise<void> {
  for (let from = 0; from < planned.length; from += maxAtOnce) {
    const rows = planned.slice(from, from + maxAtOnce).map((one) => ({
      announcement: one.announcement,
      chat_id: one.chatId,
      thread_id: one.threadId,
      edits: one.edits ?? null,
      state: 'pending' as const,
      due_at: one.held ? now + tryAgainMs : one.dueAt,
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

/** What of an announcement is still to be sent, corrections included, will not be. */
export async function stop(
  db: Database,
  announcement: string,
  reason: 'replaced' | 'halted',
  now: number,
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ state: 'skipped', reason, changed_at: now })
    .where(ofAnnouncement(announcement))
    .where('state', '=', 'pending')
    .execute()
}

/** What is still to be delivered, and when: it waits, changes with its subscription, is stopped or tried again. */
export class DeliveryPlanRepository {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** Nothing can be written to a chat, or to one forum topic of it: what is pending waits. */
  async hold(chatId: number, threadId: number | undefined, until: number): Promise<void> {
    let query = this.#db
      .updateTable('deliveries')
      .set({ due_at: until, reason: held })
      .where('state', '=', 'pending')
      .where('chat_id', '=', chatId)
    if (threadId !== undefined) query = query.where('thread_id', '=', threadId)
    await query.execute()
  }

  /**
   * The bot may write there again.
   * @param dueAt when what was held is due that may go out from then on.
   */
  async release(chatId: number, dueAt: (place: Place, startsAt: number) => number): Promise<void> {
    const rows = await this.#db
      .selectFrom('deliveries')
      .leftJoin('announcements', 'announcements.id', 'deliveries.announcement')
      .select(['deliveries.announcement', 'deliveries.thread_id', 'announcements.starts_at'])
      .where('deliveries.state', '=', 'pending')
      .where('deliveries.chat_id', '=', chatId)
      .where('deliveries.reason', '=', held)
      .execute()
    for (const { announcement, thread_id: threadId, starts_at: startsAt } of rows) {
      await this.#db
        .updateTable('deliveries')
        .set({ due_at: dueAt({ chatId, threadId }, startsAt ?? 0), attempts: 0, reason: null })
        .where('announcement', '=', announcement)
        .where('chat_id', '=', chatId)
        .where('thread_id', '=', threadId)
        .where('state', '=', 'pending')
        .execute()
    }
  }

  /**
   * What a place still has to hear comes as its subscription now says; corrections stay.
   * @param dueAt when the news of a case may come that may go out from then on; undefined where it is not wanted.
   */
  async replan(
    { chatId, threadId }: Place,
    dueAt: (about: Case, startsAt: number) => number | undefined,
  ): Promise<void> {
    const rows = await this.#db
      .selectFrom('deliveries')
      .innerJoin('announcements', 'announcements.id', 'deliveries.announcement')
      .select(['deliveries.announcement', 'announcements.body', 'announcements.starts_at'])
      .where('deliveries.state', '=', 'pending')
      .where('deliveries.chat_id', '=', chatId)
      .where('deliveries.thread_id', '=', threadId)
      .execute()
    for (const { announcement, body, starts_at: startsAt } of rows) {
      const due = dueAt(JSON.parse(body) as Case, startsAt ?? 0)
      await this.#db
        .updateTable('deliveries')
        .set(due === undefined ? { state: 'skipped', reason: 'unwanted' } : { due_at: due })
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
    await this.#db
      .updateTable('deliveries')
      .set({ reason: unwanted })
      .where(ofAnnouncement(announcement))
      .where('state', '=', 'sending')
      .execute()
  }

  /**
   * Sends again what nobody knows of: a curator has decided so.
   * @param seen when the curator saw it; what has become uncertain since then stays as it is.
   */
  async retryUnconfirmed(announcement: string, seen: number, now: number): Promise<void> {
    await this.#db
      .updateTable('deliveries')
      .set({ state: 'pending', due_at: now, reason: null, changed_at: now })
      .where(ofAnnouncement(announcement))
      .where('state', '=', 'unconfirmed')
      .where('changed_at', '<=', seen)
      .execute()
  }
}
