import type { Chat, Message, Update, User } from 'grammy/types'
import { buildMatcherData } from '../../src/answers/matcher-data.ts'
import { createBot } from '../../src/bot/create-bot.ts'
import type { BotDeps, BotReport } from '../../src/bot/deps.ts'
import { Library, type Learnt } from '../../src/bot/library.ts'
import { loadWords } from '../../src/bot/words.ts'
import type { KnowledgeBase, Language } from '../../src/knowledge/types.ts'
import type { Call } from '../../src/playground/events.ts'
import { LocalTelegram } from '../../src/playground/local-telegram.ts'
import { createTelegramFetch } from '../../src/sending/telegram-fetch.ts'
import { openDatabase, type OpenDatabase } from '../../src/storage/connect.ts'
import { createRepositories } from '../../src/storage/repositories.ts'
import type { Places } from '../../src/places/places.ts'
import { smallKnowledge, smallPlaces } from './knowledge.ts'

const words = await loadWords()

export interface TestBotOptions {
  readonly knowledge?: KnowledgeBase
  readonly places?: Places
  readonly operator?: string
  readonly now?: () => number
  /** Who is an admin of every group. */
  readonly admin?: User
  readonly curator?: User
  /** A bot that was stopped, whose chats and database this one goes on with. */
  readonly after?: { readonly telegram: LocalTelegram; readonly database: OpenDatabase }
  readonly readKnowledge?: () => Promise<KnowledgeBase>
}

/** What was learnt from a knowledge base of a test, once. */
const learnt = new WeakMap<KnowledgeBase, Learnt>()
export function learntFrom(knowledge: KnowledgeBase, places: Places = smallPlaces): Learnt {
  let known = learnt.get(knowledge)
  if (!known) learnt.set(knowledge, (known = { knowledge, data: buildMatcherData(knowledge, places) }))
  return known
}

/** The bot over the local Telegram and a database in memory, with nothing sleeping. */
export async function testBot(options: TestBotOptions = {}) {
  const { knowledge = smallKnowledge, operator, now = Date.now, admin, curator } = options
  const telegram =
    options.after?.telegram ?? new LocalTelegram(1, (userId) => (userId === admin?.id ? 'administrator' : 'member'))
  const database = options.after?.database ?? (await openDatabase({ kind: 'sqlite', path: ':memory:' }))
  const repositories = await createRepositories(database)
  const waits: number[] = []
  const sleep = (ms: number) => {
    waits.push(ms)
    return Promise.resolve()
  }
  const failures: string[] = []
  const report: BotReport = {
    asked: () => undefined,
    sendFailed: (_, outcome) => failures.push(outcome),
    skipped: () => undefined,
  }
  const deps: BotDeps = {
    ...repositories,
    library: new Library(learntFrom(knowledge, options.places)),
    words,
    isCurator: (id) => id === curator?.id,
    curatorIds: curator ? [curator.id] : [],
    learnAnew: async () => learntFrom(await (options.readKnowledge?.() ?? Promise.resolve(knowledge))),
    operator,
    defaultLanguage: 'id',
    report,
    now,
  }
  const client = { fetch: createTelegramFetch({ fetch: telegram.fetch, sleep }) as never }
  const bot = createBot('1:test', { client }, deps)
  await bot.init()
  telegram.calls.length = 0
  const handle = (update: Update) => bot.handleUpdate(update)
  return {
    bot,
    deps,
    telegram,
    database,
    repositories,
    waits,
    failures,
    handle,
    /** Writes a text as a person and waits for the reply. */
    say: (text: string, from: User = person('id'), chat?: Chat, more: Partial<Message> = {}) =>
      handle(telegram.write(from, { text, entities: commandOf(text), ...more }, chat)),
    /** Presses the button with this text under the bot's last message. */
    press: (label: string | RegExp, from: User = person('id'), chatId = from.id) => {
      const message = telegram.history(chatId).findLast((kept) => kept.fromBot && kept.reply_markup?.inline_keyboard)
      const button = message?.reply_markup?.inline_keyboard?.flat().find(({ text }) => text.match(label))
      if (!message || !button || !('callback_data' in button)) throw new Error(`there is no button ${label}`)
      return handle(telegram.press(from, chatId, message.message_id, button.callback_data))
    },
    /** The bot's last message in a chat, as it stands there after all edits. */
    shown: (chatId = 1001) => telegram.history(chatId).findLast((kept) => kept.fromBot),
    replies: () => telegram.calls.filter(({ method }) => method === 'sendMessage').map(textOf),
    lastReply: () => textOf(telegram.calls.findLast(({ method }) => method === 'sendMessage')),
    buttons: () => labelsOf(telegram.calls.findLast(({ method }) => method === 'sendMessage')),
    refusals: () => telegram.calls.flatMap(({ refused }) => refused ?? []),
  }
}

/** A supergroup with forum topics. */
export const group: Chat = { id: -1001, type: 'supergroup', title: 'Bagian Kerja Sama', is_forum: true }

/** Somebody whose Telegram speaks this language. */
export function person(language: Language | undefined, id = 1001): User {
  return { id, is_bot: false, first_name: 'Anda', ...(language && { language_code: language }) }
}

function textOf(call: Call | undefined): string {
  return call?.payload.text ?? ''
}

function labelsOf(call: Call | undefined): string[] {
  return call?.payload.reply_markup?.inline_keyboard?.flat().map(({ text }) => text) ?? []
}

function commandOf(text: string) {
  const command = /^\/\w+(@\w+)?/.exec(text)?.[0]
  return command ? [{ type: 'bot_command' as const, offset: 0, length: command.length }] : []
}
