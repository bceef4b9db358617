import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase, type OpenDatabase } from '../../src/storage/connect.ts'
import { createRepositories } from '../../src/storage/repositories.ts'
import { partnership } from '../support/knowledge.ts'
import { makePostgres, makeSqlite, type TestDatabase } from './databases.ts'

const form = { key: 'a', before: null, answers: { partner: 'Kochi', mou: null } }

describe.each([
  ['SQLite', makeSqlite],
  ['PostgreSQL', makePostgres],
])("the curators' cases on %s", (_, make) => {
  let place: TestDatabase
  let database: OpenDatabase
  let all: Awaited<ReturnType<typeof createRepositories>>

  beforeAll(async () => {
    place = await make()
    database = await openDatabase(place.config)
    all = await createRepositories(database)
  })
  afterAll(async () => {
    await database.db.destroy()
    await place.remove()
  })
  beforeEach(async () => {
    for (const table of ['curated_cases', 'case_forms'] as const) await database.db.deleteFrom(table).execute()
  })

  test('are kept, replaced and removed, and every change shows in the version', async () => {
    const { curatedCases } = all
    const versions = [await curatedCases.version()]
    const note = async () => versions.push(await curatedCases.version())
    const [one, other] = [partnership('x'), partnership('y')]
    await curatedCases.put(one, null, undefined, 1_764_000_000_000)
    await note()
    await curatedCases.put(other, '{}', undefined, 1_764_000_000_001)
    await note()
    const [before] = await curatedCases.all()
    expect(await curatedCases.put({ ...one, status: 'loi' }, null, before, 1_764_000_000_002)).toBe(true)
    expect(await curatedCases.put({ ...one, status: 'ended' }, null, before, 1_764_000_000_003)).toBe(false)
    await note()
    expect(await curatedCases.all()).toEqual([
      { id: 'x', content: { ...one, status: 'loi' }, base: null, changedAt: 1_764_000_000_002 },
      { id: 'y', content: other, base: '{}', changedAt: 1_764_000_000_001 },
    ])
    await curatedCases.remove({ id: 'x', changedAt: 1_764_000_000_000 })
    expect(await curatedCases.all()).toHaveLength(2)
    await curatedCases.remove({ id: 'x', changedAt: 1_764_000_000_002 })
    await note()
    expect(await curatedCases.all()).toHaveLength(1)
    expect(new Set(versions).size).toBe(versions.length)
  })

  test('a form is kept, paused, forgotten', async () => {
    const { caseForms } = all
    expect(await caseForms.get('p')).toBeUndefined()
    await caseForms.set('p', { form, asks: 'kind', updateId: 1 }, 100)
    await caseForms.set('p', { form, asks: 'fields', updateId: 2 }, 200)
    expect(await caseForms.get('p')).toEqual({ form, asks: 'fields', updateId: 2 })
    await caseForms.pause('p')
    expect(await caseForms.get('p')).toEqual({ form, asks: undefined, updateId: 2 })
    await caseForms.forgetBefore(200)
    expect(await caseForms.get('p')).toBeDefined()
    await caseForms.forgetBefore(201)
    expect(await caseForms.get('p')).toBeUndefined()
    await caseForms.set('p', { form, asks: 'kind', updateId: 3 }, 300)
    expect([await caseForms.remove('p'), await caseForms.remove('p')]).toEqual([true, false])
  })
})
