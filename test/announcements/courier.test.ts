import { expect, test } from 'vitest'
import { Courier, type Attempt, type Parcel } from '../../src/announcements/courier.ts'
import { Pacer } from '../../src/announcements/pacer.ts'
import { openDatabase } from '../../src/storage/connect.ts'
import { plan } from '../../src/storage/delivery-plans.ts'
import { createRepositories } from '../../src/storage/repositories.ts'

const wish = {
  language: 'id',
  interest: { provinces: [], regions: [], countries: [], fields: [], kinds: [] },
  timing: 'at-once',
  zone: 'wib',
  quiet: undefined,
} as const

/** An outbox with one announcement for so many groups, a clock that stands still until somebody sleeps. */
async function setUp(groups: number, attempt: (parcel: Parcel, time: number) => Attempt | 'kill' | Promise<Attempt>) {
  const database = await openDatabase({ kind: 'sqlite', path: ':memory:' })
  const { deliveries, deliveryPlans, deliveryRecords, subscriptions } = await createRepositories(database)
  const planned = Array.from({ length: groups }, (_, i) => ({
    announcement: 'a',
    chatId: -1 - i,
    threadId: 0,
    edits: undefined,
    dueAt: 0,
    held: false,
  }))
  await plan(database.db, planned, 0)
  let time = 1
  const arrived: { chatId: number; at: number }[] = []
  let kills = 0
  let killed = false

  const courier = () => {
    killed = false
    const made: Courier = new Courier({
      // What a dead process would still write does not happen.
      outbox: new Proxy(deliveries, {
        get:
          (target, name: keyof typeof deliveries) =>
          (...given: never[]) =>
            killed && name !== 'claim'
              ? Promise.resolve()
              : killed
                ? Promise.resolve([])
                : (target[name] as (...all: never[]) => unknown)(...given),
      }),
      attempt: async ([parcel]) => {
        const outcome = parcel ? await attempt(parcel, time) : 'kill'
        if (outcome === 'kill') {
          kills++
          killed = true
          if (parcel) arrived.push({ chatId: parcel.chatId, at: time })
          return new Promise(() => undefined)
        }
        if ((outcome.kind === 'sent' || outcome.kind === 'unknown') && parcel)
          arrived.push({ chatId: parcel.chatId, at: time })
        return outcome
      },
      closed: (chatId) => subscriptions.pause(chatId, undefined, 'closed', time),
      opened: (chatId) => subscriptions.resume(chatId),
      moved: (from, to) => subscriptions.move(from, to),
      pacer: new Pacer(),
      holder: 'one',
      now: () => time,
      sleep: async (ms) => {
        time += Math.max(1, Math.ceil(ms))
        await new Promise((resolve) => setImmediate(resolve))
      },
      failed: (error) => {
        throw error
      },
    })
    return made
  }
  /** Runs couriers, a new one after each kill, until nothing is pending. */
  const run = async () => {
    for (let rounds = 0; rounds < 60; rounds++) {
      const one = courier()
      one.start()
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve))
        const { pending, sending } = await deliveryRecords.count('a')
        if (killed) break
        if (pending + sending === 0) {
          await one.stop()
          return
        }
      }
    }
  }
  const leap = (ms: number) => (time += ms)
  return { run, leap, deliveryPlans, deliveryRecords, subscriptions, arrived, kills: () => kills }
}

test('500 groups hear at 27 a second or more, evenly', { timeout: 60_000 }, async () => {
  const { run, arrived, deliveryRecords } = await setUp(500, () => ({ kind: 'sent', messageId: 1 }))
  await run()
  expect((await deliveryRecords.count('a')).sent).toBe(500)
  const times = arrived.map(({ at }) => at)
  const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000
  expect(500 / seconds).toBeGreaterThanOrEqual(27)
  for (const at of times)
    expect(times.filter((other) => other >= at && other < at + 1000).length).toBeLessThanOrEqual(30)
})

