import { describe, expect, test } from 'vitest'
import { lookForNews } from '../../src/bot/announcements/news.ts'
import { tellProgress } from '../../src/bot/announcements/progress.ts'
import { KnowledgeError } from '../../src/knowledge/load.ts'
import { admin, announcingBot, curator, fresh, member, start, subscribe, withCases } from '../support/announcements.ts'
import { group, testBot } from '../support/bot.ts'
import { partnership } from '../support/knowledge.ts'

describe('a curator', () => {
  test('is previewed in both languages, approved once, and arrives once', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    await bot.reload(withCases(fresh))
    expect(bot.replies().at(-2)).toContain('1 kabar baru menunggu')
    expect(bot.lastReply()).toContain('Ringkasan bontang-busan.')
    expect(bot.lastReply()).toContain('Summary of bontang-busan.')
    expect(bot.lastReply()).toContain('1 tempat')
    await bot.press('Umumkan', curator)
    await bot.deliver()
    expect(await bot.deliver()).toEqual([])
    expect(bot.last(group.id)?.text).toContain('🆕 Kabar baru')
    expect(bot.last(group.id)?.text).toContain('Kota Bontang – Kitakyushu (Jepang)')
    await bot.press('Perbarui', curator)
    expect(bot.last(30)?.text).toContain('Terkirim 1')
    expect(bot.refusals()).toEqual([])
  })

  test('is followed by its curator to the end, told once', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    await bot.reload(withCases(fresh))
    await bot.say('/antrean', curator)
    await bot.press('Umumkan', curator)
    const shown = new Map<string, string>()
    await tellProgress(bot.bot.api, shown, bot.deps)
    expect(bot.last(30)?.text).toContain('menunggu 1')
    await bot.deliver()
    await tellProgress(bot.bot.api, shown, bot.deps)
    await tellProgress(bot.bot.api, shown, bot.deps)
    expect(bot.replies().filter((text) => text.startsWith('Selesai:'))).toHaveLength(1)
  })

  test('can be set for the next morning', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    await bot.reload(withCases(fresh))
    await bot.say('/antrean', curator)
    await bot.press('Jadwalkan', curator)
    await bot.press('Kembali', curator)
    await bot.press('Jadwalkan', curator)
    await bot.press('Pukul 08.00', curator)
    expect(bot.last(30)?.text).toContain('Berikutnya: 25-11-2026, 08.00 WIB')
    expect(await bot.deliver()).toEqual([])
    const row = await bot.database.db.selectFrom('deliveries').select('due_at').executeTakeFirstOrThrow()
    expect(new Date(row.due_at).toISOString()).toBe('2026-11-25T01:00:00.000Z')
    await tellProgress(bot.bot.api, new Map(), bot.deps)
    expect(bot.replies().filter((text) => text.startsWith('Selesai:'))).toEqual([])
  })

  test('set for next week is not reported as finished, and can be stopped before', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    await bot.reload(withCases(fresh))
    await bot.press('Jadwalkan', curator)
    await bot.press('Senin', curator)
    await tellProgress(bot.bot.api, new Map(), bot.deps)
    expect(bot.replies().filter((text) => text.startsWith('Selesai:'))).toEqual([])
    await bot.press('Hentikan sisanya', curator)
    expect(bot.last(30)?.text).toContain('Tidak jadi dikirim: 1')
    expect(await bot.deliver()).toEqual([])
  })

  test('carries a note in both languages, typed as replies; one that is too long is refused', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    await bot.reload(withCases(fresh))
    const approve = bot.last(30)
    await bot.press('Catatan', curator)
    const answer = (text: string, from = curator) =>
      bot.say(text, from, undefined, { reply_to_message: bot.last(30) as never })
    await answer('baris\n'.repeat(20).trim())
    expect(bot.replies().at(-2)).toContain('20 baris')
    await answer('Pertama di <Kalimantan>.')
    expect(bot.last(30)?.text).toContain('bahasa Inggris')
    await bot.say('/antrean', curator)
    expect(bot.last(30)?.text).toContain('satu bahasa')
    await bot.press(/^✅ Umumkan/, curator)
    expect(bot.notice()).toContain('satu bahasa')
    const askedInEnglish = bot.telegram.history(30).findLast((kept) => kept.text?.includes('bahasa Inggris, juga'))
    await bot.say('The first in Kalimantan.', curator, undefined, { reply_to_message: askedInEnglish as never })
    expect(bot.last(30)?.text).toContain('💬 The first in Kalimantan.')
    // The first preview was without the note.
    const [yes] = (approve?.reply_markup?.inline_keyboard?.flat() ?? []) as { callback_data: string }[]
    await bot.handle(bot.telegram.press(curator, 30, approve?.message_id ?? 0, yes?.callback_data ?? ''))
    expect(bot.notice()).toContain('sudah berubah')
    await bot.press(/^✅ Umumkan/, curator)
    await bot.deliver()
    expect(bot.last(group.id)?.text).toContain('💬 Pertama di <Kalimantan>.')
    await answer('Terlambat')
    expect(bot.refusals()).toEqual([])
  })

  test('the first start takes all as known; what is skipped is not sent', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    await bot.say('/antrean', curator)
    expect(bot.lastReply()).toContain('Tidak ada kabar')
    await bot.reload(withCases(fresh))
    await bot.say('/antrean', curator)
    await bot.press('Lewati', curator)
    expect(bot.last(30)?.text).toContain('Dilewati')
    expect(await bot.deliver()).toEqual([])
  })

  test('who only looks does not take the report from the one who decided', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    await bot.reload(withCases(fresh))
    const preview = bot.last(30)
    await bot.press(/^✅ Umumkan/, curator)
    const [followed] = await bot.repositories.announcements.followed()
    const [yes] = (preview?.reply_markup?.inline_keyboard?.flat() ?? []) as { callback_data: string }[]
    await bot.say('/antrean', curator)
    await bot.handle(bot.telegram.press(curator, 30, bot.last(30)?.message_id ?? 0, yes?.callback_data ?? ''))
    expect(await bot.repositories.announcements.followed()).toMatchObject([{ messageId: followed?.messageId }])
    await bot.say('/hapus_data', curator)
    await bot.press('Ya', curator)
    expect(await bot.repositories.announcements.followed()).toEqual([])
  })

  test('a draft that waits is shown instead of a second one, and an unknown time is not now', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    await bot.reload(withCases(fresh))
    const [draft] = await bot.repositories.announcements.drafts()
    await bot.say('/umumkan bontang-busan', curator)
    expect(await bot.repositories.announcements.drafts()).toMatchObject([{ id: draft?.id }])
    const [yes] = (bot.last(30)?.reply_markup?.inline_keyboard?.flat() ?? []) as { callback_data: string }[]
    const data = `${yes?.callback_data.replace('.yes.', '.at.')}.someday`
    await bot.handle(bot.telegram.press(curator, 30, bot.last(30)?.message_id ?? 0, data))
    expect(await bot.deliver()).toEqual([])
  })

  test('two curators who press at once, and somebody who is no curator any more', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    await bot.reload(withCases(fresh))
    await bot.say('/antrean', curator)
    const message = bot.last(30)
    const [yes, , , no] = (message?.reply_markup?.inline_keyboard?.flat() ?? []) as { callback_data: string }[]
    const press = (data = '', from = curator) =>
      bot.handle(bot.telegram.press(from, 30, message?.message_id ?? 0, data))
    await press(yes?.callback_data, member)
    expect(bot.notice()).toContain('Hanya kurator')
    await press(yes?.callback_data)
    await press(no?.callback_data)
    expect(bot.notice()).toContain('Sudah diputuskan')
    expect(await bot.deliver()).toHaveLength(1)
  })

  test('an approval of an outdated preview announces nothing', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    await bot.reload(withCases(fresh))
    await bot.say('/antrean', curator)
    const old = bot.last(30)
    await bot.reload(withCases({ ...fresh, status: 'loi' }))
    const [yes] = (old?.reply_markup?.inline_keyboard?.flat() ?? []) as { callback_data: string }[]
    await bot.handle(bot.telegram.press(curator, 30, old?.message_id ?? 0, yes?.callback_data ?? ''))
    expect(bot.telegram.history(30).find((kept) => kept.message_id === old?.message_id)?.text).toContain('Digantikan')
    expect(await bot.deliver()).toEqual([])
  })

  test('a known case can be announced by its id, and a case with markup in it stays text', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    await bot.reload(withCases({ ...fresh, summary: { id: '<b>tebal</b> *bintang*', en: '_x_' } }))
    await bot.say('/umumkan bontang-busan', curator)
    await bot.press('Umumkan', curator)
    await bot.deliver()
    expect(bot.last(group.id)?.text).toContain('<b>tebal</b> *bintang*')
    await bot.say('/umumkan tidak-ada', curator)
    expect(bot.lastReply()).toContain('Tulis id kasusnya')
  })

  test('set for Monday does not come earlier because the bot was out for a while', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    await bot.reload(withCases(fresh))
    await bot.press('Jadwalkan', curator)
    await bot.press('Senin', curator)
    await bot.handle(bot.telegram.setBotStatus(admin, group, 'member', 'kicked'))
    await bot.handle(bot.telegram.setBotStatus(admin, group, 'kicked', 'member'))
    expect(await bot.deliver()).toEqual([])
    const [row] = await bot.database.db.selectFrom('deliveries').select('due_at').execute()
    expect(new Date(row?.due_at ?? 0).toISOString()).toBe('2026-11-30T01:00:00.000Z')
  })

  test('is followed in a new message where the preview is gone, and foreign cases are not announced', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    await bot.reload(withCases(fresh))
    const shown = bot.last(30)
    const [yes] = (shown?.reply_markup?.inline_keyboard?.flat() ?? []) as { callback_data: string }[]
    await bot.bot.api.deleteMessage(30, shown?.message_id ?? 0)
    await bot.handle(bot.telegram.press(curator, 30, shown?.message_id ?? 0, yes?.callback_data ?? ''))
    await bot.deliver()
    await tellProgress(bot.bot.api, new Map(), bot.deps)
    expect(bot.last(30)?.text).toMatch(/^Selesai:/)
    const foreign = partnership('toledo', { region: { name: 'Toledo', type: 'kota', country: 'US' } })
    await bot.reload(withCases(fresh, foreign))
    await bot.say('/umumkan toledo', curator)
    expect(bot.lastReply()).toContain('Tulis id kasusnya')
  })
})

test('knowledge with mistakes announces nothing', async () => {
  const mistakes = [{ file: 'cases/x.yaml', line: 3, message: 'the date lies in the future' }]
  const readKnowledge = () => Promise.reject(new KnowledgeError('knowledge', mistakes))
  const bot = await testBot({ curator, now: () => start, readKnowledge })
  await lookForNews(bot.deps)
  await bot.say('/muat_ulang', curator)
  expect(bot.lastReply()).toContain('cases/x.yaml:3')
  expect(await bot.repositories.announcements.drafts()).toEqual([])
})
