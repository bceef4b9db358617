import type { Step } from '../knowledge/procedure-types.ts'
import type { Database } from './connect.ts'

/** Which revision of each step a consultation was shown, with its words at that time. */
export class ShownStepRepository {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** The step as it was shown last, when its revision has changed since then. */
  async before(consultation: string, procedure: string, { id, revision }: Step): Promise<Step | undefined> {
    const old = await this.#db
      .selectFrom('shown_steps')
      .innerJoin('step_texts', (join) => join.onRef('step_texts.revision', '=', 'shown_steps.revision'))
      .select(['shown_steps.revision', 'step_texts.body'])
      .where('shown_steps.consultation', '=', consultation)
      .where('shown_steps.step', '=', id)
      .where('step_texts.step', '=', nameOf(procedure, id))
      .executeTakeFirst()
    return old && old.revision !== revision ? (JSON.parse(old.body) as Step) : undefined
  }

  /** Notes that a step was shown as it stands now. */
  async note(consultation: string, procedure: string, step: Step): Promise<void> {
    const { id, revision } = step
    await this.#db
      .insertInto('step_texts')
      .values({ step: nameOf(procedure, id), revision, body: JSON.stringify(step) })
      .onConflict((conflict) => conflict.columns(['step', 'revision']).doNothing())
      .execute()
    await this.#db
      .insertInto('shown_steps')
      .values({ consultation, step: id, revision })
      .onConflict((conflict) => conflict.columns(['consultation', 'step']).doUpdateSet({ revision }))
      .execute()
  }
}

function nameOf(procedure: string, step: string): string {
  return `${procedure}/${step}`
}
