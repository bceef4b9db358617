import type { User } from 'grammy/types'
import { describe, expect, test } from 'vitest'
import { group, person } from '../../support/bot.ts'
import { consultingBot, upToFields } from '../../support/consultation.ts'

describe('going on at any time', () => {
  test('/batal pauses, /konsultasi goes on where it was', async () => {
    const bot = await consultingBot()
    const { say, press, shownText, replies } = bot
    await upToFields(bot)
    await say('/batal')
    expect(replies().at(-1)).toContain('tersimpan')
    await say('perlu persetujuan dewan?')
    expect(replies().at(-1)).toContain('Perlu persetujuan DPRD?')
    await say('/konsultasi')
    await press('Kota Bandung – Kota Kochi')
    expect(shownText()).toContain('Bidang apa saja')
    await say('/batal')
    await say('/batal')
    expect(replies().at(-1)).toContain('Tidak ada pertanyaan')
  })

  test('a typed answer is taken although the conversation was lost with an older version', async () => {
    const bot = await consultingBot()
    const { say, press, database, shownText } = bot
    await say('/konsultasi')
    await press('Konsultasi baru')
    await press('kembar')
    await database.db.deleteFrom('conversations').execute()
    await say('Kota Bogor')
    expect(shownText()).toContain('negara mana')
    await database.db
      .updateTable('conversations')
      .set({ state: JSON.stringify({ version: [0, 99], state: {} }) })
      .execute()
    await say('Jepang')
    expect(shownText()).toContain('hubungan diplomatik dengan Jepang')
  })

  test('is renamed, archived, taken out again and deleted for good', async () => {
    const bot = await consultingBot()
    const { say, press, shownText, shown, database } = bot
    await upToFields(bot)
    await press('Kembali')
    await say('/konsultasi')
    await press('Bandung')
    await say('Kota Kochi')
    for (const label of ['Belum tahu', 'Belum tahu', 'Belum tahu', 'Belum tahu', 'Belum tahu', 'Belum tahu'])
      await press(label)
    await press('⚙️')
    await press('Ganti nama')
    await say('Rencana pak wali, hubungi 081234567890')
    expect(shownText()).toContain('Rencana pak wali, hubungi [number]')
    await press('Arsipkan')
    await say('/konsultasi')
    expect(shownText()).toContain('Saya menanyakan sekitar sepuluh hal')
    await press('Arsip')
    await press('Rencana')
    await press('⚙️')
    await press('Keluarkan')
    await press('Hapus')
    expect(shownText()).toContain('tidak dapat dikembalikan')
    await press('Ya, hapus')
    expect(shown()?.text).toBe('Konsultasi sudah dihapus.')
    expect(await database.db.selectFrom('consultation_events').selectAll().execute()).toEqual([])
  })

  test('/hapus_data erases them', async () => {
    const bot = await consultingBot()
    await upToFields(bot)
    await bot.say('/hapus_data')
    await bot.press('Ya, hapus')
    expect(bot.shownText()).toContain('1 konsultasi')
    for (const table of ['consultations', 'consultation_events', 'prompts', 'conversations'] as const) {
      expect({ table, rows: await bot.database.db.selectFrom(table).selectAll().execute() }).toEqual({
        table,
        rows: [],
      })
    }
  })

  test('an exercise has an invented region and says so', async () => {
    const bot = await consultingBot()
    await bot.say('/konsultasi')
    await bot.press('Latihan')
    expect(bot.shownText()).toContain('🎓 LATIHAN')
    for (const label of ['kembar', 'Ya, ada', 'Pemerintah daerah', 'Kota/kabupaten', 'Promosi', 'Lanjut'])
      await bot.press(label)
    expect(bot.shownText()).toContain('Dari mana biayanya')
    await bot.say('/konsultasi')
    expect(bot.buttons()[0]).toBe('🎓 Kota Contoh – Midorikawa')
  })

  test('the log of the conversation stays as small after 200 answers as after 10', { timeout: 60_000 }, async () => {
    const bot = await consultingBot()
    const { press, database } = bot
    await upToFields(bot)
    const size = async () =>
      (await database.db.selectFrom('conversations').select('state').executeTakeFirstOrThrow()).state.length
    const sizes: number[] = []
    for (let i = 0; i < 200; i++) {
      await press(/Promosi/)
      sizes.push(await size())
    }
    expect(Math.max(...sizes)).toBeLessThan(8192)
    expect(Math.abs((sizes[199] ?? 0) - (sizes[9] ?? 0))).toBeLessThan(64)
  })
})

describe('in a group', () => {
  const starter = person('id', 11)
  const member = person('id', 12)
  const admin = person('id', 13)
  const inGroup = async () => {
    const bot = await consultingBot({ admin })
    const { telegram, handle } = bot
    const answer = async (text: string, from: User) => {
      const prompt = telegram.history(group.id).findLast((kept) => kept.fromBot)
      await handle(telegram.write(from, { text, ...(prompt && { reply_to_message: prompt as never }) }, group))
    }
    await bot.say('/konsultasi', starter, group)
    await bot.press('Konsultasi baru', starter, group.id)
    await bot.press('kembar', starter, group.id)
    return { ...bot, answer }
  }

  test('what is typed is asked for with a forced reply to that person', async () => {
    const bot = await inGroup()
    const call = bot.telegram.calls.findLast(({ method }) => method === 'sendMessage')
    expect(call?.payload.reply_markup).toEqual({ force_reply: true, selective: true })
    expect(call?.payload.entities?.[0]).toMatchObject({ type: 'text_mention', user: { id: 11 } })
    await bot.answer('Kota Bogor', member)
    expect(bot.replies().join()).not.toContain('negara mana')
    await bot.answer('Kota Bogor', starter)
    expect(
      bot.telegram
        .history(group.id)
        .map(({ text }) => text)
        .join(),
    ).toContain('negara mana')
  })

  test('members see it; only who began it and admins change it', async () => {
    const bot = await inGroup()
    const notice = () =>
      bot.telegram.calls.findLast(({ method }) => method === 'answerCallbackQuery')?.payload.text ?? ''
    await bot.press('Belum tahu', member, group.id)
    expect(notice()).toContain('Hanya yang memulai')
    const before = bot.replies().length
    await bot.press('Mengapa', member, group.id)
    expect(bot.replies()).toHaveLength(before)
    expect(
      bot.telegram
        .history(group.id)
        .map(({ text }) => text)
        .join(),
    ).toContain('PP 28/2018')
    await bot.press('Belum tahu', admin, group.id)
    expect(
      bot.telegram
        .history(group.id)
        .map(({ text }) => text)
        .join(),
    ).toContain('negara mana')
  })

  test('goes along when the group becomes a supergroup', async () => {
    const bot = await inGroup()
    await bot.handle(bot.telegram.write(starter, { migrate_to_chat_id: -2002 }, group))
    const bigger = { ...group, id: -2002 }
    await bot.say('/konsultasi', starter, bigger)
    expect(bot.buttons()).toContain('Konsultasi tanpa nama')
  })
})
