import type { Database } from './connect.ts'

/** What each person was last told about, by chat and forum topic. */
export class LastTopicRepository {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** The topic, if it was answered after `since`. */
  async get(place: string, person: string, since: number): Promise<string | undefined> {
    const row = await this.#db
      .selectFrom('last_topics')
      .select('topic')
      .where('place', '=', place)
      .where('person', '=', person)
      .where('answered_at', '>', since)
      .executeTakeFirst()
    return row?.topic
  }

  async set(place: string, person: string, topic: string, now: number): Promise<void> {
    await this.#db
      .insertInto('last_topics')
      .values({ place, person, topic, answered_at: now })
      .onConflict((conflict) => conflict.columns(['place', 'person']).doUpdateSet({ topic, answered_at: now }))
      .execute()
  }

  /** Returns how many were deleted. */
  async forget(person: string): Promise<number> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('last_topics')
      .where('person', '=', person)
      .executeTakeFirstOrThrow()
    return Number(numDeletedRows)
  }

  async forgetBefore(time: number): Promise<void> {
    await this.#db.deleteFrom('last_topics').where('answered_at', '<', time).execute()
  }
}
