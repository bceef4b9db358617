import { expect, test } from 'vitest'
import { broadcast } from '../../src/cli/bench/broadcast.ts'
import { Limits } from '../../src/cli/bench/limits.ts'

// How fast it goes is measured by `npm run bench -- --announcement`: here other tests run beside it.
test('with limits, kills, faults and moves each group hears once or is listed', { timeout: 180_000 }, async () => {
  const chances = { reset: 0.05, serverError: 0.05, flood: 0.02 }
  const { arrived, doubles, missing, report, arrivals, waits } = await broadcast({
    groups: 100,
    kills: 4,
    chances,
    moving: 20,
    seed: 2,
  })
  expect({ doubles, missing, failed: report.failed }).toEqual({ doubles: 0, missing: 0, failed: 0 })
  expect(report.sent + report.unconfirmed).toBe(100)
  expect(arrived).toBeGreaterThanOrEqual(report.sent)
  // Some of the groups were written to under the number that they had before.
  expect(arrivals.some(({ fate }) => fate === 'moved')).toBe(true)
  // Those who asked meanwhile were answered, kills or not.
  expect(waits.length).toBeGreaterThan(5)
})

test.each([
  ['all chats', (i: number) => 1 + i, 0, 30],
  ['one group in a second', () => -1, 0, 3],
  ['one group in a minute', () => -1, 2000, 20],
  ['one person', () => 1, 0, 5],
])('the stand-in lets %s have so many messages', (_, chatOf, gapMs, most) => {
  const limits = new Limits()
  const refused = Array.from({ length: most + 1 }, (__, i) => limits.refuse(chatOf(i), 1 + i * gapMs) !== undefined)
  expect(refused.indexOf(true)).toBe(most)
  // Who has waited as told is let through.
  const [last, end] = [chatOf(most), 1 + most * gapMs]
  const wait = limits.refuse(last, end) ?? 0
  expect(limits.refuse(last, end + wait * 1000)).toBeUndefined()
})
