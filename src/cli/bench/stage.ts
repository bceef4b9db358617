import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Update, User } from 'grammy/types'
import type { KeptMessage } from '../../playground/events.ts'
import { LocalTelegram } from '../../playground/local-telegram.ts'
import { startBot } from './bot-process.ts'
import { seeded, StrictTelegram } from './strict-telegram.ts'
import { telegramServer } from './telegram-server.ts'

/** Longer than anything here takes. */
const patienceMs = 120_000
const lookEveryMs = 10

export const admin = person(20, 'Admin')
export const curator = person(30, 'Kurator')

/** The built bot as a process before a strict Telegram, and the people who deal with it. */
export interface Stage {
  readonly strict: StrictTelegram
  readonly databasePath: string
  readonly deliver: (update: Update) => void
  /** Presses the button under a message whose label begins with this. @throws {Error} when there is none. */
  readonly press: (from: User, message: KeptMessage, label: string) => void
  /** The last message of the bot in a chat. */
  readonly last: (chatId: number) => KeptMessage | undefined
  /** Waits for it. @throws {Error} with what it was and what the bot has logged last when it takes too long. */
  readonly until: (what: string, isThere: () => boolean) => Promise<void>
  /** kill -9, and another start. */
  readonly restart: () => Promise<void>
  /** Ends the bot properly. */
  readonly end: () => Promise<void>
  readonly close: () => Promise<void>
}

/** @param seed of the faults. */
export async function setStage(seed: number): Promise<Stage> {
  const telegram = new LocalTelegram(1, (id) => (id === admin.id ? 'administrator' : 'member'))
  const strict = new StrictTelegram(telegram, seeded(seed))
  const server = await telegramServer(telegram, strict.fetch)
  const folder = await mkdtemp(join(tmpdir(), 'paradiplomasi-broadcast-'))
  const databasePath = join(folder, 'bot.db')
  const start = async () => {
    const begun = startBot({
      BOT_TOKEN: '123456:broadcast',
      BOT_API_ROOT: server.root,
      DATABASE_URL: `sqlite:${databasePath}`,
      CURATOR_IDS: String(curator.id),
      PORT: '0',
      ADMIN_PORT: '0',
    })
    await begun.until('the bot answers')
    return begun
  }
  let bot = await start()
  const { deliver } = server
  return {
    strict,
    databasePath,
    deliver,
    press: (from, { chat, message_id: messageId, reply_markup: markup }, label) => {
      const button = markup?.inline_keyboard.flat().find(({ text }) => text.startsWith(label))
      if (!button || !('callback_data' in button)) throw new Error(`there is no button "${label}"`)
      deliver(telegram.press(from, chat.id, messageId, button.callback_data))
    },
    last: (chatId) => telegram.history(chatId).findLast(({ fromBot }) => fromBot),
    until: async (what, isThere) => {
      const deadline = performance.now() + patienceMs
      while (!isThere()) {
        if (performance.now() > deadline) throw new Error(`${what} did not come:\n${bot.output().slice(-2000)}`)
        await sleep(lookEveryMs)
      }
    },
    restart: async () => {
      await bot.end('SIGKILL')
      bot = await start()
    },
    end: async () => {
      await bot.end('SIGTERM')
    },
    close: async () => {
      bot.child.kill('SIGKILL')
      server.close()
      await rm(folder, { recursive: true })
    },
  }
}

/** Somebody who speaks Indonesian. */
export function person(id: number, name: string): User {
  return { id, is_bot: false, first_name: name, language_code: 'id' }
}
