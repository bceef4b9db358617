import { describe, expect, test } from 'vitest'
import { chatClosed } from '../../src/bot/announcements/presence.ts'
import { stampOf } from '../../src/bot/announcements/preview.ts'
import { tellProgress } from '../../src/bot/announcements/progress.ts'
import { admin, announcingBot, curator, fresh, member, start, subscribe, withCases } from '../support/announcements.ts'
import { group } from '../support/bot.ts'
import { digestText } from '../../src/bot/views/announcement.ts'
import { partnership, smallKnowledge } from '../support/knowledge.ts'

describe('an announcement', () => {
  test('waits for the end of quiet hours that have begun in the meantime', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    await bot.reload(withCases(fresh))
    await bot.press(/^✅ Umumkan/, curator)
    for (const wish of await bot.repositories.subscriptions.all()) {
      await bot.repositories.subscriptions.set({ ...wish, quiet: { from: 9, to: 12 } }, start)
    }
    expect(await bot.deliver()).toMatchObject([{ kind: 'quiet', until: Date.parse('2026-11-24T05:00:00Z') }])
  })

  test('a case that is corrected puts right what was sent; where it matters a message follows', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    await bot.reload(withCases(fresh))
    await bot.say('/antrean', curator)
    await bot.press('Umumkan', curator)
    await bot.deliver()
    const sent = bot.last(group.id)
    await bot.reload(withCases({ ...fresh, summary: { id: 'Sudah diperbaiki.', en: 'Corrected.' } }))
    await bot.say('/antrean', curator)
    await bot.press('Umumkan', curator)
    await bot.deliver()
    expect(bot.last(group.id)?.message_id).toBe(sent?.message_id)
    expect(bot.last(group.id)?.text).toContain('Sudah diperbaiki.')
    await bot.reload(withCases({ ...fresh, status: 'loi', partner: { name: 'Kitakyushu', country: 'KR' } }))
    await bot.press(/^✅ Umumkan/, curator)
    await bot.deliver()
    const correction = bot.last(group.id)
    expect(correction?.message_id).not.toBe(sent?.message_id)
    expect(correction?.text).toMatch(
      /Kabar diperbarui\n\nKota Bontang – Kitakyushu\n\nNegara mitra: .+ → .+\nStatus: .+ → .+$/,
    )
    await bot.reload(smallKnowledge)
    await bot.say('/antrean', curator)
    await bot.press('Umumkan', curator)
    await bot.deliver()
    expect(bot.last(group.id)?.message_id).not.toBe(sent?.message_id)
    expect(bot.last(group.id)?.text).toContain('kami tarik')
    expect(bot.last(group.id)?.text).not.toContain('Ringkasan')
  })

  test('several due together come as one digest', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    await bot.reload(withCases(fresh, { ...fresh, id: 'bontang-kochi', partner: { name: 'Kochi', country: 'JP' } }))
    await bot.say('/antrean', curator)
    for (const draft of await bot.repositories.announcements.drafts()) {
      const message = bot.telegram
        .history(30)
        .find((kept) => JSON.stringify(kept.reply_markup ?? {}).includes(draft.id))
      await bot.handle(
        bot.telegram.press(curator, 30, message?.message_id ?? 0, `q:id:${draft.id}.yes.${stampOf(draft)}`),
      )
    }
    expect(await bot.deliver()).toHaveLength(1)
    expect(bot.last(group.id)?.text).toContain('2 kabar kerja sama')
    expect(bot.last(group.id)?.text).toContain('Kochi')
  })

  test('waits where the bot was removed, and comes when it is back', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    await bot.reload(withCases(fresh))
    await bot.say('/antrean', curator)
    await bot.press('Umumkan', curator)
    await chatClosed(group.id, undefined, 'kicked', bot.deps)
    expect(await bot.deliver()).toEqual([])
    await bot.handle(bot.telegram.setBotStatus(admin, group, 'left', 'member'))
    expect(await bot.deliver()).toHaveLength(1)
  })

  test('what was approved while the bot was out comes when it is back, several as one message', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    await bot.handle(bot.telegram.setBotStatus(admin, group, 'member', 'kicked'))
    await bot.reload(withCases(fresh))
    expect(bot.last(30)?.text).toContain('0 tempat')
    await bot.press(/^✅ Umumkan/, curator)
    await bot.say('/umumkan padang-hildesheim', curator)
    await bot.press(/^✅ Umumkan/, curator)
    expect(await bot.deliver()).toEqual([])
    await tellProgress(bot.bot.api, new Map(), bot.deps)
    expect(bot.replies().filter((text) => text.startsWith('Selesai:'))).toHaveLength(2)
    await bot.handle(bot.telegram.setBotStatus(admin, group, 'kicked', 'member'))
    expect(await bot.deliver()).toHaveLength(1)
    expect(bot.last(group.id)?.text).toContain('2 kabar kerja sama')
  })

  test('is not told twice where it still waits, nor a correction where it was withdrawn since', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    await bot.reload(withCases(fresh))
    await bot.press(/^✅ Umumkan/, curator)
    await bot.say('/umumkan bontang-busan', curator)
    expect(bot.last(30)?.text).toContain('0 tempat')
    await bot.deliver()
    const sent = bot.last(group.id)
    await bot.reload(withCases({ ...fresh, status: 'loi' }))
    await bot.press('Jadwalkan', curator)
    await bot.press('Senin', curator)
    await bot.reload(smallKnowledge)
    await bot.press(/^✅ Umumkan/, curator)
    await bot.deliver()
    expect(bot.telegram.history(group.id).find((kept) => kept.message_id === sent?.message_id)?.text).toContain('⛔')
    const open = await bot.database.db.selectFrom('deliveries').select('state').where('state', '=', 'pending').execute()
    expect(open).toEqual([])
    await bot.reload(withCases(fresh))
    await bot.press(/^✅ Umumkan/, curator)
    await bot.deliver()
    expect(bot.last(group.id)?.text).toContain('Ringkasan bontang-busan.')
    expect(bot.refusals()).toEqual([])
  })

  test('of twelve cases with long texts and notes fits one message, with the way to each', async () => {
    const words = (await announcingBot()).deps.words.id
    const about = { ...fresh, partner: { name: 'P'.repeat(150) }, summary: { id: 'x'.repeat(400), en: 'y' } }
    const note = { id: 'n'.repeat(400), en: 'n' }
    const kinds = ['new', 'changed', 'withdrawn'] as const
    const news = Array.from({ length: 12 }, (_, i) => ({ kind: kinds[i % 3] ?? 'new', about, note, matters: true }))
    const digest = digestText(news, words, 'bot')
    expect(digest.text.length).toBeLessThanOrEqual(4096)
    expect(digest.text.match(/kami tarik/g)).toHaveLength(4)
    expect(digest.entities.filter(({ type }) => type === 'text_link')).toHaveLength(8)
    expect(digestText(news.slice(0, 2), words, 'bot').text).toContain('💬 nnn')
  })

  test('is put right in the language it was told in, though the subscription has ended', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    await bot.press('English', admin, group.id)
    await bot.press('Save changes', admin, group.id)
    await bot.reload(withCases(fresh))
    await bot.press(/^✅ Umumkan/, curator)
    await bot.deliver()
    await bot.say('/berhenti', admin, group)
    await bot.reload(withCases({ ...fresh, summary: { id: 'Diperbaiki.', en: 'Put right.' } }))
    await bot.press(/^✅ Umumkan/, curator)
    await bot.deliver()
    const told = bot.telegram.history(group.id).filter((kept) => kept.text?.includes('Kitakyushu'))
    expect(told.map(({ text }) => text?.includes('Put right.'))).toEqual([true])
  })

  test('that changes twice before a digest says all that is different since it was heard', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    await bot.reload(withCases(fresh))
    await bot.press(/^✅ Umumkan/, curator)
    await bot.deliver()
    await bot.reload(withCases({ ...fresh, years: { mou: 2024 } }))
    await bot.press('Jadwalkan', curator)
    await bot.press('Senin', curator)
    await bot.reload(withCases({ ...fresh, years: { mou: 2024 }, status: 'loi' }))
    await bot.press(/^✅ Umumkan/, curator)
    await bot.deliver()
    expect(bot.last(group.id)?.text).toMatch(/2026 → 2024\nStatus: .+ → .+$/)
    expect(bot.telegram.history(group.id).filter((kept) => kept.text?.includes('→'))).toHaveLength(1)
  })

  test('that nobody was told of goes to all when it changes in what matters, to nobody when only words do', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    const one = partnership('padang-hildesheim')
    await bot.reload(withCases({ ...one, summary: { id: 'Lain.', en: 'Other.' } }))
    expect(await bot.repositories.announcements.drafts()).toEqual([])
    await bot.reload(withCases({ ...one, status: 'ended' }))
    await bot.press(/^✅ Umumkan/, curator)
    await bot.deliver()
    expect(bot.last(group.id)?.text).toContain('🆕 Kabar baru')
  })

  test('leads to similar cases and to a consultation', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    await bot.say('/umumkan padang-hildesheim', curator)
    await bot.press('Umumkan', curator)
    await bot.deliver()
    await bot.press('Rincian', member, group.id)
    expect(bot.last(group.id)?.text).toContain('Naskah kerja sama')
    const announced = bot.telegram.history(group.id).findLast((kept) => kept.text?.includes('Kabar baru'))
    expect(announced?.reply_markup?.inline_keyboard?.flat()[2]).toMatchObject({
      url: expect.stringContaining('start=konsultasi') as string,
    })
    const data = { callback_data: 'm:id:padang-hildesheim' }
    await bot.handle(bot.telegram.press(member, group.id, announced?.message_id ?? 0, data.callback_data))
    expect(bot.last(group.id)?.text).toContain('Hildesheim')
    await bot.say('/start konsultasi', member)
    expect(bot.lastReply()).toContain('dari rencana sampai laporan')
  })
})
