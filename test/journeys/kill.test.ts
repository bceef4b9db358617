import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { startBot, type BotProcess } from '../../src/cli/bench/bot-process.ts'
import { person } from '../support/bot.ts'
import { telegramServer } from '../../src/cli/bench/telegram-server.ts'

const token = '123456:kill-test'
const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp()
})

async function setUp() {
  const server = await telegramServer()
  const folder = await mkdtemp(join(tmpdir(), 'paradiplomasi-kill-'))
  cleanUps.push(server.close, () => rm(folder, { recursive: true }))
  const env = {
    BOT_TOKEN: token,
    BOT_API_ROOT: server.root,
    DATABASE_URL: `sqlite:${join(folder, 'bot.db')}`,
    PORT: '0',
    ADMIN_PORT: '0',
    LOG_LEVEL: 'info',
  }
  const start = (): BotProcess => {
    const bot = startBot(env)
    cleanUps.push(() => bot.child.kill('SIGKILL'))
    return bot
  }
  return { ...server, start }
}

test('600 questions of 60 people over five kills are all answered, in order', { timeout: 120_000 }, async () => {
  const { telegram, deliver, start } = await setUp()
  const [people, rounds, kills] = [60, 10, 5]
  let bot = start()
  await bot.until('the bot answers')
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < people; i++) {
      // Small talk and questions in turn, so that replies tell which message they answer.
      const text = round % 2 === 0 ? 'apa itu paradiplomasi' : 'halo'
      deliver(telegram.write(person('id', 10_000 + i), { text }))
    }
    if (round % 2 === 1 && round / 2 < kills) {
      await sleep(30)
      await bot.end('SIGKILL')
      bot = start()
      await bot.until('the bot answers')
    }
  }
  const repliesTo = (id: number) => telegram.history(id).filter((message) => message.fromBot)
  const answered = () => Array.from({ length: people }, (_, i) => repliesTo(10_000 + i).length >= rounds).every(Boolean)
  while (!answered()) await sleep(50)
  expect(await bot.end('SIGTERM')).toBe(0)

  expect(telegram.calls.filter(({ refused }) => refused)).toEqual([])
  for (let i = 0; i < people; i++) {
    const greetings = repliesTo(10_000 + i).map((message) => message.text?.startsWith('Halo!') ?? false)
    // An update in flight at a kill may be answered twice, one after the other; apart from that they alternate.
    const runs = greetings.filter((greeting, n) => n === 0 || greeting !== greetings[n - 1])
    expect(runs).toEqual(Array.from({ length: rounds }, (_, n) => n % 2 === 1))
    expect(greetings.length - rounds).toBeLessThanOrEqual(kills)
  }
})

test('the token is never in the output, and SIGTERM ends within ten seconds', async () => {
  const { telegram, deliver, start } = await setUp()
  telegram.faults.next({ kind: 'reset-after' }, 'sendMessage').next({ kind: 'reset-after' }, 'sendMessage')
  const bot = start()
  await bot.until('the bot answers')
  deliver(telegram.write(person('en'), { text: 'hello' }))
  await bot.until('a reply was not sent')
  expect(await bot.end('SIGTERM')).toBe(0)
  expect(bot.output()).not.toContain('kill-test')
})

test('a second process with the same token is told so', async () => {
  const { telegram, start } = await setUp()
  const description = 'Conflict: terminated by other getUpdates request'
  telegram.faults.next({ kind: 'answer', status: 409, description }, 'getUpdates')
  const bot = start()
  await bot.until('another process polls Telegram with the same BOT_TOKEN')
  expect(await bot.end('SIGTERM')).toBe(0)
})

test.each([
  [{ BOT_TOKEN: 'nonsense' }, 'BOT_TOKEN is wrong'],
  [{ KNOWLEDGE_DIR: '/nowhere' }, 'KNOWLEDGE_DIR'],
  [{ DATABASE_URL: 'sqlite:/dev/null/x.db' }, 'DATABASE_URL'],
])('a wrong environment %o stops the start with the remedy', async (env, text) => {
  const bot = startBot(env)
  expect(await bot.ended).toBe(1)
  expect(bot.output()).toContain(text)
  expect(bot.output()).not.toMatch(/\n\s+at /)
})