test(
  'through kills, resets, 5xx and 429 every group hears once or is listed as not certain',
  { timeout: 60_000 },
  async () => {
    // A sequence that looks random and is the same each time.
    let seed = 7
    const chance = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648
    let left = 10
    const { run, arrived, deliveryRecords, kills } = await setUp(500, () => {
      const dice = chance()
      if (dice < 0.03 && left > 0) {
        left--
        return 'kill'
      }
      if (dice < 0.08) return { kind: 'unknown', reason: 'ECONNRESET' }
      if (dice < 0.13) return { kind: 'not-arrived', reason: '502' }
      if (dice < 0.15) return { kind: 'flooded', ms: 2000 }
      return { kind: 'sent', messageId: 1 }
    })
    await run()
    expect(kills()).toBe(10)
    const { sent, unconfirmed, failed, pending } = await deliveryRecords.count('a')
    expect([sent + unconfirmed, failed, pending]).toEqual([500, 0, 0])
    expect(new Set(arrived.map(({ chatId }) => chatId)).size).toBe(arrived.length)
    expect(unconfirmed).toBeGreaterThan(10)
  },
)

test('a curator may send again what is not certain', async () => {
  let first = true
  const { run, deliveryPlans, deliveryRecords, subscriptions } = await setUp(1, () => {
    const outcome: Attempt = first ? { kind: 'unknown', reason: 'ECONNRESET' } : { kind: 'sent', messageId: 1 }
    first = false
    return outcome
  })
  await run()
  expect((await deliveryRecords.count('a')).unconfirmed).toBe(1)
  await subscriptions.set({ chatId: -1, threadId: 0, ...wish }, 0)
  await deliveryPlans.retryUnconfirmed('a', Number.MAX_SAFE_INTEGER, 0)
  await run()
  expect((await deliveryRecords.count('a')).sent).toBe(1)
})

test('a group that became a supergroup in the middle hears once', async () => {
  const { run, deliveryRecords, subscriptions, arrived } = await setUp(40, ({ chatId }) =>
    chatId <= -1 && chatId >= -20 ? { kind: 'moved', to: chatId - 1000 } : { kind: 'sent', messageId: 1 },
  )
  for (let i = 1; i <= 20; i++) await subscriptions.set({ chatId: -i, threadId: 0, ...wish }, 0)
  await run()
  expect((await deliveryRecords.count('a')).sent).toBe(40)
  expect(arrived.map(({ chatId }) => chatId).sort((a, b) => a - b)).toEqual(
    [...Array.from({ length: 20 }, (_, i) => -1020 + i), ...Array.from({ length: 20 }, (_, i) => -40 + i)].sort(
      (a, b) => a - b,
    ),
  )
  expect((await subscriptions.all()).every(({ chatId }) => chatId < -1000)).toBe(true)
})

test('a place that was closed is tried again after a day, and is open once something arrives', async () => {
  let tries = 0
  const { run, subscriptions, leap } = await setUp(1, () => {
    tries++
    if (tries > 1) return { kind: 'sent', messageId: 1 }
    setImmediate(() => leap(24 * 60 * 60_000))
    return { kind: 'closed', reason: 'CHAT_WRITE_FORBIDDEN', whole: true }
  })
  await subscriptions.set({ chatId: -1, threadId: 0, ...wish }, 0)
  await run()
  expect(tries).toBe(2)
  expect(await subscriptions.all()).toMatchObject([{ resting: false }])
})

test.each([
  ['only themselves when both were under way', true],
  ['all when the other could have waited', false],
])('two groups that are told to wait stop %s', async (_, underWay) => {
  let tries = 0
  let sent = (): void => undefined
  const bothSent = new Promise<void>((resolve) => (sent = resolve))
  const { run, arrived } = await setUp(40, async () => {
    tries++
    // The first two leave together.
    if (tries === 1 || tries > 3) return { kind: 'sent', messageId: 1 }
    if (tries === 3) sent()
    if (underWay) await bothSent
    return { kind: 'flooded', ms: 60_000 }
  })
  await run()
  expect(arrived).toHaveLength(40)
  expect(arrived.filter(({ at }) => at < 60_000)).toHaveLength(underWay ? 38 : 1)
})
