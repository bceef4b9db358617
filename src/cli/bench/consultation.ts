import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBot } from '../../bot/create-bot.ts'
import { Library, type Learnt } from '../../bot/library.ts'
import { loadWords } from '../../bot/words.ts'
import { LocalTelegram } from '../../playground/local-telegram.ts'
import { createTelegramFetch } from '../../sending/telegram-fetch.ts'
import { openDatabase } from '../../storage/connect.ts'
import { createRepositories } from '../../storage/repositories.ts'

const updates = 400
const around = 20

/** How long one answer of a consultation takes at the beginning and after hundreds, and how large its log is then. */
export async function measureConsultation(learnt: Learnt): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'paradiplomasi-bench-'))
  const database = await openDatabase({ kind: 'sqlite', path: join(folder, 'bench.db') })
  const telegram = new LocalTelegram(1)
  const bot = createBot(
    '1:bench',
    { client: { fetch: createTelegramFetch({ fetch: telegram.fetch }) as never } },
    {
      ...(await createRepositories(database)),
      library: new Library(learnt),
      words: await loadWords(),
      operator: undefined,
      defaultLanguage: 'en',
      isCurator: () => false,
      curatorIds: [],
      learnAnew: () => Promise.resolve(learnt),
      report: { asked: () => undefined, sendFailed: () => undefined, skipped: () => undefined },
      now: () => Date.now(),
    },
  )
  await bot.init()
  const me = { id: 1001, is_bot: false, first_name: 'Bench', language_code: 'en' }
  const press = async (label: string) => {
    const message = telegram.history(me.id).findLast((kept) => kept.fromBot)
    const button = message?.reply_markup?.inline_keyboard.flat().find(({ text }) => text.includes(label))
    if (!message || !button || !('callback_data' in button)) throw new Error(`there is no button "${label}"`)
    const begun = performance.now()
    await bot.handleUpdate(telegram.press(me, me.id, message.message_id, button.callback_data))
    return performance.now() - begun
  }
  await bot.handleUpdate(
    telegram.write(me, { text: '/consult', entities: [{ type: 'bot_command', offset: 0, length: 8 }] }),
  )
  for (const label of ['Exercise', 'Sister', 'Yes', 'Local government', 'City']) await press(label)
  const times: number[] = []
  const sizes: number[] = []
  for (let i = 0; i < updates; i++) {
    times.push(await press('Promotion'))
    const { state } = await database.db.selectFrom('conversations').select('state').executeTakeFirstOrThrow()
    sizes.push(state.length)
  }
  await database.db.destroy()
  rmSync(folder, { recursive: true })
  const median = (from: number) => times.slice(from, from + around).sort((a, b) => a - b)[around / 2] ?? 0
  const line = (at: number) =>
    `update ${String(at).padStart(3)}: ${median(at - around).toFixed(1)} ms, log ${sizes[at - 1]} bytes`
  return [around, 200, updates].map(line).join('\n')
}
