import { once } from 'node:events'
import { createServer } from 'node:net'
import { Writable } from 'node:stream'
import { Bot } from 'grammy'
import { expect, test } from 'vitest'
import { createLog } from '../src/log.ts'
import { createTelegramFetch } from '../src/sending/telegram-fetch.ts'

const token = '987654:SECRET-token_of-the-bot'

function capture() {
  let output = ''
  const stream = new Writable({
    write(chunk, _, done) {
      output += String(chunk)
      done()
    },
  })
  return { log: createLog('trace', token, stream), output: () => output }
}

/** A port on which nobody listens any more. */
async function deadPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}

test.each([
  ['with our own fetch', { fetch: createTelegramFetch({ sleep: () => Promise.resolve() }) as never }],
  ['with that of grammY', {}],
])('a refused connection tells nothing of the token, %s', async (_, client) => {
  const { log, output } = capture()
  const apiRoot = `http://127.0.0.1:${await deadPort()}`
  const bot = new Bot(token, { client: { ...client, apiRoot } })
  const error: unknown = await bot.api.sendMessage(1, 'x').catch((caught: unknown) => caught)

  log.error({ err: error, update: 7 }, `the call to ${apiRoot}/bot${token}/sendMessage failed`)
  log.error(error)

  expect(error).toBeInstanceOf(Error)
  expect(output()).toContain('ECONNREFUSED')
  expect(output()).toContain('"update":7')
  expect(output()).not.toContain('SECRET')
})

test('the causes of an error are told, without end', () => {
  const { log, output } = capture()
  const inner = Object.assign(new Error(`inner ${token}`), { code: 'EPIPE' })
  const outer: Error & { cause?: unknown } = new Error('outer', { cause: inner })
  Object.assign(inner, { cause: outer })
  log.error({ err: outer }, 'x')
  expect(JSON.parse(output())).toMatchObject({
    err: { message: 'outer', cause: { message: 'inner [token]', code: 'EPIPE' } },
  })
})
