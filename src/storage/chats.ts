import type { Language } from '../knowledge/types.ts'
import type { Database } from './connect.ts'

/** Settings of groups, which are known only by a keyed hash. */
export class ChatRepository {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  async language(chat: string): Promise<Language | undefined> {
    const row = await this.#db.selectFrom('chats').select('language').where('chat', '=', chat).executeTakeFirst()
    return row?.language ?? undefined
  }

  async setLanguage(chat: string, language: Language): Promise<void> {
    await this.#db
      .insertInto('chats')
      .values({ chat, language, present: 1, greeted_at: 0 })
      .onConflict((conflict) => conflict.column('chat').doUpdateSet({ language }))
      .execute()
  }

  /**
   * Notes that the bot was added; false when it was there already, as after a repeated update or when a group
   * became a supergroup.
   */
  async join(chat: string): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.#db
      .insertInto('chats')
      .values({ chat, language: null, present: 1, greeted_at: 0 })
      .onConflict((conflict) => conflict.column('chat').doUpdateSet({ present: 1 }).where('chats.present', '=', 0))
      .executeTakeFirstOrThrow()
    return numInsertedOrUpdatedRows === 1n
  }

  /** Notes that the bot was removed. The language is kept for its return. */
  async leave(chat: string): Promise<void> {
    await this.#db.updateTable('chats').set({ present: 0 }).where('chat', '=', chat).execute()
  }

  /** Whether the greeting is due: the last is older than `since`. Takes it as given now. */
  async takeGreeting(chat: string, since: number, now: number): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.#db
      .insertInto('chats')
      .values({ chat, language: null, present: 1, greeted_at: now })
      .onConflict((conflict) =>
        conflict.column('chat').doUpdateSet({ greeted_at: now }).where('chats.greeted_at', '<=', since),
      )
      .executeTakeFirstOrThrow()
    return numInsertedOrUpdatedRows === 1n
  }

  /** A group became a supergroup: its settings go along, what the new one has already stays. */
  async move(from: string, to: string): Promise<void> {
    const row = await this.#db.selectFrom('chats').selectAll().where('chat', '=', from).executeTakeFirst()
    if (!row) return
    await this.#db
      .insertInto('chats')
      .values({ ...row, chat: to })
      .onConflict((conflict) => conflict.column('chat').doNothing())
      .execute()
    await this.#db.deleteFrom('chats').where('chat', '=', from).execute()
  }
}
