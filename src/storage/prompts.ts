import type { VersionedState } from '@grammyjs/conversations'
import type { Database } from './connect.ts'

/** What a person is being asked in a chat or forum topic. */
export interface Prompt {
  readonly consultation: string
  /** `interview:` and the question, or what else is to be typed: see bot/consultation/view.ts. */
  readonly awaits: string
  /** What was wrong with the last try, or what it may have meant. */
  readonly hint?: PromptHint | undefined
}

export interface PromptHint {
  /** Key of the text that says what was wrong. */
  readonly problem?: string
  /** Options that the text may have meant. */
  readonly options?: readonly string[]
  /** A text that may be the answer, or a question on this topic. */
  readonly either?: { readonly text: string; readonly topic: string }
  /** A date that does not agree with that of another step. */
  readonly against?: { readonly date: string; readonly step: string }
}

/** The question that each person has open, by chat and forum topic; it outlives restarts and new versions. */
export class PromptRepository {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  async get(place: string, person: string): Promise<Prompt | undefined> {
    const row = await this.#db
      .selectFrom('prompts')
      .select(['consultation', 'awaits', 'hint'])
      .where('place', '=', place)
      .where('person', '=', person)
      .executeTakeFirst()
    if (!row) return undefined
    const { consultation, awaits, hint } = row
    return { consultation, awaits, ...(hint !== null && { hint: JSON.parse(hint) as PromptHint }) }
  }

  async set(place: string, person: string, { consultation, awaits, hint }: Prompt, now: number): Promise<void> {
    const values = { consultation, awaits, hint: hint ? JSON.stringify(hint) : null, asked_at: now }
    await this.#db
      .insertInto('prompts')
      .values({ place, person, ...values })
      .onConflict((conflict) => conflict.columns(['place', 'person']).doUpdateSet(values))
      .execute()
  }

  /**
   * Ends it; where a consultation is named, only if it was about that one.
   * @returns whether there was one.
   */
  async close(place: string, person: string, consultation?: string): Promise<boolean> {
    let query = this.#db.deleteFrom('prompts').where('place', '=', place).where('person', '=', person)
    if (consultation !== undefined) query = query.where('consultation', '=', consultation)
    const { numDeletedRows } = await query.executeTakeFirstOrThrow()
    return numDeletedRows > 0n
  }

  /** A group became a supergroup: what its members are asked goes along. */
  async move(from: string, to: string): Promise<void> {
    const already = this.#db.selectFrom('prompts').select('person').where('place', '=', to)
    await this.#db
      .updateTable('prompts')
      .set({ place: to })
      .where('place', '=', from)
      .where('person', 'not in', already)
      .execute()
  }

  async forget(person: string): Promise<void> {
    await this.#db.deleteFrom('prompts').where('person', '=', person).execute()
    await this.#db.deleteFrom('conversations').where('person', '=', person).execute()
  }
}

/** The state of @grammyjs/conversations, by "place/person". What is lost here is asked again from the prompt. */
export class ConversationRepository {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  async read(key: string): Promise<VersionedState<never> | undefined> {
    const { place, person } = parts(key)
    const row = await this.#db
      .selectFrom('conversations')
      .select('state')
      .where('place', '=', place)
      .where('person', '=', person)
      .executeTakeFirst()
    return row && (JSON.parse(row.state) as VersionedState<never>)
  }

  async write(key: string, value: VersionedState<never>): Promise<void> {
    const state = JSON.stringify(value, (name, part: unknown) => (personal.has(name) ? undefined : part))
    await this.#db
      .insertInto('conversations')
      .values({ ...parts(key), state })
      .onConflict((conflict) => conflict.columns(['place', 'person']).doUpdateSet({ state }))
      .execute()
  }

  async delete(key: string): Promise<void> {
    const { place, person } = parts(key)
    await this.#db.deleteFrom('conversations').where('place', '=', place).where('person', '=', person).execute()
  }
}

/**
 * What the log need not keep: who wrote what where, and what we answered. A replay only counts what was done; nothing
 * is sent again from the log.
 */
const personal: ReadonlySet<string> = new Set([
  'text',
  'caption',
  'entities',
  'from',
  'chat',
  'chatId',
  'user',
  'reply_markup',
  'reply_to_message',
  'keyboard',
])

function parts(key: string): { readonly place: string; readonly person: string } {
  const [place = '', person = ''] = key.split('/')
  return { place, person }
}
