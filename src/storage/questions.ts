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
        asked_at: now,
        feedback: null,
      })
      .onConflict((conflict) => conflict.column('update_id').doNothing())
      .execute()
  }

  /** Notes the asker's opinion; false when the question is not there or was asked by somebody else. */
  async setFeedback(updateId: number, person: string, feedback: Feedback): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('questions')
      .set({ feedback })
      .where('update_id', '=', updateId)
      .where('person', '=', person)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }

  /** Deletes a person's questions. */
  async forget(person: string): Promise<void> {
    await this.#db.deleteFrom('questions').where('person', '=', person).execute()
  }

  async forgetBefore(time: number): Promise<void> {
    await this.#db.deleteFrom('questions').where('asked_at', '<', time).execute()
  }
}
