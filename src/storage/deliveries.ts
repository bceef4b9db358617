import { sql } from 'kysely'
import type { Parcel } from '../announcements/courier.ts'
import type { Planned } from '../announcements/plan.ts'
import { tryAgainMs, type Place } from '../announcements/subscription.ts'
import type { Case } from '../knowledge/types.ts'
import type { Database } from './connect.ts'

/** Of the places for which something is due, these many are looked at for one that need not wait. */
const maxPlaces = 1000
/** As many as a digest shows. */
export const maxTogether = 12

/** The reason of what waits because nothing can be written to its chat. */
export const held = 'held'

export type DeliveryState = 'pending' | 'sending' | 'sent' | 'unconfirmed' | 'failed' | 'skipped'

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

/** Marks what is being sent just now: if it comes back unsent, it is not tried again. */
export const unwanted = 'unwanted'

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
  async claim(now: number, until: number, waits: (chatId: number) => boolean): Promise<Parcel[]> {
    return this.#db.transaction().execute(async (tx) => {
      const places = await tx
        .selectFrom('deliveries')
        .select(['chat_id', 'thread_id'])
        .where('state', '=', 'pending')
        .where('due_at', '<=', now)
        .groupBy(['chat_id', 'thread_id'])
        .orderBy(({ fn }) => fn.min('due_at'))
        .limit(maxPlaces)
        .execute()
      const place = places.find(({ chat_id }) => !waits(chat_id))
      if (!place) return []
      const due = await tx
        .selectFrom('deliveries')
        .select(['announcement', 'edits', 'reason'])
        .where('state', '=', 'pending')
        .where('due_at', '<=', now)
        .where('chat_id', '=', place.chat_id)
        .where('thread_id', '=', place.thread_id)
        .orderBy('due_at')
        .orderBy('announcement')
        .execute()
      const [first] = due
      if (!first) return []
      // A correction changes one message and goes alone.
      const together = first.edits === null ? due.filter(({ edits }) => edits === null).slice(0, maxTogether) : [first]
      const rows = await tx
        .updateTable('deliveries')
        .set({ state: 'sending', reason: null, claimed_until: until, changed_at: now, attempts: sql`attempts + 1` })
        .where('state', '=', 'pending')
        .where('chat_id', '=', place.chat_id)
        .where('thread_id', '=', place.thread_id)
        .where(
          'announcement',
          'in',
          together.map(({ announcement }) => announcement),
        )
        .returning(['announcement', 'chat_id', 'thread_id', 'edits', 'attempts'])
        .execute()
      return rows.map((row) => ({
        announcement: row.announcement,
        chatId: row.chat_id,
        threadId: row.thread_id,
        edits: row.edits ?? undefined,
        attempts: row.attempts,
        held: together.some(({ reason }) => reason === held),
      }))
    })
  }

  async settle(
    deliveries: readonly Parcel[],
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

  /** Certainly nothing arrived: to be tried again then, unless it was stopped in the meantime. */
  async postpone(deliveries: readonly Parcel[], until: number, now: number, reason?: string): Promise<void> {
    const again = {
      state: 'pending',
      due_at: until,
      claimed_until: 0,
      reason: reason ?? null,
      changed_at: now,
    } as const
    for (const { announcement, chatId, threadId } of deliveries) {
      const sending = this.#db
        .updateTable('deliveries')
        .where('announcement', '=', announcement)
        .where('chat_id', '=', chatId)
        .where('thread_id', '=', threadId)
        .where('state', '=', 'sending')
      await sending.where('reason', '=', unwanted).set({ state: 'skipped', changed_at: now }).execute()
      await sending.set(again).execute()
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

/** The announcement itself, or one of its corrections, which are named after it. */
export function ofAnnouncement(announcement: string) {
  return sql<boolean>`(announcement = ${announcement} or announcement like ${`${announcement}!%`})`
}
