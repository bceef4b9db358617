import type { Database } from './connect.ts'

/** What each chat was last told about. */
export class LastTopicRepository {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** The topic, if it was answered after `since`. */
  async get(chat: string, since: number): Promise<string | undefined> {
    const row = await this.#db
      .selectFrom('last_topics')
      .select('topic')
      .where('chat', '=', chat)
      .where('answered_at', '>', since)
      .executeTakeFirst()
    return row?.topic
  }

  async set(chat: string, topic: string, now: number): Promise<void> {
    await this.#db
      .insertInto('last_topics')
      .values({ chat, topic, answered_at: now })
      .onConflict((conflict) => conflict.column('chat').doUpdateSet({ topic, answered_at: now }))
      .execute()
  }

  async forget(chat: string): Promise<void> {
    await this.#db.deleteFrom('last_topics').where('chat', '=', chat).execute()
  }

  async forgetBefore(time: number): Promise<void> {
    await this.#db.deleteFrom('last_topics').where('answered_at', '<', time).execute()
  }
}
