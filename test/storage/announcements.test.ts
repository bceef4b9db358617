import { expect, test } from 'vitest'
import { plan } from '../../src/storage/delivery-plans.ts'
import { partnership } from '../support/knowledge.ts'
import { nobody, to, wish } from '../support/deliveries.ts'
import { onBothDatabases } from './on-both.ts'

onBothDatabases(
  'announcements',
  ['subscriptions', 'subscription_drafts', 'awaited_replies', 'known_cases', 'announcements', 'deliveries', 'leases'],
  (given) => {
    test('a subscription is replaced, paused, resumed, forgotten; a moved group takes all along', async () => {
      const { subscriptions, deliveries } = given.all
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
      await plan(given.database.db, [to(-1)], 0)
      await subscriptions.move(-1, -1001)
      await subscriptions.move(-1, -1001)
      expect((await subscriptions.all()).map(({ chatId }) => chatId)).toEqual([-1001, -1001])
      expect(await deliveries.claim(1, 100, nobody)).toMatchObject([{ chatId: -1001 }])
      await subscriptions.pause(-1001, undefined, 'gone', 20)
      await plan(given.database.db, [to(-1001, { announcement: 'b', held: true })], 0)
      const whole = { chatId: -1001, threadId: 0 }
      await subscriptions.forgetPausedBefore(20)
      expect(await subscriptions.get(whole)).toBeDefined()
      expect((await given.all.deliveryRecords.count('b')).pending).toBe(1)
      await subscriptions.forgetPausedBefore(21)
      expect(await subscriptions.get(whole)).toBeUndefined()
      expect((await given.all.deliveryRecords.count('b')).pending).toBe(0)
      expect(await subscriptions.remove(whole)).toBe(false)
    })

    test('what is being chosen is apart from what is saved, until it is saved or too old', async () => {
      const { subscriptions } = given.all
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
      const { awaitedReplies } = given.all
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
      const { announcements } = given.all
      const news = { kind: 'new', about: partnership('x'), matters: true } as const
      expect(await announcements.draft('n1', news, 1)).toBe(true)
      expect(await announcements.setNote('n1', { id: 'Catatan' })).toBe(true)
      expect(await announcements.draft('n2', { ...news, about: { ...news.about, status: 'ended' } }, 2)).toBe(true)
      expect((await announcements.get('n2'))?.note).toEqual({ id: 'Catatan' })
      await announcements.skip('n2', 3)
      expect(await announcements.setNote('n2', {})).toBe(false)
    })

    test('many who see the same news at once make one draft of it', async () => {
      const { announcements } = given.all
      await announcements.learn([partnership('y')])
      const news = { kind: 'new', about: partnership('x'), matters: true } as const
      await Promise.all(Array.from({ length: 10 }, (_none, i) => announcements.draft(`n${i}`, news, i)))
      expect(await announcements.drafts()).toHaveLength(1)
      const rows = await given.database.db.selectFrom('announcements').select('id').execute()
      expect(rows).toHaveLength(1)
    })

    test.each([
      ['new, of which nobody has heard', [], 'changed', 'new'],
      ['gone, of which nobody has heard', [], 'withdrawn', undefined],
      ['changed, told before, with a draft to tell it again', ['new'], 'changed', 'changed'],
      ['gone, told before, with a draft to tell it again', ['new'], 'withdrawn', 'withdrawn'],
      ['back after it was withdrawn', ['new', 'withdrawn'], 'new', 'changed'],
    ] as const)('a case that is %s', async (_name, told, kind, drafted) => {
      const { announcements } = given.all
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

    test('a draft is decided once, by what was planned with it; a newer one replaces it', async () => {
      const { announcements, deliveryRecords } = given.all
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
      const { announcements } = given.all
      const about = partnership('x')
      await announcements.draft('1', { kind: 'new', about, matters: true }, 1)
      const corrected = { ...about, summary: { id: 'Lain.', en: 'Other.' } }
      await announcements.draft('2', { kind: 'changed', about: corrected, matters: false }, 2)
      expect(await announcements.drafts()).toMatchObject([{ id: '2', kind: 'new', matters: true, about: corrected }])
      await announcements.draft('3', { kind: 'withdrawn', about: corrected, matters: true }, 3)
      expect(await announcements.drafts()).toEqual([])
    })
  },
)
