import type { Asked, CaseForm } from '../cases/case-form.ts'
import type { Database } from './connect.ts'

export interface KeptForm {
  readonly form: CaseForm
  /** Undefined while it is paused. */
  readonly asks: Asked | undefined
  /** The update that changed it last. */
  readonly updateId: number
}

/** The case that each curator is writing down; it outlives restarts. */
export class CaseFormRepository {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  async get(person: string): Promise<KeptForm | undefined> {
    const row = await this.#db.selectFrom('case_forms').selectAll().where('person', '=', person).executeTakeFirst()
    if (!row) return undefined
    const asks = (row.asks ?? undefined) as Asked | undefined
    return { form: JSON.parse(row.body) as CaseForm, asks, updateId: row.update_id }
  }

  async set(person: string, { form, asks, updateId }: KeptForm, now: number): Promise<void> {
    const values = { asks: asks ?? null, body: JSON.stringify(form), update_id: updateId, changed_at: now }
    await this.#db
      .insertInto('case_forms')
      .values({ person, ...values })
      .onConflict((conflict) => conflict.column('person').doUpdateSet(values))
      .execute()
  }

  /** What is typed from now on is no answer. */
  async pause(person: string): Promise<void> {
    await this.#db.updateTable('case_forms').set({ asks: null }).where('person', '=', person).execute()
  }

  /** Returns whether there was one. */
  async remove(person: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('case_forms')
      .where('person', '=', person)
      .executeTakeFirstOrThrow()
    return numDeletedRows > 0n
  }

  async forgetBefore(time: number): Promise<void> {
    await this.#db.deleteFrom('case_forms').where('changed_at', '<', time).execute()
  }
}
