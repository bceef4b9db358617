import type { Database } from './connect.ts'

/** Messages of ours to which a reply is an answer. A reply is all that a bot gets to see of a group. */
export class AwaitedReplyRepository {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** @param about what it answers, as the asking part of the bot reads it again. */
  async expect(chat: string, messageId: number, about: string, now: number): Promise<void> {
    await this.#db
      .insertInto('awaited_replies')
      .values({ chat, message_id: messageId, about, asked_at: now })
      .onConflict((conflict) => conflict.columns(['chat', 'message_id']).doUpdateSet({ about, asked_at: now }))
      .execute()
  }

  /** What a reply to this message answers. It stays: a second reply corrects the first. */
  async about(chat: string, messageId: number): Promise<string | undefined> {
    const row = await this.#db
      .selectFrom('awaited_replies')
      .select('about')
      .where('chat', '=', chat)
      .where('message_id', '=', messageId)
      .executeTakeFirst()
    return row?.about
  }

  async forget(chat: string): Promise<void> {
    await this.#db.deleteFrom('awaited_replies').where('chat', '=', chat).execute()
  }

  async forgetBefore(time: number): Promise<void> {
    await this.#db.deleteFrom('awaited_replies').where('asked_at', '<', time).execute()
  }
}
