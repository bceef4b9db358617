import { expect, test } from 'vitest'
import { partnership } from '../support/knowledge.ts'
import { onBothDatabases } from './on-both.ts'

const form = { key: 'a', before: null, answers: { partner: 'Kochi', mou: null } }

onBothDatabases("the curators' cases", ['curated_cases', 'case_forms'], (given) => {
  test('are kept, replaced and removed, and every change shows in the version', async () => {
    const { curatedCases } = given.all
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
    const { caseForms } = given.all
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
