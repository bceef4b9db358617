import { sql } from 'kysely'
import type { Parcel } from '../announcements/courier.ts'
import type { Database } from './connect.ts'
import { comesTooLate, held, mannerOf, type DeliveryState } from './delivery-rows.ts'

/** Of the places for which something is due, these many are looked at for one that need not wait. */
const maxPlaces = 1000
/** As many as a digest has room for: bot/views/announcement.ts. */
const maxTogether = 12

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
        // A message is put right before another one says what was wrong.
        .orderBy(sql`case when edits is null then 1 else 0 end`)
        .orderBy('due_at')
        .orderBy('announcement')
        .execute()
      const [first] = due
      if (!first) return []
      // A correction changes one message and goes alone.
      const together = first.edits === null ? due.filter(({ edits }) => edits === null).slice(0, maxTogether) : [first]
      const rows = await tx
        .updateTable('deliveries')
        .set({ state: 'sending', claimed_until: until, changed_at: now, attempts: sql`attempts + 1` })
        .where('state', '=', 'pending')
        .where('chat_id', '=', place.chat_id)
        .where('thread_id', '=', place.thread_id)
        .where(
          'announcement',
          'in',
          together.map(({ announcement }) => announcement),
        )
        .returning(['announcement', 'chat_id', 'thread_id', 'edits', 'attempts', 'language', 'channel'])
        .execute()
      return rows.map((row) => ({
        announcement: row.announcement,
        chatId: row.chat_id,
        threadId: row.thread_id,
        edits: row.edits ?? undefined,
        attempts: row.attempts,
        ...mannerOf(row),
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

  /**
   * Certainly nothing arrived: to be tried again then, unless it was stopped in the meantime.
   * @param reason a new one; else that which it had stays.
   */
  async postpone(deliveries: readonly Parcel[], until: number, now: number, reason?: string): Promise<void> {
    const again = {
      state: 'pending',
      due_at: until,
      claimed_until: 0,
      changed_at: now,
      ...(reason !== undefined && { reason }),
    } as const
    for (const { announcement, chatId, threadId } of deliveries) {
      const sending = this.#db
        .updateTable('deliveries')
        .where('announcement', '=', announcement)
        .where('chat_id', '=', chatId)
        .where('thread_id', '=', threadId)
        .where('state', '=', 'sending')
      await sending.where('reason', '=', comesTooLate).set({ state: 'skipped', changed_at: now }).execute()
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
    await abandoned
      .where('edits', 'is not', null)
      .where('reason', '=', comesTooLate)
      .set({ state: 'skipped', changed_at: now })
      .execute()
    await abandoned.where('edits', 'is not', null).set({ state: 'pending', changed_at: now }).execute()
    await abandoned.set({ state: 'unconfirmed', reason: 'killed', changed_at: now }).execute()
  }
}
