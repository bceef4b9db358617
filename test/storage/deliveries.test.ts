import { expect, test } from 'vitest'
import { plan } from '../../src/storage/delivery-plans.ts'
import { partnership } from '../support/knowledge.ts'
import { nobody, to, wish } from '../support/deliveries.ts'
import { onBothDatabases } from './on-both.ts'

onBothDatabases(
  'deliveries',
  ['subscriptions', 'subscription_drafts', 'awaited_replies', 'known_cases', 'announcements', 'deliveries', 'leases'],
  (given) => {
    test('of many who claim at once each delivery goes to one', async () => {
      await plan(
        given.database.db,
        Array.from({ length: 20 }, (_none, i) => to(-1 - i)),
        0,
      )
      await plan(given.database.db, [to(-1)], 0)
      const claimed = await Promise.all(Array.from({ length: 30 }, () => given.all.deliveries.claim(1, 100, nobody)))
      const chats = claimed.flat().map(({ chatId }) => chatId)
      expect(new Set(chats).size).toBe(chats.length)
      while ((await given.all.deliveries.claim(1, 100, nobody)).length > 0);
      expect((await given.all.deliveryRecords.count('a')).sending).toBe(20)
    })

    test('what is due together for a place is claimed together, corrections alone, waiting chats not at all', async () => {
      await plan(
        given.database.db,
        [to(-1), to(-1, { announcement: 'b' }), to(-1, { announcement: 'c!', edits: 7 }), to(-2)],
        0,
      )
      const waits = (chatId: number) => chatId === -2
      const first = await given.all.deliveries.claim(1, 100, waits)
      const second = await given.all.deliveries.claim(1, 100, waits)
      expect([first, second].map((taken) => taken.map(({ announcement }) => announcement).sort())).toEqual([
        ['c!'],
        ['a', 'b'],
      ])
      expect(await given.all.deliveries.claim(1, 100, waits)).toEqual([])
    })

    test('what was being sent when a process died is not certain; corrections are tried again', async () => {
      await plan(given.database.db, [to(-1), to(-2, { announcement: 'c!5', edits: 5 })], 0)
      await given.all.deliveries.claim(1, 100, nobody)
      await given.all.deliveries.claim(1, 100, nobody)
      await given.all.deliveries.recoverAbandoned(50, 50)
      expect((await given.all.deliveryRecords.count('a')).sending).toBe(1)
      await given.all.deliveries.recoverAbandoned(200, 200)
      expect((await given.all.deliveryRecords.count('a')).unconfirmed).toBe(1)
      expect((await given.all.deliveryRecords.count('c')).pending).toBe(1)
    })

    test('one process sends at a time', async () => {
      const { deliveries } = given.all
      expect(await deliveries.takeTurn('one', 100, 0)).toBe(true)
      expect(await deliveries.takeTurn('two', 100, 50)).toBe(false)
      expect(await deliveries.takeTurn('one', 150, 60)).toBe(true)
      expect(await deliveries.takeTurn('two', 300, 151)).toBe(true)
    })

    test('only messages that tell of one case can be put right', async () => {
      const { deliveries, deliveryRecords } = given.all
      await plan(given.database.db, [to(-1), to(-2), to(-2, { announcement: 'b' })], 0)
      for (let taken = await deliveries.claim(1, 100, nobody); taken.length > 0;) {
        await deliveries.settle(taken, { state: 'sent', messageId: taken[0]?.chatId === -1 ? 7 : 8 }, 2)
        taken = await deliveries.claim(1, 100, nobody)
      }
      expect(await deliveryRecords.messagesOf(['a'])).toEqual([{ chatId: -1, threadId: 0, messageId: 7 }])
      expect(await deliveryRecords.messagesOf([])).toEqual([])
    })

    test('what is left can be stopped; the next time leaves out what waits for the bot to come back', async () => {
      const { deliveryRecords, deliveryPlans } = given.all
      await plan(given.database.db, [to(-1, { dueAt: 50 }), to(-2, { dueAt: 70 }), to(-3, { held: true })], 0)
      expect(await deliveryRecords.nextDue('a')).toBe(50)
      await deliveryPlans.halt('a', 10)
      expect(await deliveryRecords.nextDue('a')).toBeUndefined()
      expect(await deliveryRecords.count('a')).toMatchObject({ pending: 0, skipped: 3 })
    })

    test('what was stopped or unsubscribed while it was being sent is not tried again', async () => {
      const { deliveries, deliveryRecords, subscriptions, deliveryPlans } = given.all
      await plan(given.database.db, [to(-1), to(-2, { announcement: 'b' }), to(-3, { announcement: 'c' })], 0)
      const taken = [await deliveries.claim(1, 100, nobody), await deliveries.claim(1, 100, nobody)]
      taken.push(await deliveries.claim(1, 100, nobody))
      await deliveryPlans.halt('a', 2)
      await subscriptions.remove({ chatId: -2, threadId: 0 })
      for (const parcels of taken) await deliveries.postpone(parcels, 3, 3)
      const states = ['a', 'b', 'c'].map(async (name) => (await deliveryRecords.count(name)).pending)
      expect(await Promise.all(states)).toEqual([0, 0, 1])
      expect(await deliveries.claim(4, 100, nobody)).toMatchObject([{ announcement: 'c' }])
    })

    test('only what a curator has seen as uncertain is sent again, corrections too', async () => {
      const { deliveries, deliveryRecords, deliveryPlans, subscriptions } = given.all
      await plan(given.database.db, [to(-1), to(-2, { announcement: 'a!7', edits: 7 }), to(-3), to(-4)], 0)
      // The fourth has ended its subscription.
      for (const chatId of [-1, -3]) await subscriptions.set({ chatId, threadId: 0, ...wish }, 0)
      for (let i = 0; i < 4; i++) {
        const parcels = await deliveries.claim(1, 100, nobody)
        await deliveries.settle(parcels, { state: 'unconfirmed' }, parcels[0]?.chatId === -3 ? 9 : 5)
      }
      expect(await deliveryRecords.unconfirmed('a')).toHaveLength(4)
      await deliveryPlans.retryUnconfirmed('a', 5, 20)
      expect(await deliveryRecords.count('a')).toMatchObject({ pending: 2, unconfirmed: 2 })
    })

    test('what is held waits at least a day and never comes before its time; it stays held until it arrives', async () => {
      const { deliveries, deliveryPlans } = given.all
      const day = 24 * 60 * 60_000
      await plan(given.database.db, [to(-1, { held: true }), to(-2, { held: true, dueAt: 4 * day }), to(-3)], 0)
      await deliveryPlans.hold(-3, undefined, day)
      const first = await deliveries.claim(day, 2 * day, nobody)
      const second = await deliveries.claim(day, 2 * day, nobody)
      expect([first, second].map(([parcel]) => parcel?.chatId).sort((a = 0, b = 0) => b - a)).toEqual([-1, -3])
      expect(await deliveries.claim(3 * day, 5 * day, nobody)).toEqual([])
      await deliveries.postpone(first, 3 * day, day)
      expect(await deliveries.claim(3 * day, 5 * day, nobody)).toMatchObject([{ held: true }])
      expect(await deliveries.claim(4 * day, 5 * day, nobody)).toMatchObject([{ chatId: -2, held: true }])
    })

    test('what was replaced while it was being sent is not tried again, corrections neither', async () => {
      const { announcements, deliveries, deliveryRecords } = given.all
      const about = partnership('x')
      await announcements.draft('1', { kind: 'new', about, matters: true }, 1)
      await announcements.approve('1', 1, [to(-1, { announcement: '1' }), to(-2, { announcement: '1!7', edits: 7 })], 1)
      const message = await deliveries.claim(1, 100, nobody)
      const edit = await deliveries.claim(1, 100, nobody)
      await announcements.draft('2', { kind: 'withdrawn', about, matters: true }, 2)
      await announcements.approve('2', 3, [], 3, ['1'])
      await deliveries.postpone(message[0]?.edits === undefined ? message : edit, 5, 5)
      await deliveries.recoverAbandoned(200, 200)
      expect(await deliveryRecords.count('1')).toMatchObject({ pending: 0, unconfirmed: 0, skipped: 2 })
    })

    test('the last that a place has heard counts, by message or correction', async () => {
      const { deliveries, deliveryRecords } = given.all
      await plan(
        given.database.db,
        [to(-1), to(-1, { announcement: 'b!7', edits: 7 }), to(-2, { announcement: 'b' })],
        0,
      )
      for (let taken = await deliveries.claim(1, 100, nobody); taken.length > 0;) {
        await deliveries.settle(taken, { state: taken[0]?.chatId === -2 ? 'failed' : 'sent' }, 2)
        taken = await deliveries.claim(1, 100, nobody)
      }
      expect(await deliveryRecords.lastHeard({ chatId: -1, threadId: 0 }, ['a', 'b'])).toBe('b')
      expect(await deliveryRecords.lastHeard({ chatId: -2, threadId: 0 }, ['a', 'b'])).toBeUndefined()
      expect(await deliveryRecords.lastHeard({ chatId: -1, threadId: 0 }, [])).toBeUndefined()
    })

    test('a replaced announcement takes its corrections along', async () => {
      const { announcements, deliveryRecords } = given.all
      const about = partnership('x')
      await announcements.draft('1', { kind: 'changed', about: { ...about, status: 'loi' }, matters: true }, 1)
      await announcements.approve('1', 99, [to(-1, { announcement: '1!7', edits: 7, dueAt: 99 })], 1)
      await announcements.draft('2', { kind: 'withdrawn', about, matters: true }, 2)
      await announcements.approve('2', 3, [to(-1, { announcement: '2!7', edits: 7 })], 3, ['1'])
      expect(await deliveryRecords.count('1')).toMatchObject({ pending: 0, skipped: 1 })
      expect(await deliveryRecords.count('2')).toMatchObject({ pending: 1 })
    })

    test('a group that has moved, and is known under both numbers, hears once', async () => {
      const { subscriptions, deliveries } = given.all
      await plan(given.database.db, [to(-1), to(-1001)], 0)
      await subscriptions.move(-1, -1001)
      expect(await deliveries.claim(1, 100, nobody)).toMatchObject([{ chatId: -1001 }])
      expect(await deliveries.claim(1, 100, nobody)).toEqual([])
    })

    test('held deliveries wait for the bot to be back; digests that are due later do not move', async () => {
      const { deliveries, deliveryPlans } = given.all
      const week = 7 * 24 * 60 * 60_000
      await plan(given.database.db, [to(-1), to(-2, { dueAt: week })], 0)
      await deliveryPlans.hold(-1, undefined, 30 * 24 * 60 * 60_000)
      expect(await deliveries.claim(1, 100, nobody)).toEqual([])
      const tomorrow = Number.POSITIVE_INFINITY
      await deliveryPlans.release(-1, undefined, (_place, startsAt) => (startsAt === 0 ? 5 : tomorrow))
      await deliveryPlans.release(-2, undefined, () => 5)
      expect(await deliveries.claim(5, 100, nobody)).toMatchObject([{ chatId: -1, held: false }])
      expect(await deliveries.claim(5, 100, nobody)).toEqual([])
    })

    test('what was still to be sent of an older announcement is replaced', async () => {
      const { announcements, deliveries, deliveryRecords } = given.all
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
  },
)
