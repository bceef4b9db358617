import type { OverlayEntry } from '../knowledge/overlay.ts'
import type { Case } from '../knowledge/types.ts'
import type { Database } from './connect.ts'

/** The curators' cases, until they stand in the files. */
export class CuratedCaseRepository {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  async all(): Promise<OverlayEntry[]> {
    const rows = await this.#db.selectFrom('curated_cases').selectAll().orderBy('id').execute()
    return rows.map(({ id, body, base, changed_at: changedAt }) => ({
      id,
      content: JSON.parse(body) as unknown,
      base,
      changedAt,
    }))
  }

  /** Changes whenever an entry does. */
  async version(): Promise<string> {
    const { count, times } = await this.#db
      .selectFrom('curated_cases')
      .select(({ fn }) => [fn.countAll().as('count'), fn.sum('changed_at').as('times')])
      .executeTakeFirstOrThrow()
    return `${count}/${times}`
  }

  /**
   * @param base what the files say of it at present, as in an `OverlayEntry`.
   * @param before the entry that it takes the place of, if there is one.
   * @returns false when somebody else has changed it in the meantime.
   */
  async put(one: Case, base: string | null, before: OverlayEntry | undefined, now: number): Promise<boolean> {
    const values = { body: JSON.stringify(one), base, changed_at: now }
    const { numInsertedOrUpdatedRows } = await this.#db
      .insertInto('curated_cases')
      .values({ id: one.id, ...values })
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet(values)
          .where('curated_cases.body', 'in', [values.body, ...(before ? [JSON.stringify(before.content)] : [])]),
      )
      .executeTakeFirstOrThrow()
    return numInsertedOrUpdatedRows === 1n
  }

  /** Unless it was changed since. */
  async remove({ id, changedAt }: Pick<OverlayEntry, 'id' | 'changedAt'>): Promise<void> {
    await this.#db.deleteFrom('curated_cases').where('id', '=', id).where('changed_at', '=', changedAt).execute()
  }
}
