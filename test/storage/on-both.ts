import { afterAll, beforeAll, beforeEach, describe } from 'vitest'
import { openDatabase, type OpenDatabase } from '../../src/storage/connect.ts'
import { createRepositories } from '../../src/storage/repositories.ts'
import type { Schema } from '../../src/storage/schema.ts'
import { makePostgres, makeSqlite, type TestDatabase } from './databases.ts'

/** What each test works with; there from `beforeEach` on. */
export interface Given {
  database: OpenDatabase
  all: Awaited<ReturnType<typeof createRepositories>>
}

/** Runs the same tests on SQLite and on a real PostgreSQL, each with these tables empty. */
export function onBothDatabases(what: string, tables: readonly (keyof Schema)[], tests: (given: Given) => void): void {
  describe.each([
    ['SQLite', makeSqlite],
    ['PostgreSQL', makePostgres],
  ])(`${what} on %s`, (_, make) => {
    const given = {} as Given
    let place: TestDatabase

    beforeAll(async () => {
      place = await make()
      given.database = await openDatabase(place.config)
      given.all = await createRepositories(given.database)
    })
    afterAll(async () => {
      await given.database.db.destroy()
      await place.remove()
    })
    beforeEach(async () => {
      for (const table of tables) await given.database.db.deleteFrom(table).execute()
    })
    tests(given)
  })
}
