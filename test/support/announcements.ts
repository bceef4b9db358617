import { Api } from 'grammy'
import { lookForNews } from '../../src/bot/announcements/news.ts'
import { deliverer } from '../../src/bot/announcements/deliver.ts'
import type { Case, KnowledgeBase } from '../../src/knowledge/types.ts'
import { onceFetch } from '../../src/sending/broadcast.ts'
import { group, person, testBot } from './bot.ts'
import { partnership, smallKnowledge } from './knowledge.ts'

export const admin = person('id', 20)
export const member = person('id', 21)
export const curator = person('id', 30)
export const start = Date.parse('2026-11-24T03:00:00Z')

export const withCases = (...cases: Case[]): KnowledgeBase => ({
  ...smallKnowledge,
  cases: new Map([...smallKnowledge.cases, ...cases.map((one) => [one.id, one] as const)]),
})
export const fresh = partnership('bontang-busan', {
  region: { name: 'Kota Bontang', type: 'kota', province: 'Kalimantan Timur', country: 'ID' },
  partner: { name: 'Kitakyushu', country: 'JP' },
  years: { mou: 2026 },
})

/** The bot with a curator, a group admin, and an outbox that is emptied on demand. */
export async function announcingBot() {
  let knowledge: KnowledgeBase = smallKnowledge
  const clock = { at: start }
  const bot = await testBot({ admin, curator, now: () => clock.at, readKnowledge: () => Promise.resolve(knowledge) })
  await lookForNews(bot.deps)
  const api = new Api('1:test', { fetch: onceFetch(bot.telegram.fetch) as never })
  const attempt = deliverer(api, 'paradiplomasi_bot', bot.deps)
  const { deliveries } = bot.repositories
  return {
    ...bot,
    /** Stands still until a test moves it. */
    clock,
    /** Puts other knowledge into the folder and loads it as the curator does. */
    reload: async (next: KnowledgeBase) => {
      clock.at++
      knowledge = next
      await bot.say('/muat_ulang', curator)
    },
    /** Sends what is due; returns what became of each. */
    deliver: async () => {
      const outcomes = []
      for (;;) {
        const parcels = await deliveries.claim(clock.at, clock.at, () => false)
        if (parcels.length === 0) return outcomes
        const outcome = await attempt(parcels)
        outcomes.push(outcome)
        const sent = outcome.kind === 'sent'
        await deliveries.settle(
          parcels,
          sent ? { state: 'sent', messageId: outcome.messageId } : { state: 'failed' },
          clock.at,
        )
      }
    },
    last: (chatId: number) => bot.telegram.history(chatId).findLast((kept) => kept.fromBot),
    notice: () => bot.telegram.calls.findLast(({ method }) => method === 'answerCallbackQuery')?.payload.text ?? '',
  }
}
type Bot = Awaited<ReturnType<typeof announcingBot>>

export const subscribe = async ({ say, press }: Bot, text = '/langganan') => {
  await say(text, admin, group)
  await press('Berlangganan', admin, group.id)
}
