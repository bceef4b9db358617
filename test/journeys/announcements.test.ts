import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { startBot } from '../../src/cli/bench/bot-process.ts'
import { person } from '../support/bot.ts'
import { telegramServer } from '../../src/cli/bench/telegram-server.ts'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp()
})

const people = 60
const curator = person('id', 9000)

test('an announcement comes once, though the process is killed while it goes out', { timeout: 120_000 }, async () => {
  const { telegram, root, deliver, close } = await telegramServer()
  const folder = await mkdtemp(join(tmpdir(), 'paradiplomasi-news-'))
  cleanUps.push(close, () => rm(folder, { recursive: true }))
  const env = {
    BOT_TOKEN: '123456:news',
    BOT_API_ROOT: root,
    DATABASE_URL: `sqlite:${join(folder, 'bot.db')}`,
    CURATOR_IDS: String(curator.id),
    PORT: '0',
    ADMIN_PORT: '0',
  }
  let bot = startBot(env)
  cleanUps.push(() => bot.child.kill('SIGKILL'))
  await bot.until('the bot answers')
  const restart = async () => {
    await bot.end('SIGKILL')
    bot = startBot(env)
    await bot.until('the bot answers')
  }

  const shown = (chat: number) => telegram.history(chat).findLast((kept) => kept.fromBot)
  const until = async (isThere: () => boolean) => {
    for (let waited = 0; !isThere(); waited += 10) {
      if (waited > 30_000) throw new Error(`it did not come; the curator sees:\n${shown(curator.id)?.text}`)
      await sleep(10)
    }
  }
  const press = (from: ReturnType<typeof person>, label: string) => {
    const message = shown(from.id)
    const button = message?.reply_markup?.inline_keyboard?.flat().find(({ text }) => text.includes(label))
    if (!message || !button || !('callback_data' in button)) throw new Error(`there is no button ${label}`)
    deliver(telegram.press(from, from.id, message.message_id, button.callback_data))
  }

  const subscribers = Array.from({ length: people }, (_, i) => person('id', 10_000 + i))
  for (const one of subscribers) deliver(telegram.write(one, { text: '/langganan' }))
  await until(() => subscribers.every(({ id }) => shown(id)?.text?.includes('Langganan kabar')))
  for (const one of subscribers) press(one, 'Berlangganan')
  await until(() => subscribers.every(({ id }) => shown(id)?.text?.includes('aktif')))

  deliver(telegram.write(curator, { text: '/umumkan surabaya-kochi' }))
  await until(() => shown(curator.id)?.text?.includes(`${people} tempat`) ?? false)
  press(curator, 'Umumkan')
  const news = (id: number) => telegram.history(id).filter((kept) => kept.text?.includes('🆕 Kabar baru')).length
  const arrived = () => subscribers.filter(({ id }) => news(id) > 0).length
  for (const part of [10, 25, 40]) {
    await until(() => arrived() >= part)
    await restart()
  }
  await until(() => telegram.history(curator.id).some((kept) => kept.text?.startsWith('Selesai:')))
  expect(await bot.end('SIGTERM')).toBe(0)

  expect(subscribers.filter(({ id }) => news(id) > 1)).toEqual([])
  const report = telegram.history(curator.id).find((kept) => kept.text?.startsWith('Selesai:'))?.text ?? ''
  const [, sent, uncertain] = /Terkirim (\d+) · menunggu 0 · tidak pasti (\d+) · gagal 0/.exec(report) ?? []
  expect(Number(sent) + Number(uncertain)).toBe(people)
  expect(arrived()).toBeGreaterThanOrEqual(Number(sent))
  expect(arrived()).toBeLessThanOrEqual(people)
})
