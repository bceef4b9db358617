import { GrammyError, HttpError, Bot } from 'grammy'
import { describe, expect, test } from 'vitest'
import { LocalTelegram } from '../../src/playground/local-telegram.ts'
import { acceptAlreadyDone, outcomeOf } from '../../src/sending/outcome.ts'
import { createTelegramFetch } from '../../src/sending/telegram-fetch.ts'

function setUp() {
  const telegram = new LocalTelegram(1)
  const waits: number[] = []
  const sleep = (ms: number) => {
    waits.push(ms)
    return Promise.resolve()
  }
  const bot = new Bot('1:test', { client: { fetch: createTelegramFetch({ fetch: telegram.fetch, sleep }) as never } })
  bot.api.config.use(acceptAlreadyDone)
  const arrived = (method: string) => telegram.calls.filter((call) => call.method === method).length
  return { telegram, waits, api: bot.api, arrived }
}

const caught = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('a send', () => {
  test('waits as long as Telegram says', async () => {
    const { telegram, waits, api, arrived } = setUp()
    telegram.faults.nextFlood(3).nextFlood(7)
    await api.sendMessage(1, 'x')
    expect(waits).toEqual([3000, 7000])
    expect(arrived('sendMessage')).toBe(1)
  })

  test('is repeated when it certainly did not arrive, and then waits for better times', async () => {
    const { telegram, api, arrived } = setUp()
    telegram.faults.next({ kind: 'reset-before' }).next({ kind: 'reset-before' })
    await api.sendMessage(1, 'x')
    expect(arrived('sendMessage')).toBe(1)

    for (let i = 0; i < 4; i++) telegram.faults.next({ kind: 'reset-before' })
    expect(outcomeOf(await caught(api.sendMessage(1, 'x')))).toBe('unreachable')
    expect(arrived('sendMessage')).toBe(1)
  })

  test('goes out once more when its fate is unknown, and never a third time', async () => {
    const { telegram, api, arrived } = setUp()
    telegram.faults.next({ kind: 'reset-after' })
    await api.sendMessage(1, 'x')
    expect(arrived('sendMessage')).toBe(2)

    telegram.faults.next({ kind: 'reset-after' }).next({ kind: 'reset-after' })
    expect(outcomeOf(await caught(api.sendMessage(1, 'x')))).toBe('uncertain')
    expect(arrived('sendMessage')).toBe(4)
  })

  test('counts an error of the server as unknown', async () => {
    const { telegram, api, arrived } = setUp()
    telegram.faults.next({ kind: 'answer', status: 502, description: 'Bad Gateway' })
    await api.sendMessage(1, 'x')
    expect(arrived('sendMessage')).toBe(1)
  })

  test('gives up obeying 429 at some point', async () => {
    const { telegram, api } = setUp()
    for (let i = 0; i < 6; i++) telegram.faults.nextFlood(1)
    expect(outcomeOf(await caught(api.sendMessage(1, 'x')))).toBe('flooded')
  })
})

test('what cannot double anything is repeated more often', async () => {
  const { telegram, api, arrived } = setUp()
  for (let i = 0; i < 3; i++) telegram.faults.next({ kind: 'reset-after' }, 'answerCallbackQuery')
  await api.answerCallbackQuery('1')
  expect(arrived('answerCallbackQuery')).toBe(4)
})

test.each([
  ['message is not modified: the same', 'editMessageText'],
  ['query is too old and response timeout expired', 'answerCallbackQuery'],
])('"%s" counts as done', async (description, method) => {
  const { telegram, api } = setUp()
  telegram.faults.next({ kind: 'answer', status: 400, description: `Bad Request: ${description}` }, method)
  const call = method === 'editMessageText' ? api.editMessageText(1, 1, 'x') : api.answerCallbackQuery('1')
  expect(await caught(call)).toBeUndefined()
})

test.each([
  [403, 'Forbidden: bot was blocked by the user', 'gone'],
  [400, 'Bad Request: chat not found', 'gone'],
  [400, 'Bad Request: message is too long', 'refused'],
  [429, 'Too Many Requests: retry after 5', 'flooded'],
])('%i %s means %s', (error_code, description, outcome) => {
  const error = new GrammyError('failed', { ok: false, error_code, description }, 'sendMessage', {})
  expect(outcomeOf(error)).toBe(outcome)
})

test('other errors are not about sending', () => {
  expect(outcomeOf(new TypeError('x'))).toBe('other')
  expect(outcomeOf(new HttpError('x', new Error('y')))).toBe('unreachable')
})

test('an aborted call ends at once', async () => {
  const { api } = setUp()
  const controller = new AbortController()
  const call = caught(api.getUpdates({ timeout: 30 }, controller.signal as never))
  controller.abort()
  expect(await call).toBeInstanceOf(Error)
})
