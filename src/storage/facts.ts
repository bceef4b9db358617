import { createHmac, randomBytes } from 'node:crypto'
import type { Database } from './connect.ts'

/** Single values that outlive the process. */
export class FactRepository {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  async get(name: string): Promise<string | undefined> {
    const row = await this.#db.selectFrom('facts').select('value').where('name', '=', name).executeTakeFirst()
    return row?.value
  }

  async set(name: string, value: string): Promise<void> {
    await this.#db
      .insertInto('facts')
      .values({ name, value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute()
  }

  /** The value, made by `make` if nobody has yet; safe when two processes start at once. */
  async getOrMake(name: string, make: () => string): Promise<string> {
    await this.#db
      .insertInto('facts')
      .values({ name, value: make() })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute()
    return (await this.get(name)) ?? ''
  }
}

/** Turns a Telegram id into the name under which the database knows it; without the key there is no way back. */
export interface Pseudonym {
  (kind: 'person' | 'chat' | 'place', id: number | string): string
}

/** The key is made at the first start and lives in the database. */
export async function loadPseudonym(facts: FactRepository): Promise<Pseudonym> {
  const key = Buffer.from(await facts.getOrMake('pseudonym-key', () => randomBytes(32).toString('hex')), 'hex')
  return (kind, id) => createHmac('sha256', key).update(`${kind}:${id}`).digest('base64url').slice(0, 27)
}
