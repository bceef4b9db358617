import type { Database } from './connect.ts'

/** The messages with which a question was answered. */
export interface Reply {
  readonly messageIds: readonly number[]
  /** The topic that the question was read after, if any. */
  readonly lastTopic: string | undefined
}

/** Which of our messages answers which question, so that a corrected question corrects them. */
export class ReplyRepository {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  async get(chat: string, questionId: number): Promise<Reply | undefined> {
    const row = await this.#db
      .selectFrom('replies')
      .select(['message_ids', 'last_topic'])
      .where('chat', '=', chat)
      .where('question_id', '=', questionId)
      .executeTakeFirst()
    return row && { messageIds: JSON.parse(row.message_ids) as number[], lastTopic: row.last_topic ?? undefined }
  }

  async set(chat: string, questionId: number, { messageIds, lastTopic }: Reply, now: number): Promise<void> {
    const kept = { message_ids: JSON.stringify(messageIds), last_topic: lastTopic ?? null, replied_at: now }
    await this.#db
      .insertInto('replies')
      .values({ chat, question_id: questionId, ...kept })
      .onConflict((conflict) => conflict.columns(['chat', 'question_id']).doUpdateSet(kept))
      .execute()
  }

  async forget(chat: string): Promise<void> {
    await this.#db.deleteFrom('replies').where('chat', '=', chat).execute()
  }

  async forgetBefore(time: number): Promise<void> {
    await this.#db.deleteFrom('replies').where('replied_at', '<', time).execute()
  }
}
