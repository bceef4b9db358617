import type { Language } from '../knowledge/types.ts'
import type { Database } from './connect.ts'

/** Settings of people, who are known only by a keyed hash. */
export class PeopleRepository {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  async language(person: string): Promise<Language | undefined> {
    const row = await this.#db.selectFrom('people').select('language').where('person', '=', person).executeTakeFirst()
    return row?.language
  }

  async setLanguage(person: string, language: Language, now: number): Promise<void> {
    await this.#db
      .insertInto('people')
      .values({ person, language, changed_at: now })
      .onConflict((conflict) => conflict.column('person').doUpdateSet({ language, changed_at: now }))
      .execute()
  }

  /** Returns whether there was anything. */
  async forget(person: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('people')
      .where('person', '=', person)
      .executeTakeFirstOrThrow()
    return numDeletedRows > 0n
  }
}
