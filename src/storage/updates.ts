import { sql } from 'kysely'
import type { Database, OpenDatabase } from './connect.ts'

/** An update as the inbox hands it on. */
export interface ClaimedUpdate {
  readonly updateId: number
  readonly chat: string
  readonly body: string
  readonly claims: number
  readonly failures: number
}

export interface NewUpdate {
  readonly updateId: number
  readonly chat: string
  readonly body: string
}

/** The inbox's table. All times are milliseconds since 1970. */
export class UpdateRepository {
  readonly #db: Database
  readonly #shared: boolean

  constructor({ db, shared }: OpenDatabase) {
    this.#db = db
    this.#shared = shared
  }

  /** Keeps new updates; one that is already there, handled or not, is left as it is. */
  async store(updates: readonly NewUpdate[], now: number): Promise<void> {
    if (updates.length === 0) return
    await this.#db
      .insertInto('updates')
      .values(
        updates.map(({ updateId, chat, body }) => ({
          update_id: updateId,
          chat,
          body,
          received_at: now,
          claimed_until: 0,
          claims: 0,
          failures: 0,
          finished_at: null,
          outcome: null,
        })),
      )
      .onConflict((conflict) => conflict.column('update_id').doNothing())
      .execute()
  }

  /** Takes the oldest update that nobody has in hand and whose chat has nothing older open. */
  async claim(now: number, until: number): Promise<ClaimedUpdate | undefined> {
    const next = this.#db
      .selectFrom('updates as next')
      .select('next.update_id')
      .where('next.finished_at', 'is', null)
      .where('next.claimed_until', '<=', now)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('updates as older')
              .select('older.update_id')
              .whereRef('older.chat', '=', 'next.chat')
              .where('older.finished_at', 'is', null)
              .whereRef('older.update_id', '<', 'next.update_id'),
          ),
        ),
      )
      .orderBy('next.update_id')
      .limit(1)
      .$if(this.#shared, (query) => query.forUpdate().skipLocked())
    const row = await this.#db
      .updateTable('updates')
      .set((eb) => ({ claimed_until: until, claims: eb('claims', '+', 1) }))
      .where('update_id', '=', next)
      .returning(['update_id', 'chat', 'body', 'claims', 'failures'])
      .executeTakeFirst()
    return (
      row && {
        updateId: row.update_id,
        chat: row.chat,
        body: row.body ?? '{}',
        claims: row.claims,
        failures: row.failures,
      }
    )
  }

  /** Says that these are still in hand. */
  async renew(updateIds: readonly number[], until: number): Promise<void> {
    if (updateIds.length === 0) return
    await this.#db.updateTable('updates').set({ claimed_until: until }).where('update_id', 'in', updateIds).execute()
  }

  async finish(updateId: number, outcome: 'done' | 'set-aside', now: number): Promise<void> {
    // What was set aside keeps its body, for whoever looks into it; the retention removes it with the row.
    const body = outcome === 'done' ? { body: null, chat: '' } : {}
    await this.#db
      .updateTable('updates')
      .set({ finished_at: now, outcome, ...body })
      .where('update_id', '=', updateId)
      .execute()
  }

  /** Puts an update back; `failed` counts it against the update itself. */
  async release(updateId: number, notBefore: number, failed: boolean): Promise<void> {
    await this.#db
      .updateTable('updates')
      .set((eb) => ({ claimed_until: notBefore, failures: eb('failures', '+', failed ? 1 : 0) }))
      .where('update_id', '=', updateId)
      .execute()
  }

  /**
   * At start, what a killed process had in hand is free at once if the database is ours alone; in a shared one
   * it becomes free when its time is over.
   */
  async releaseAbandoned(): Promise<void> {
    if (this.#shared) return
    await this.#db.updateTable('updates').set({ claimed_until: 0 }).where('finished_at', 'is', null).execute()
  }

  /** How many updates of a chat wait behind this one. */
  async countWaiting(chat: string, updateId: number): Promise<number> {
    const { count } = await this.#db
      .selectFrom('updates')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('chat', '=', chat)
      .where('finished_at', 'is', null)
      .where('update_id', '>', updateId)
      .executeTakeFirstOrThrow()
    return count
  }

  async countOpen(): Promise<number> {
    const { count } = await this.#db
      .selectFrom('updates')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('finished_at', 'is', null)
      .executeTakeFirstOrThrow()
    return count
  }

  /** Removes the chat's id, and what it wrote, from updates that are finished; their numbers stay, against repeats. */
  async forgetChat(chat: string): Promise<void> {
    await this.#db
      .updateTable('updates')
      .set({ body: null, chat: '' })
      .where('chat', '=', chat)
      .where('finished_at', 'is not', null)
      .execute()
  }

  /** Forgets updates that were finished before this time. */
  async forgetFinishedBefore(time: number): Promise<void> {
    await this.#db.deleteFrom('updates').where('finished_at', '<', time).execute()
  }

  /** @throws {Error} when the database does not answer. */
  async ping(): Promise<void> {
    await sql`select 1`.execute(this.#db)
  }
}
