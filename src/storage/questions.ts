import type { Decision } from '../answers/decide.ts'
import type { Language } from '../knowledge/types.ts'
import type { Database } from './connect.ts'

export interface AskedQuestion {
  readonly updateId: number
  readonly person: string
  /** Already masked. */
  readonly text: string
  readonly language: Language
  readonly decision: Decision
  readonly topics: readonly string[]
}

export type Feedback = 'up' | 'down'

/** Why an answer was no help. */
export const reasons = ['wrong', 'other', 'unclear'] as const
export type Reason = (typeof reasons)[number]

/** Questions and what people thought of the answers. */
export class QuestionRepository {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** Keeps a question once; asked again by the same update it changes nothing. */
  async keep(question: AskedQuestion, now: number): Promise<void> {
    await this.#db
      .insertInto('questions')
      .values({
        update_id: question.updateId,
        person: question.person,
        text: question.text,
        language: question.language,
        decision: question.decision,
        topics: JSON.stringify(question.topics),
        topic: question.decision === 'answer' ? (question.topics[0] ?? null) : null,
        asked_at: now,
        feedback: null,
        reason: null,
        comment: null,
        comment_prompt: null,
      })
      .onConflict((conflict) => conflict.column('update_id').doNothing())
      .execute()
  }

  /** Notes the asker's opinion. A question that is not there, or was asked by somebody else, is not theirs to rate. */
  async setFeedback(updateId: number, person: string, feedback: Feedback): Promise<'changed' | 'same' | 'not-yours'> {
    const own = this.#db
      .selectFrom('questions')
      .select('feedback')
      .where('update_id', '=', updateId)
      .where('person', '=', person)
    const { numUpdatedRows } = await this.#db
      .updateTable('questions')
      .set({ feedback })
      .where('update_id', '=', updateId)
      .where('person', '=', person)
      .where((eb) => eb.or([eb('feedback', 'is', null), eb('feedback', '!=', feedback)]))
      .executeTakeFirst()
    if (numUpdatedRows > 0n) return 'changed'
    return (await own.executeTakeFirst()) ? 'same' : 'not-yours'
  }

  /** What was asked, masked; undefined when the question is not there. */
  async text(updateId: number): Promise<string | undefined> {
    const row = await this.#db
      .selectFrom('questions')
      .select('text')
      .where('update_id', '=', updateId)
      .executeTakeFirst()
    return row?.text
  }

  /** The topics that came near, best first; empty when the question is not there. */
  async topics(updateId: number): Promise<readonly string[]> {
    const row = await this.#db
      .selectFrom('questions')
      .select('topics')
      .where('update_id', '=', updateId)
      .executeTakeFirst()
    return row ? (JSON.parse(row.topics) as string[]) : []
  }

  /**
   * Notes why an answer was no help, and under which message a comment will come; false as for `setFeedback`.
   * @param prompt name of that message, unlike any other.
   */
  async setReason(updateId: number, person: string, reason: Reason, prompt: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('questions')
      .set({ reason, comment_prompt: prompt })
      .where('update_id', '=', updateId)
      .where('person', '=', person)
      .where('comment', 'is', null)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }

  /** Keeps what the asker wrote under that message, once; false when nothing is waited for there. */
  async addComment(prompt: string, person: string, comment: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('questions')
      .set({ comment, comment_prompt: null })
      .where('comment_prompt', '=', prompt)
      .where('person', '=', person)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }

  /** The topics answered most often since then, most asked first. */
  async mostAsked(since: number, limit: number): Promise<readonly string[]> {
    const rows = await this.#db
      .selectFrom('questions')
      .select('topic')
      .where('asked_at', '>', since)
      .where('topic', 'is not', null)
      .groupBy('topic')
      .orderBy((eb) => eb.fn.countAll(), 'desc')
      .orderBy('topic')
      .limit(limit)
      .execute()
    return rows.flatMap(({ topic }) => topic ?? [])
  }

  /** Deletes a person's questions; returns how many. */
  async forget(person: string): Promise<number> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('questions')
      .where('person', '=', person)
      .executeTakeFirstOrThrow()
    return Number(numDeletedRows)
  }

  async forgetBefore(time: number): Promise<void> {
    await this.#db.deleteFrom('questions').where('asked_at', '<', time).execute()
  }
}
