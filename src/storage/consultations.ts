import type { Change, DossierEvent } from '../consultation/types.ts'
import type { Database } from './connect.ts'

/** One consultation without its events. */
export interface ConsultationRow {
  readonly id: string
  /** The name under which the database knows the person, or the group, to whom it belongs. */
  readonly owner: string
  /** Who began it. */
  readonly starter: string
  /** Whether it is an exercise with an invented region. */
  readonly practice: boolean
  readonly archived: boolean
}

/** Who changes what, by which update. */
export interface Author {
  readonly updateId: number
  readonly who: string
  /** Milliseconds since 1970. */
  readonly now: number
}

/** `repeat`: this very update has changed it before; `unchanged`: there was nothing to change. */
export type Outcome = 'changed' | 'repeat' | 'unchanged'

/** Consultations and everything that was done to them, in order. */
export class ConsultationRepository {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** Begins one; a repeated update finds the one that it has begun. */
  async create(row: Omit<ConsultationRow, 'archived'>, first: Change, author: Author): Promise<void> {
    const { now } = author
    await this.#db.transaction().execute(async (tx) => {
      const { numInsertedOrUpdatedRows } = await tx
        .insertInto('consultations')
        .values({ ...row, practice: row.practice ? 1 : 0, archived: 0, created_at: now, changed_at: now })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirstOrThrow()
      if (numInsertedOrUpdatedRows === 1n) await insertEvent(tx, row.id, 1, author, first)
    })
  }

  async find(id: string): Promise<ConsultationRow | undefined> {
    const row = await this.#db.selectFrom('consultations').selectAll().where('id', '=', id).executeTakeFirst()
    return row && readRow(row)
  }

  /** The last changed first. */
  async ofOwner(owner: string): Promise<ConsultationRow[]> {
    const rows = await this.#db
      .selectFrom('consultations')
      .selectAll()
      .where('owner', '=', owner)
      .orderBy('changed_at', 'desc')
      .execute()
    return rows.map(readRow)
  }

  /** What an update has changed, if it was handled before. */
  async changeBy(updateId: number): Promise<{ readonly consultation: string; readonly change: Change } | undefined> {
    const row = await this.#db
      .selectFrom('consultation_events')
      .select(['consultation', 'change'])
      .where('update_id', '=', updateId)
      .executeTakeFirst()
    return row && { consultation: row.consultation, change: JSON.parse(row.change) as Change }
  }

  async events(id: string): Promise<DossierEvent[]> {
    return readEvents(this.#db, id)
  }

  /**
   * Changes a consultation in one transaction: `decide` sees everything that was done before and says what is to be
   * done, if anything still is. Two presses at once come one after the other.
   */
  async change(
    id: string,
    author: Author,
    decide: (events: readonly DossierEvent[]) => Change | undefined,
  ): Promise<Outcome> {
    return this.#db.transaction().execute(async (tx) => {
      // Written first, so that the row is ours on either database until the end.
      const own = tx.updateTable('consultations').where('id', '=', id)
      const { numUpdatedRows } = await own.set({ id }).executeTakeFirstOrThrow()
      if (numUpdatedRows === 0n) return 'unchanged'
      const before = await tx
        .selectFrom('consultation_events')
        .select('number')
        .where('update_id', '=', author.updateId)
        .executeTakeFirst()
      if (before) return 'repeat'
      const events = await readEvents(tx, id)
      const change = decide(events)
      if (!change) return 'unchanged'
      await insertEvent(tx, id, (events.at(-1)?.number ?? 0) + 1, author, change)
      await own.set({ changed_at: author.now }).execute()
      if (change.kind === 'archived' || change.kind === 'restored') {
        const archived = change.kind === 'archived' ? 1 : 0
        await tx.updateTable('consultations').set({ archived }).where('id', '=', id).execute()
      }
      return 'changed'
    })
  }

  /** Deletes it for good. */
  async remove(id: string): Promise<void> {
    await this.#db.transaction().execute((tx) => removeAll(tx, [id]))
  }

  /** Deletes what belongs to a person, and their name in what belongs to groups; returns how many were deleted. */
  async forget(person: string): Promise<number> {
    const own = await this.ofOwner(person)
    await this.#db.transaction().execute(async (tx) => {
      const ids = own.map(({ id }) => id)
      if (ids.length > 0) await removeAll(tx, ids)
      await tx.updateTable('consultation_events').set({ who: '' }).where('who', '=', person).execute()
      await tx.updateTable('consultations').set({ starter: '' }).where('starter', '=', person).execute()
    })
    return own.length
  }

  /** A group became a supergroup. */
  async move(from: string, to: string): Promise<void> {
    await this.#db.updateTable('consultations').set({ owner: to }).where('owner', '=', from).execute()
  }
}

async function insertEvent(
  db: Database,
  consultation: string,
  number: number,
  { updateId, who, now }: Author,
  change: Change,
): Promise<void> {
  await db
    .insertInto('consultation_events')
    .values({ consultation, number, update_id: updateId, at: now, who, change: JSON.stringify(change) })
    .execute()
}

async function readEvents(db: Database, id: string): Promise<DossierEvent[]> {
  const rows = await db
    .selectFrom('consultation_events')
    .select(['number', 'at', 'who', 'change'])
    .where('consultation', '=', id)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({ ...row, change: JSON.parse(row.change) as Change }))
}

async function removeAll(tx: Database, ids: readonly string[]): Promise<void> {
  await tx.deleteFrom('consultation_events').where('consultation', 'in', ids).execute()
  await tx.deleteFrom('shown_steps').where('consultation', 'in', ids).execute()
  await tx.deleteFrom('prompts').where('consultation', 'in', ids).execute()
  await tx.deleteFrom('consultations').where('id', 'in', ids).execute()
}

function readRow(row: {
  readonly id: string
  readonly owner: string
  readonly starter: string
  readonly practice: number
  readonly archived: number
}): ConsultationRow {
  const { id, owner, starter, practice, archived } = row
  return { id, owner, starter, practice: practice === 1, archived: archived === 1 }
}
