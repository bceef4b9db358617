import { fileURLToPath } from 'node:url'
import { loadKnowledge } from '../../src/knowledge/load.ts'
import type { KnowledgeBase } from '../../src/knowledge/types.ts'
import { loadPlaces } from '../../src/places/places.ts'
import { testBot, type TestBotOptions } from './bot.ts'
import { smallKnowledge } from './knowledge.ts'

/** The knowledge that ships, all of it. */
export const shipped = await loadKnowledge(fileURLToPath(new URL('../../knowledge', import.meta.url)), '2026-11-24')
export const places = await loadPlaces(shipped.placeNames)

/** The shipped questions, rules and procedures, with the few topics of the small world, which are learnt at once. */
export const consulting: KnowledgeBase = {
  ...smallKnowledge,
  laws: shipped.laws,
  procedures: shipped.procedures,
  questionWords: shipped.questionWords,
  rules: shipped.rules,
}

const start = Date.parse('2026-11-24T03:00:00Z')

/** The bot with the shipped consultation, on the morning of 24 November 2026. */
export async function consultingBot(options: TestBotOptions = {}) {
  const bot = await testBot({ knowledge: consulting, places, now: () => start, ...options })
  return { ...bot, shownText: (chatId?: number) => bot.shown(chatId)?.text ?? '' }
}
export type ConsultingBot = Awaited<ReturnType<typeof consultingBot>>

/** Begins a sister city of Kota Bandung with Kochi and stops before the fields. */
export async function upToFields({ say, press }: ConsultingBot): Promise<void> {
  await say('/konsultasi')
  await press('Konsultasi baru')
  await press('kembar')
  await say('kota bandung')
  await say('jepang')
  await press('Ya, ada')
  await press('Pemerintah daerah')
  await press('Kota/kabupaten')
  await say('Kota Kochi')
}

export async function upToVerdict(bot: ConsultingBot): Promise<void> {
  await upToFields(bot)
  const rest = ['Promosi', 'Lanjut', 'APBD', 'Lanjut', /^Tidak$/, 'Ya, sesuai', 'Belum ada', 'Lanjut']
  for (const label of rest) await bot.press(label)
  await bot.say('Juni 2028')
}
