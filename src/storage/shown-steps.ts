import type { Step } from '../knowledge/procedure-types.ts'
import type { Database } from './connect.ts'

/** Which revision of each step a consultation was shown, with its words at that time. */
export class ShownStepRepository {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /**
   * Notes that a step was shown as it stands now.
   * @returns the step as it was shown last, when its revision has changed since then.
   */
  async show(consultation: string, procedure: string, step: Step): Promise<Step | undefined> {
    const { revision } = step
    const before = await this.#db
      .selectFrom('shown_steps')
      .select('revision')
      .where('consultation', '=', consultation)
      .where('step', '=', step.id)
      .executeTakeFirst()
    if (before?.revision === revision) return undefined
    const named = `${procedure}/${step.id}`
    await this.#db
      .insertInto('step_texts')
      .values({ step: named, revision, body: JSON.stringify(step) })
      .onConflict((conflict) => conflict.columns(['step', 'revision']).doNothing())
      .execute()
    await this.#db
      .insertInto('shown_steps')
      .values({ consultation, step: step.id, revision })
      .onConflict((conflict) => conflict.columns(['consultation', 'step']).doUpdateSet({ revision }))
      .execute()
    if (!before) return undefined
    const old = await this.#db
      .selectFrom('step_texts')
      .select('body')
      .where('step', '=', named)
      .where('revision', '=', before.revision)
      .executeTakeFirst()
    return old && (JSON.parse(old.body) as Step)
  }
}
