import { describe, expect, test } from 'vitest'
import { newsIn, print, type KnownCase } from '../../src/announcements/news.ts'
import { Pacer } from '../../src/announcements/pacer.ts'
import { announcementOf, deliveriesOf, type Subscriber } from '../../src/announcements/plan.ts'
import { chosen, everything, isEverything, joined, wants } from '../../src/announcements/interest.ts'
import { afterQuiet, dueAt, nextTime } from '../../src/announcements/timing.ts'
import type { Case } from '../../src/knowledge/types.ts'
import { partnership } from '../support/knowledge.ts'

const one = partnership('padang-hildesheim')
const wish: Subscriber = {
  chatId: -1,
  threadId: 0,
  language: 'id',
  interest: everything,
  timing: 'at-once',
  zone: 'wib',
  quiet: undefined,
  resting: false,
}

describe('who wants what', () => {
  test.each([
    [everything, true],
    [{ ...everything, provinces: ['Sumatera Barat'] }, true],
    [{ ...everything, provinces: ['Bali'] }, false],
    [{ ...everything, provinces: ['Bali'], regions: ['Kota Padang'] }, true],
    [{ ...everything, countries: ['DE'], fields: ['education'] }, true],
    [{ ...everything, countries: ['DE'], fields: ['tourism'] }, false],
    [{ ...everything, kinds: ['sister-province'] }, false],
  ])('%o: %s', (interest, wanted) => {
    expect(wants(interest, one)).toBe(wanted)
  })

  test('foreign cases for comparison are never announced', () => {
    expect(wants(everything, partnership('x', { region: { name: 'Toledo', type: 'kota', country: 'US' } }))).toBe(false)
  })
})

describe('when', () => {
  const at = (time: string) => Date.parse(time)
  const night = { from: 21, to: 6 }
  test.each([
    ['at once', { timing: 'at-once' }, '2026-11-24T10:00:00Z', '2026-11-24T10:00:00Z'],
    ['not at night in WIB', { quiet: night }, '2026-11-24T15:30:00Z', '2026-11-24T23:00:00Z'],
    ['nor before the morning', { quiet: night }, '2026-11-24T22:59:00Z', '2026-11-24T23:00:00Z'],
    ['in WIT it is night earlier', { quiet: night, zone: 'wit' }, '2026-11-24T12:30:00Z', '2026-11-24T21:00:00Z'],
    ['by day it is not night', { quiet: night }, '2026-11-24T05:00:00Z', '2026-11-24T05:00:00Z'],
    ['quiet at noon', { quiet: { from: 11, to: 13 } }, '2026-11-24T05:00:00Z', '2026-11-24T06:00:00Z'],
    ['daily at eight', { timing: 'daily' }, '2026-11-24T00:59:00Z', '2026-11-24T01:00:00Z'],
    ['at eight with that of today', { timing: 'daily' }, '2026-11-24T01:00:00Z', '2026-11-24T01:00:00Z'],
    ['after eight tomorrow', { timing: 'daily' }, '2026-11-24T01:00:01Z', '2026-11-25T01:00:00Z'],
    ['weekly on Monday', { timing: 'weekly' }, '2026-11-24T05:00:00Z', '2026-11-30T01:00:00Z'],
    [
      'a digest waits for the end of the night',
      { timing: 'daily', quiet: { from: 21, to: 9 } },
      '2026-11-24T05:00:00Z',
      '2026-11-25T02:00:00Z',
    ],
  ] as const)('%s', (_, given, now, due) => {
    expect(new Date(dueAt({ ...wish, ...given }, at(now))).toISOString()).toBe(new Date(due).toISOString())
  })
})

describe('quiet hours that begin while something waits', () => {
  test.each([
    ['inside, until their end', '2026-11-24T15:30:00Z', '2026-11-24T23:00:00Z'],
    ['outside, now', '2026-11-24T05:00:00Z', '2026-11-24T05:00:00Z'],
    ['at their very end, now', '2026-11-24T23:00:00Z', '2026-11-24T23:00:00Z'],
  ])('%s', (_, now, due) => {
    const later = afterQuiet({ zone: 'wib', quiet: { from: 21, to: 6 } }, Date.parse(now))
    expect(new Date(later).toISOString()).toBe(new Date(due).toISOString())
  })

  test('from and to the same hour is no quiet hour', () => {
    expect(afterQuiet({ zone: 'wib', quiet: { from: 6, to: 6 } }, 12_345)).toBe(12_345)
  })

  test('the next Monday at eight, seen from Monday after eight, is in a week', () => {
    const next = nextTime('wit', 8, Date.parse('2026-11-29T23:00:01Z'), 1)
    expect(new Date(next).toISOString()).toBe('2026-12-06T23:00:00.000Z')
  })
})

describe('what is chosen', () => {
  test('is added, taken back and joined without doubles', () => {
    const japan = chosen(chosen(everything, 'countries', 'JP', true), 'countries', 'JP', true)
    expect(japan.countries).toEqual(['JP'])
    expect(isEverything(chosen(japan, 'countries', 'JP', false))).toBe(true)
    expect(joined(japan, { ...everything, countries: ['JP', 'KR'] }).countries).toEqual(['JP', 'KR'])
  })
})

