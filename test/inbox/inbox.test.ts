import { setTimeout as sleep } from 'node:timers/promises'
import type { Update } from 'grammy/types'
import { afterEach, describe, expect, test } from 'vitest'
import { Inbox } from '../../src/inbox/inbox.ts'
import { orderKey } from '../../src/inbox/order-key.ts'
import { webhookApp } from '../../src/inbox/webhook.ts'
import { openDatabase } from '../../src/storage/connect.ts'
import { createRepositories } from '../../src/storage/repositories.ts'

const message = (update_id: number, chat: number, text = ''): Update =>
  ({ update_id, message: { message_id: update_id, date: 0, chat: { id: chat, type: 'private' }, text } }) as Update

const started: Inbox[] = []
afterEach(async () => {
  for (const inbox of started.splice(0)) await inbox.stop({ withinMs: 100 })
})

async function setUp(handle: (update: Update) => Promise<void>, isUnreachable = () => false) {
  const { updates } = await createRepositories(await openDatabase({ kind: 'sqlite', path: ':memory:' }))
  const events: string[] = []
  let clock = 0
  const log = {
    handled: (id: number) => void events.push(`handled ${id}`),
    failed: (id: number) => void events.push(`failed ${id}`),
    setAside: (id: number) => void events.push(`set aside ${id}`),
    unreachable: () => void events.push('unreachable'),
  }
  const make = () => {
    const inbox = new Inbox({ updates, handle, isUnreachable, log, now: () => clock })
    started.push(inbox)
    return inbox
  }
  const until = async (event: string) => {
    while (!events.includes(event)) await sleep(5)
  }
  return { make, updates, events, until, pass: (ms: number) => (clock += ms) }
}

describe('the inbox', () => {
  test('handles in order within a chat and does not wait across chats', async () => {
    const order: number[] = []
    let release = () => undefined as void
    const gate = new Promise<void>((resolve) => (release = resolve))
    const { make, until } = await setUp(async (update) => {
      if (update.update_id === 1) await gate
      order.push(update.update_id)
    })
    const inbox = make()
    await inbox.start()
    await inbox.receive([message(1, 7), message(2, 7), message(3, 8)])
    await until('handled 3')
    release()
    await until('handled 2')
    expect(order).toEqual([3, 1, 2])
  })

  test('handles a redelivered update once', async () => {
    const handled: number[] = []
    const { make, until } = await setUp((update) => Promise.resolve(void handled.push(update.update_id)))
    const inbox = make()
    await inbox.start()
    await inbox.receive([message(1, 7)])
    await until('handled 1')
    await inbox.receive([message(1, 7), message(2, 7)])
    await until('handled 2')
    expect(handled).toEqual([1, 2])
  })

  test('sets aside what fails three times, and goes on with the chat', async () => {
    const { make, events, until, pass } = await setUp((update) =>
      update.update_id === 1 ? Promise.reject(new Error('always')) : Promise.resolve(),
    )
    const inbox = make()
    await inbox.start()
    await inbox.receive([message(1, 7), message(2, 7)])
    await until('failed 1')
    pass(1000)
    await sleep(1100)
    pass(5000)
    await until('handled 2')
    expect(events).toEqual(['failed 1', 'failed 1', 'set aside 1', 'handled 2'])
  })

  test('keeps what could not be handled because Telegram was away', async () => {
    let away = true
    const { make, events, until, pass } = await setUp(
      () => (away ? Promise.reject(new Error('away')) : Promise.resolve()),
      () => true,
    )
    const inbox = make()
    await inbox.start()
    await inbox.receive([message(1, 7)])
    await until('unreachable')
    away = false
    pass(5000)
    await until('handled 1')
    expect(events.filter((event) => event !== 'unreachable')).toEqual(['handled 1'])
  })

  test('handles at the next start what a kill left, and sets aside what never ends', async () => {
    const handled: number[] = []
    const { make, updates, until } = await setUp((update) => Promise.resolve(void handled.push(update.update_id)))
    await updates.store(
      [1, 2].map((updateId) => ({
        updateId,
        chat: `chat:${updateId}`,
        body: JSON.stringify(message(updateId, updateId)),
      })),
      0,
    )
    await updates.claim(0, 60_000)
    for (let i = 0; i < 11; i++) {
      await updates.claim(0, 60_000)
      await updates.release(2, 0, false)
    }
    await make().start()
    await until('handled 1')
    await until('set aside 2')
    expect(handled).toEqual([1])
  })

  test('answers inline queries at once, without keeping them', async () => {
    const handled: number[] = []
    const { make, updates } = await setUp((update) => Promise.resolve(void handled.push(update.update_id)))
    await make().receive([
      { update_id: 1, inline_query: { id: '1', from: { id: 1 }, query: '', offset: '' } } as Update,
    ])
    expect(handled).toEqual([1])
    expect(await updates.countOpen()).toBe(0)
  })

  test('waits at the end for what is in hand, but not for ever', async () => {
    let finish = () => undefined as void
    const { make, updates, events } = await setUp(() => new Promise<void>((resolve) => (finish = resolve)))
    const inbox = make()
    await inbox.start()
    await inbox.receive([message(1, 7)])
    await sleep(50)
    const stopped = inbox.stop({ withinMs: 5000 })
    finish()
    await stopped
    expect(events).toEqual(['handled 1'])
    expect(await updates.countOpen()).toBe(0)
  })
})

test.each([
  [message(1, 7), 'chat:7'],
  [{ update_id: 1, callback_query: { from: { id: 3 }, message: { chat: { id: 7 } } } }, 'chat:7'],
  [{ update_id: 1, callback_query: { from: { id: 3 } } }, 'person:3'],
  [{ update_id: 1, poll: {} }, 'update:1'],
])('%o stays in order with %s', (update, key) => {
  expect(orderKey(update as Update)).toBe(key)
})

describe('the webhook', () => {
  const received: number[] = []
  const app = webhookApp({
    path: '/hook',
    secret: 'right',
    receive: (updates) => {
      if (updates[0]?.update_id === 13) return Promise.reject(new Error('store is down'))
      received.push(...updates.map((update) => update.update_id))
      return Promise.resolve()
    },
    storeFailed: () => undefined,
  })
  const post = (secret: string, body: string) =>
    app.request('/hook', { method: 'POST', body, headers: { 'X-Telegram-Bot-Api-Secret-Token': secret } })

  test.each([
    ['right', '{"update_id":1}', 200],
    ['wrong', '{"update_id":2}', 403],
    ['', '{"update_id":2}', 403],
    ['right', 'nonsense', 400],
    ['right', '{"update_id":"x"}', 400],
    ['right', '{"update_id":13}', 503],
    ['right', `{"update_id":3,"x":"${'x'.repeat(1_100_000)}"}`, 413],
  ])('with secret "%s" and body %s answers %i', async (secret, body, status) => {
    expect((await post(secret, body)).status).toBe(status)
  })

  test('keeps only what came with the secret', () => {
    expect(received).toEqual([1])
  })
})
