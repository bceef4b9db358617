import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { everything } from '../../src/announcements/interest.ts'
import { openDatabase, type OpenDatabase } from '../../src/storage/connect.ts'
import { plan } from '../../src/storage/deliveries.ts'
import { createRepositories } from '../../src/storage/repositories.ts'
import { partnership } from '../support/knowledge.ts'
import { makePostgres, makeSqlite, type TestDatabase } from './databases.ts'

const wish = { language: 'id', interest: everything, timing: 'at-once', zone: 'wib', quiet: undefined } as const
const to = (chatId: number, more: object = {}) => ({
  announcement: 'a',
  chatId,
  threadId: 0,
  edits: undefined,
  dueAt: 0,
  held: false,
  ...more,
})
const nobody = () => false

describe.each([
  ['SQLite', makeSqlite],
  ['PostgreSQL', makePostgres],
])('announcements on %s', (_, make) => {
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
    for (const table of [
      'subscriptions',
      'subscription_drafts',
      'awaited_replies',
      'known_cases',
      'announcements',
      'deliveries',
      'leases',
    ] as const) {
      await database.db.deleteFrom(table).execute()
    }
  })

  test('of many who claim at once each delivery goes to one', async () => {
    await plan(
      database.db,
      Array.from({ length: 20 }, (_none, i) => to(-1 - i)),
      0,
    )
    await plan(database.db, [to(-1)], 0)
    const claimed = await Promise.all(
      Array.from({ length: 30 }, () => all.deliveries.claim(1, 100, nobody).catch(() => [])),
    )
    const chats = claimed.flat().map(({ chatId }) => chatId)
    expect(new Set(chats).size).toBe(chats.length)
    while ((await all.deliveries.claim(1, 100, nobody)).length > 0);
    expect((await all.deliveryRecords.count('a')).sending).toBe(20)
  })

  test('what is due together for a place is claimed together, corrections alone, waiting chats not at all', async () => {
    await plan(
      database.db,
      [to(-1), to(-1, { announcement: 'b' }), to(-1, { announcement: 'c!', edits: 7 }), to(-2)],
      0,
    )
    const waits = (chatId: number) => chatId === -2
    const first = await all.deliveries.claim(1, 100, waits)
    const second = await all.deliveries.claim(1, 100, waits)
    expect([first, second].map((taken) => taken.map(({ announcement }) => announcement).sort())).toEqual([
      ['a', 'b'],
      ['c!'],
    ])
    expect(await all.deliveries.claim(1, 100, waits)).toEqual([])
  })

  test('what was being sent when a process died is not certain; corrections are tried again', async () => {
    await plan(database.db, [to(-1), to(-2, { announcement: 'c!5', edits: 5 })], 0)
    await all.deliveries.claim(1, 100, nobody)
    await all.deliveries.claim(1, 100, nobody)
    await all.deliveries.recoverAbandoned(50, 50)
    expect((await all.deliveryRecords.count('a')).sending).toBe(1)
    await all.deliveries.recoverAbandoned(200, 200)
    expect((await all.deliveryRecords.count('a')).unconfirmed).toBe(1)
    expect((await all.deliveryRecords.count('c')).pending).toBe(1)
  })

  test('one process sends at a time', async () => {
    const { deliveries } = all
    expect(await deliveries.takeTurn('one', 100, 0)).toBe(true)
    expect(await deliveries.takeTurn('two', 100, 50)).toBe(false)
    expect(await deliveries.takeTurn('one', 150, 60)).toBe(true)
    expect(await deliveries.takeTurn('two', 300, 151)).toBe(true)
  })

  test('only messages that tell of one case can be put right', async () => {
    const { deliveries, deliveryRecords } = all
    await plan(database.db, [to(-1), to(-2), to(-2, { announcement: 'b' })], 0)
    for (let taken = await deliveries.claim(1, 100, nobody); taken.length > 0;) {
      await deliveries.settle(taken, { state: 'sent', messageId: taken[0]?.chatId === -1 ? 7 : 8 }, 2)
      taken = await deliveries.claim(1, 100, nobody)
    }
    expect(await deliveryRecords.messagesOf(['a'])).toEqual([{ chatId: -1, threadId: 0, messageId: 7 }])
    expect(await deliveryRecords.messagesOf([])).toEqual([])
  })

  test('a subscription is replaced, paused, resumed, forgotten; a moved group takes all along', async () => {
    const { subscriptions, deliveries } = all
    await subscriptions.set({ chatId: -1, threadId: 0, ...wish }, 0)
    await subscriptions.set({ chatId: -1, threadId: 0, ...wish, timing: 'daily' }, 1)
    await subscriptions.set({ chatId: -1, threadId: 5, ...wish }, 1)
    const resting = async () => (await subscriptions.all()).filter((one) => one.resting).map((one) => one.threadId)
    expect(await subscriptions.all()).toHaveLength(2)
    await subscriptions.pause(-1, 5, 'closed', 10)
    expect(await resting()).toEqual([5])
    expect(await subscriptions.get({ chatId: -1, threadId: 0 })).toMatchObject({ timing: 'daily' })
    await subscriptions.resume(-1)
    expect(await resting()).toEqual([])
    await plan(database.db, [to(-1)], 0)
    await subscriptions.move(-1, -1001)
    await subscriptions.move(-1, -1001)
    expect((await subscriptions.all()).map(({ chatId }) => chatId)).toEqual([-1001, -1001])
    expect(await deliveries.claim(1, 100, nobody)).toMatchObject([{ chatId: -1001 }])
    await subscriptions.pause(-1001, undefined, 'gone', 20)
    await plan(database.db, [to(-1001, { announcement: 'b', held: true })], 0)
    const whole = { chatId: -1001, threadId: 0 }
    await subscriptions.forgetPausedBefore(20)
    expect(await subscriptions.get(whole)).toBeDefined()
    expect((await all.deliveryRecords.count('b')).pending).toBe(1)
    await subscriptions.forgetPausedBefore(21)
    expect(await subscriptions.get(whole)).toBeUndefined()
    expect((await all.deliveryRecords.count('b')).pending).toBe(0)
    expect(await subscriptions.remove(whole)).toBe(false)
  })

  test('what is being chosen is apart from what is saved, until it is saved or too old', async () => {
    const { subscriptions } = all
    const topic = { chatId: -1, threadId: 5 }
    await subscriptions.set({ ...topic, ...wish }, 0)
    await subscriptions.setDraft({ ...topic, ...wish, timing: 'weekly' }, 1)
    await subscriptions.setDraft({ ...topic, ...wish, timing: 'daily' }, 2)
    expect(await subscriptions.get(topic)).toMatchObject({ timing: 'at-once' })
    expect(await subscriptions.draft(topic)).toMatchObject({ timing: 'daily' })
    await subscriptions.forgetDraftsBefore(2)
    await subscriptions.set((await subscriptions.draft(topic)) ?? { ...topic, ...wish }, 3)
    expect(await subscriptions.get(topic)).toMatchObject({ timing: 'daily' })
    expect(await subscriptions.draft(topic)).toBeUndefined()
  })

  test('a reply is known by the message it answers, for a while', async () => {
    const { awaitedReplies } = all
    await awaitedReplies.expect('chat', 7, 'note a id', 1)
    await awaitedReplies.expect('chat', 7, 'note a en', 2)
    expect([await awaitedReplies.about('chat', 7), await awaitedReplies.about('other', 7)]).toEqual([
      'note a en',
      undefined,
    ])
    await awaitedReplies.forgetBefore(3)
    expect(await awaitedReplies.about('chat', 7)).toBeUndefined()
  })

  test('a note stands with its draft, and cannot be changed once it is decided', async () => {
    const { announcements } = all
    const news = { kind: 'new', about: partnership('x'), matters: true } as const
    expect(await announcements.draft('n1', news, 1)).toBe(true)
    expect(await announcements.setNote('n1', { id: 'Catatan' })).toBe(true)
    expect(await announcements.draft('n2', { ...news, about: { ...news.about, status: 'ended' } }, 2)).toBe(true)
    expect((await announcements.get('n2'))?.note).toEqual({ id: 'Catatan' })
    await announcements.skip('n2', 3)
    expect(await announcements.setNote('n2', {})).toBe(false)
  })

  test('what is left can be stopped; the next time leaves out what waits for the bot to come back', async () => {
    const { deliveries, deliveryRecords } = all
    await plan(database.db, [to(-1, { dueAt: 50 }), to(-2, { dueAt: 70 }), to(-3, { held: true })], 0)
    expect(await deliveryRecords.nextDue('a')).toBe(50)
    await deliveries.halt('a', 10)
    expect(await deliveryRecords.nextDue('a')).toBeUndefined()
    expect(await deliveryRecords.count('a')).toMatchObject({ pending: 0, skipped: 3 })
  })

  test('what was stopped or unsubscribed while it was being sent is not tried again', async () => {
    const { deliveries, deliveryRecords, subscriptions } = all
    await plan(database.db, [to(-1), to(-2, { announcement: 'b' }), to(-3, { announcement: 'c' })], 0)
    const taken = [await deliveries.claim(1, 100, nobody), await deliveries.claim(1, 100, nobody)]
    taken.push(await deliveries.claim(1, 100, nobody))
    await deliveries.halt('a', 2)
    await subscriptions.remove({ chatId: -2, threadId: 0 })
    for (const parcels of taken) await deliveries.postpone(parcels, 3, 3)
    const states = ['a', 'b', 'c'].map(async (name) => (await deliveryRecords.count(name)).pending)
    expect(await Promise.all(states)).toEqual([0, 0, 1])
    expect(await deliveries.claim(4, 100, nobody)).toMatchObject([{ announcement: 'c' }])
  })

  test('only what a curator has seen as uncertain is sent again, corrections too', async () => {
    const { deliveries, deliveryRecords } = all
    await plan(database.db, [to(-1), to(-2, { announcement: 'a!7', edits: 7 }), to(-3)], 0)
    for (const at of [5, 5, 9]) {
      await deliveries.settle(await deliveries.claim(1, 100, nobody), { state: 'unconfirmed' }, at)
    }
    expect(await deliveryRecords.unconfirmed('a')).toHaveLength(3)
    await deliveries.retryUnconfirmed('a', 5, 20)
    expect(await deliveryRecords.count('a')).toMatchObject({ pending: 2, unconfirmed: 1 })
  })

  test('a replaced announcement takes its corrections along', async () => {
    const { announcements, deliveryRecords } = all
    const about = partnership('x')
    await announcements.draft('1', { kind: 'changed', about: { ...about, status: 'loi' }, matters: true }, 1)
    await announcements.approve('1', 99, [to(-1, { announcement: '1!7', edits: 7, dueAt: 99 })], 1)
    await announcements.draft('2', { kind: 'withdrawn', about, matters: true }, 2)
    await announcements.approve('2', 3, [to(-1, { announcement: '2!7', edits: 7 })], 3, ['1'])
    expect(await deliveryRecords.count('1')).toMatchObject({ pending: 0, skipped: 1 })
    expect(await deliveryRecords.count('2')).toMatchObject({ pending: 1 })
  })

  test('many who see the same news at once make one draft of it', async () => {
    const { announcements } = all
    await announcements.learn([partnership('y')])
    const news = { kind: 'new', about: partnership('x'), matters: true } as const
    await Promise.all(Array.from({ length: 10 }, (_none, i) => announcements.draft(`n${i}`, news, i)))
    expect(await announcements.drafts()).toHaveLength(1)
    const rows = await database.db.selectFrom('announcements').select('id').execute()
    expect(rows).toHaveLength(1)
  })

  test('a group that has moved, and is known under both numbers, hears once', async () => {
    const { subscriptions, deliveries } = all
    await plan(database.db, [to(-1), to(-1001)], 0)
    await subscriptions.move(-1, -1001)
    expect(await deliveries.claim(1, 100, nobody)).toMatchObject([{ chatId: -1001 }])
    expect(await deliveries.claim(1, 100, nobody)).toEqual([])
  })

  test.each([
    ['new, of which nobody has heard', [], 'changed', 'new'],
    ['gone, of which nobody has heard', [], 'withdrawn', undefined],
    ['changed, told before, with a draft to tell it again', ['new'], 'changed', 'changed'],
    ['gone, told before, with a draft to tell it again', ['new'], 'withdrawn', 'withdrawn'],
    ['back after it was withdrawn', ['new', 'withdrawn'], 'new', 'changed'],
  ] as const)('a case that is %s', async (_name, told, kind, drafted) => {
    const { announcements } = all
    const about = partnership('x')
    for (const [i, earlier] of told.entries()) {
      await announcements.draft(`t${i}`, { kind: earlier, about, matters: true }, i, { asKnown: true })
      await announcements.approve(`t${i}`, i, [], i)
    }
    const again = { kind: 'new', about, matters: true } as const
    if (kind !== 'new') await announcements.draft('again', again, 8, { asKnown: true })
    await announcements.draft('now', { kind, about: { ...about, status: 'ended' }, matters: true }, 9)
    expect((await announcements.drafts()).map((draft) => draft.kind)).toEqual(drafted ? [drafted] : [])
  })

  test('held deliveries wait for the bot to be back; digests that are due later do not move', async () => {
    const { deliveries } = all
    const week = 7 * 24 * 60 * 60_000
    await plan(database.db, [to(-1), to(-2, { dueAt: week })], 0)
    await deliveries.hold(-1, undefined, 30 * 24 * 60 * 60_000)
    expect(await deliveries.claim(1, 100, nobody)).toEqual([])
    const tomorrow = Number.POSITIVE_INFINITY
    await deliveries.release(-1, (_place, startsAt) => (startsAt === 0 ? 5 : tomorrow))
    await deliveries.release(-2, () => 5)
    expect(await deliveries.claim(5, 100, nobody)).toMatchObject([{ chatId: -1, held: false }])
    expect(await deliveries.claim(5, 100, nobody)).toEqual([])
  })

  test('a draft is decided once, by what was planned with it; a newer one replaces it', async () => {
    const { announcements, deliveryRecords } = all
    const about = partnership('x')
    await announcements.learn([about])
    await announcements.draft('1', { kind: 'changed', about: { ...about, status: 'loi' }, matters: true }, 1)
    await announcements.draft('1', { kind: 'changed', about: { ...about, status: 'loi' }, matters: true }, 1)
    await announcements.draft('2', { kind: 'changed', about: { ...about, status: 'ended' }, matters: true }, 2)
    expect((await announcements.drafts()).map(({ id }) => id)).toEqual(['2'])
    expect(await announcements.approve('1', 3, [to(-1, { announcement: '1' })], 3)).toBe(false)
    const both = await Promise.all([
      announcements.approve('2', 3, [to(-1, { announcement: '2' })], 3),
      announcements.skip('2', 3),
    ])
    expect(both.filter(Boolean)).toHaveLength(1)
    expect((await deliveryRecords.count('1')).pending).toBe(0)
    expect((await announcements.known()).get('x')?.known.status).toBe('ended')
    expect(await announcements.earlier('x', 'other')).toEqual(both[0] ? ['2'] : [])
  })

  test('a draft that is replaced before anybody has decided keeps its weight', async () => {
    const { announcements } = all
    const about = partnership('x')
    await announcements.draft('1', { kind: 'new', about, matters: true }, 1)
    const corrected = { ...about, summary: { id: 'Lain.', en: 'Other.' } }
    await announcements.draft('2', { kind: 'changed', about: corrected, matters: false }, 2)
    expect(await announcements.drafts()).toMatchObject([{ id: '2', kind: 'new', matters: true, about: corrected }])
    await announcements.draft('3', { kind: 'withdrawn', about: corrected, matters: true }, 3)
    expect(await announcements.drafts()).toEqual([])
  })

  test('what was still to be sent of an older announcement is replaced', async () => {
    const { announcements, deliveries, deliveryRecords } = all
    const about = partnership('x')
    await announcements.draft('1', { kind: 'new', about, matters: true }, 1)
    await announcements.approve('1', 3, [to(-1, { announcement: '1' }), to(-2, { announcement: '1' })], 2)
    await deliveries.settle(await deliveries.claim(3, 100, nobody), { state: 'sent', messageId: 5 }, 3)
    const { heard, waiting } = await deliveryRecords.heardOf(['1'])
    expect([heard.length, waiting.length]).toEqual([1, 1])
    await announcements.draft('2', { kind: 'withdrawn', about, matters: true }, 4)
    await announcements.approve('2', 3, [], 5, ['1'])
    expect((await deliveryRecords.count('1')).skipped).toBe(1)
  })
})
