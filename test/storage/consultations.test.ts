import { beforeEach, expect, test } from 'vitest'
import { dossierOf } from '../../src/consultation/dossier.ts'
import type { Step } from '../../src/knowledge/procedure-types.ts'
import { onBothDatabases } from './on-both.ts'

const begun = { kind: 'began', answers: { region: ['3578'] } } as const
const row = { id: 'abc', owner: 'me', starter: 'me', practice: false }
const by = (updateId: number, who = 'me') => ({ updateId, who, now: updateId })
const answered = (question: string) => ({ kind: 'answered', question, answer: ['yes'] }) as const

const tables = [
  'consultations',
  'consultation_events',
  'shown_steps',
  'step_texts',
  'prompts',
  'conversations',
] as const

onBothDatabases('consultations', tables, (given) => {
  beforeEach(async () => {
    await given.all.consultations.create(row, begun, by(1))
  })

  test('one update begins one consultation and makes one change', async () => {
    const { consultations } = given.all
    await consultations.create(row, begun, by(1))
    expect(await consultations.change('abc', by(2), () => answered('office'))).toBe('changed')
    expect(await consultations.change('abc', by(2), () => answered('office'))).toBe('repeat')
    expect(await consultations.change('abc', by(3), () => undefined)).toBe('unchanged')
    const events = await consultations.events('abc')
    expect(events.map(({ number, at }) => [number, at])).toEqual([
      [1, 1],
      [2, 2],
    ])
    expect([...dossierOf(events).answers]).toEqual([
      ['region', ['3578']],
      ['office', ['yes']],
    ])
  })

  test('of many presses at once each sees what the others did', async () => {
    const { consultations } = given.all
    const press = (updateId: number) =>
      consultations.change('abc', by(updateId), (events) =>
        events.some(({ change }) => change.kind === 'answered') ? undefined : answered('office'),
      )
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_none, i) => press(10 + i)))
    expect(outcomes.filter((outcome) => outcome === 'changed')).toHaveLength(1)
    expect((await consultations.events('abc')).map(({ number }) => number)).toEqual([1, 2])
  })

  test('are listed by owner, the last changed first, and say whether they are archived', async () => {
    const { consultations } = given.all
    await consultations.create({ ...row, id: 'def', practice: true }, begun, by(5))
    await consultations.change('abc', by(6), () => ({ kind: 'archived' }))
    const listed = await consultations.ofOwner('me')
    expect(listed.map(({ id, archived, practice }) => [id, archived, practice])).toEqual([
      ['abc', true, false],
      ['def', false, true],
    ])
    await consultations.change('abc', by(7), () => ({ kind: 'restored' }))
    expect((await consultations.find('abc'))?.archived).toBe(false)
    await consultations.move('me', 'group')
    expect(await consultations.ofOwner('me')).toEqual([])
    expect(await consultations.ofOwner('group')).toHaveLength(2)
  })

  test('are deleted whole; in those of groups only the name of a person is', async () => {
    const { consultations } = given.all
    await consultations.create({ ...row, id: 'shared', owner: 'group' }, begun, by(5))
    await consultations.change('shared', by(6, 'other'), () => answered('office'))
    expect(await consultations.forget('me')).toBe(1)
    expect(await consultations.events('abc')).toEqual([])
    expect((await consultations.events('shared')).map(({ who }) => who)).toEqual(['', 'other'])
    await consultations.remove('shared')
    expect(await consultations.find('shared')).toBeUndefined()
  })

  test('what is asked is kept by place and person', async () => {
    const { prompts } = given.all
    const prompt = { consultation: 'abc', awaits: 'interview', hint: { options: ['3578'] } }
    await prompts.set('here', 'me', { consultation: 'abc', awaits: 'title' }, 1)
    await prompts.set('here', 'me', prompt, 2)
    expect(await prompts.get('here', 'me')).toEqual(prompt)
    expect(await prompts.get('here', 'other')).toBeUndefined()
    expect([
      await prompts.close('here', 'me', 'other'),
      await prompts.close('here', 'me', 'abc'),
      await prompts.close('here', 'me'),
    ]).toEqual([false, true, false])
  })

  test('the state of a conversation is written, read and deleted', async () => {
    const { conversations } = given.all
    const state = { version: [0, 1], state: { big: 'x'.repeat(5000) } } as never
    await conversations.write('here/me', state)
    await conversations.write('here/me', state)
    expect(await conversations.read('here/me')).toEqual(state)
    await conversations.delete('here/me')
    expect(await conversations.read('here/me')).toBeUndefined()
  })

  test('a step is news until it was shown, with the words of the revision that was shown', async () => {
    const { shownSteps } = given.all
    const step = (revision: number) => ({ id: 'step-06-dprd', revision, title: { id: `r${revision}`, en: '' } }) as Step
    expect(await shownSteps.before('abc', 'ksdpl', step(1))).toBeUndefined()
    await shownSteps.note('abc', 'ksdpl', step(1))
    expect(await shownSteps.before('abc', 'ksdpl', step(1))).toBeUndefined()
    expect((await shownSteps.before('abc', 'ksdpl', step(2)))?.title.id).toBe('r1')
    await shownSteps.note('abc', 'ksdpl', step(2))
    expect(await shownSteps.before('abc', 'ksdpl', step(2))).toBeUndefined()
    expect(await shownSteps.before('other', 'ksdpl', step(2))).toBeUndefined()
  })
})