describe('what is new', () => {
  const asKnown = (cases: readonly Case[]) =>
    new Map<string, KnownCase>(cases.map((known) => [known.id, { id: known.id, known, withdrawn: false }]))
  test.each([
    ['nothing', [one], [one], []],
    ['a new case', [], [one], [['new', true]]],
    ['a new state matters', [one], [{ ...one, status: 'ended' }], [['changed', true]]],
    ['new words only correct', [one], [{ ...one, summary: { id: 'Lain.', en: 'Other.' } }], [['changed', false]]],
    ['notes for curators are no news', [one], [{ ...one, notes: 'x' }], []],
    ['a case that is gone', [one], [], [['withdrawn', true]]],
  ] as const)('%s', (_, before, after, news) => {
    expect(newsIn(after, asKnown(before)).map(({ kind, matters }) => [kind, matters])).toEqual(news)
  })

  test('a withdrawn case that comes back is new, and stays withdrawn until then', () => {
    const gone = new Map([[one.id, { id: one.id, known: one, withdrawn: true }]])
    expect(newsIn([], gone)).toEqual([])
    expect(newsIn([one], gone)[0]?.kind).toBe('new')
    expect(print(one)).not.toBe(print({ ...one, status: 'ended' }))
  })
})

describe('what follows from an approval', () => {
  const nobody = { told: [], heard: [], waiting: [] }
  const first = { chatId: -1, threadId: 0 }
  const told = {
    told: [
      { ...first, messageId: 7 },
      { ...first, messageId: 9 },
    ],
    heard: [first],
    waiting: [],
  }
  const others = [
    wish,
    { ...wish, chatId: -2 },
    { ...wish, chatId: -2, threadId: 5, interest: { ...everything, provinces: ['Bali'] } },
  ]
  const keys = (kind: 'new' | 'changed' | 'withdrawn', matters: boolean, heard: Parameters<typeof deliveriesOf>[3]) =>
    deliveriesOf('a', { kind, about: one, matters }, others, heard, 0).map(({ announcement, chatId }) => [
      announcement,
      chatId,
    ])

  test('what is new goes to all who want it and have not heard of it', () => {
    expect(keys('new', true, nobody)).toEqual([
      ['a', -1],
      ['a', -2],
    ])
    expect(keys('new', true, told)).toEqual([['a', -2]])
  })
  test('a change puts right the first message, not the corrections after it, and follows where it was said and matters', () => {
    const edits = [['a!7', -1]]
    expect(keys('changed', true, told)).toEqual([...edits, ['a', -1]])
    expect(keys('changed', false, told)).toEqual(edits)
    expect(announcementOf('a!7')).toBe('a')
  })
  test('who was still to hear of it hears of the change instead, of a withdrawn case nothing', () => {
    const waiting = { ...nobody, waiting: [{ chatId: -2, threadId: 0, dueAt: 99, held: false }] }
    expect(keys('changed', false, waiting)).toEqual([['a', -2]])
    expect(keys('withdrawn', true, waiting)).toEqual([])
  })
  test('a change that still waits comes with the next one, though that is of words only', () => {
    const waiting = { ...told, waiting: [{ ...first, dueAt: 99, held: false }] }
    expect(keys('changed', false, waiting)).toEqual([
      ['a!7', -1],
      ['a', -1],
    ])
    expect(keys('changed', true, waiting)).toEqual([
      ['a!7', -1],
      ['a', -1],
    ])
  })
  test('who is still to hear of it does not hear twice', () => {
    const waiting = { ...nobody, waiting: [{ chatId: -2, threadId: 0, dueAt: 99, held: false }] }
    expect(keys('new', true, waiting)).toEqual([['a', -1]])
  })

  test('a forum topic that asked for it hears of it instead of the group, unless nothing can be written there', () => {
    const topic = { ...wish, threadId: 5 }
    const news = { kind: 'new', about: one, matters: true } as const
    const to = (...subscribers: Subscriber[]) =>
      deliveriesOf('a', news, subscribers, nobody, 0).map(({ threadId, held }) => [threadId, held])
    expect(to(wish, topic)).toEqual([[5, false]])
    expect(to(wish, { ...topic, interest: { ...everything, countries: ['JP'] } })).toEqual([[0, false]])
    expect(to(wish, { ...topic, resting: true })).toEqual([
      [0, false],
      [5, true],
    ])
  })
})

describe('the pace', () => {
  test('is even, 28 a second, and replies take the place of broadcasts', () => {
    const pacer = new Pacer()
    let now = 0
    let sent = 0
    for (; now < 10_000; now++) {
      if (now % 250 === 0) pacer.reply(undefined, now)
      if (pacer.wait(now) === 0) {
        pacer.broadcast(-sent, now)
        sent++
      }
    }
    expect(sent + 40).toBeGreaterThanOrEqual(270)
    expect(sent + 40).toBeLessThanOrEqual(282)
  })

  test('makes room for a rush of replies for a second, not for longer', () => {
    const pacer = new Pacer()
    for (let i = 0; i < 1000; i++) pacer.reply(i, i)
    expect(pacer.wait(999)).toBeLessThan(1050)
    expect(pacer.wait(2050)).toBe(0)
  })

  test('in a group is one a second and 20 a minute, whatever it is', () => {
    const pacer = new Pacer()
    pacer.broadcast(-1, 0)
    expect([pacer.waitFor(-1, 400), pacer.waitFor(-2, 400)]).toEqual([600, 0])
    for (let i = 1; i < 20; i++) pacer.reply(-1, i * 1000)
    expect(pacer.waitFor(-1, 21_000)).toBe(39_000)
    expect(pacer.waitFor(-1, 60_000)).toBe(0)
  })

  test('stops when told to, for one chat or for all', () => {
    const pacer = new Pacer()
    pacer.pause(-1, 5000)
    expect([pacer.waitFor(-1, 1000), pacer.wait(1000)]).toEqual([4000, 0])
    pacer.pause('all', 3000)
    expect(pacer.wait(1000)).toBe(2000)
  })
})
