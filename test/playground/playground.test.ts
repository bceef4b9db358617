import { describe, expect, test } from 'vitest'
import { loadWords } from '../../src/bot/words.ts'
import { LocalTelegram } from '../../src/playground/local-telegram.ts'
import { refusal } from '../../src/playground/refusals.ts'
import { Health } from '../../src/server/health.ts'
import { person } from '../support/bot.ts'

const call = async (telegram: LocalTelegram, method: string, payload: object) => {
  const response = await telegram.fetch(`http://x/bot1/${method}`, { method: 'POST', body: JSON.stringify(payload) })
  return (await response.json()) as { ok: boolean; description?: string; result?: { message_id: number } }
}

describe('the local Telegram refuses what Telegram refuses', () => {
  const button = (data: string) => ({ inline_keyboard: [[{ text: 'x', callback_data: data }]] })
  test.each([
    ['an empty text', { text: ' ' }, 'message text is empty'],
    ['a long text', { text: 'x'.repeat(4097) }, 'message is too long'],
    ['an entity past the end', { text: 'x', entities: [{ type: 'bold', offset: 0, length: 2 }] }, 'ends after the end'],
    ['half a character', { text: '😀', entities: [{ type: 'bold', offset: 0, length: 1 }] }, 'UTF-16 symbol'],
    ['long button data', { text: 'x', reply_markup: button('x'.repeat(65)) }, 'BUTTON_DATA_INVALID'],
    ['markup', { text: '<b>x', parse_mode: 'HTML' }, "can't parse entities"],
  ] as const)('%s', (_, payload, reason) => {
    expect(refusal('sendMessage', { chat_id: 1, ...payload }, () => undefined)).toContain(reason)
  })

  test('an edit that changes nothing, and one of a message that is not there', async () => {
    const telegram = new LocalTelegram(1)
    const sent = await call(telegram, 'sendMessage', { chat_id: 1, text: 'a' })
    const edit = (text: string, message_id = sent.result?.message_id) =>
      call(telegram, 'editMessageText', { chat_id: 1, message_id, text })
    expect(await edit('a')).toMatchObject({ ok: false, description: expect.stringContaining('not modified') as string })
    expect(await edit('b')).toMatchObject({ ok: true })
    expect(await edit('b', 99)).toMatchObject({
      ok: false,
      description: expect.stringContaining('not found') as string,
    })
  })

  test('and hands out updates again until they are confirmed', async () => {
    const telegram = new LocalTelegram(7)
    telegram.deliver(telegram.write(person('id'), { text: 'a' }))
    telegram.deliver(telegram.write(person('id'), { text: 'b' }))
    const get = async (offset: number) =>
      ((await call(telegram, 'getUpdates', { offset })).result as unknown as { update_id: number }[]).map(
        (u) => u.update_id,
      )
    expect(await get(0)).toEqual([7, 8])
    expect(await get(0)).toEqual([7, 8])
    expect(await get(8)).toEqual([8])
    expect(await get(9)).toEqual([])
  })
})

describe('health', () => {
  const make = (ping = () => Promise.resolve(), clock = { now: 0 }) =>
    new Health({ ping, countOpen: () => Promise.resolve(3), now: () => clock.now })

  test('is good when the database answers and updates come in', async () => {
    const clock = { now: 1_000_000 }
    const health = make(undefined, clock)
    expect((await health.report()).ok).toBe(false)
    health.received()
    expect(await health.report()).toEqual({ ok: true, database: 'ok', receiving: 'ok', openUpdates: 3 })
    clock.now += 91_000
    expect(await health.report()).toMatchObject({
      ok: false,
      receiving: expect.stringContaining('nothing heard') as string,
    })
    health.received()
    health.trouble('another process polls')
    expect(await health.report()).toMatchObject({ ok: false, receiving: 'another process polls' })
  })

  test('is bad when the database does not answer', async () => {
    const health = make(() => Promise.reject(new Error('disk I/O error')))
    health.received('always')
    expect(await health.report()).toMatchObject({ ok: false, database: 'disk I/O error' })
  })
})

test('the words of the page exist in both languages', async () => {
  const words = await loadWords()
  expect(words.id.t('playground.send')).not.toBe(words.en.t('playground.send'))
})
