import { describe, expect, test } from 'vitest'
import { person } from '../../support/bot.ts'
import { consultingBot, upToFields, upToVerdict } from '../../support/consultation.ts'

describe('bad input', () => {
  test.each([
    ['31 Februari 2027', 'tidak ada dalam kalender'],
    ['kemarin', 'sudah lewat'],
    ['nanti saja ya', 'belum memahami tanggal'],
  ])('the planned date "%s" is asked back', async (text, said) => {
    const bot = await consultingBot()
    await upToVerdict(bot)
    await bot.press('Ubah jawaban')
    await bot.press('Target')
    await bot.say(text)
    expect(bot.shownText()).toContain(said)
    expect(bot.shownText()).toContain('Jawaban sekarang: Juni 2028')
  })

  test('a signature before the letter of intent is asked back, and kept when it is meant', async () => {
    const bot = await consultingBot()
    const { press, say, shownText } = bot
    await upToVerdict(bot)
    await press('Peta jalan')
    await press(/^4$/)
    await press('Selesai')
    await say('12 Juni 2026')
    await press('Peta jalan')
    await press(/^12$/)
    await press('Selesai')
    await say('1 Mei 2026')
    expect(shownText()).toContain('01-05-2026 tidak cocok dengan “Pernyataan kehendak (LoI)”')
    await press('Tetap')
    expect(shownText()).toContain('selesai, 01-05-2026')
    await press('Urungkan')
    expect(shownText()).toContain('▫️ belum')
    await press('Selesai')
    await say('besok')
    expect(shownText()).toContain('belum tiba')
    await press('Tanggal tidak diketahui')
    expect(shownText()).toContain('✅ selesai')
  })

  test('stickers, long names and control characters change nothing', async () => {
    const bot = await consultingBot()
    const { say, press, handle, telegram, shownText } = bot
    await upToFields(bot)
    await press('Kembali')
    await handle(telegram.write(person('id'), { sticker: {} as never }))
    expect(shownText()).toContain('belum dapat saya baca')
    await say('K'.repeat(300))
    expect(shownText()).toContain('terlalu panjang')
    await say('Ko\u202Echi\u0007 City')
    await press('Kembali')
    expect(shownText()).toContain('Jawaban sekarang: Kochi City')
  })

  test('an old button changes nothing and shows the present question', async () => {
    const bot = await consultingBot()
    const { telegram, handle, say, press, shownText } = bot
    await say('/konsultasi')
    await press('Konsultasi baru')
    const old = bot.shown()
    const data = old?.reply_markup?.inline_keyboard?.flat().find(({ text }) => text.includes('lembaga'))
    await press('kembar')
    await handle(
      telegram.press(person('id'), 1001, old?.message_id ?? 0, (data as { callback_data: string }).callback_data),
    )
    expect(shownText()).toContain('Provinsi, kabupaten, atau kota mana')
    await say('Kota Bogor')
    expect(shownText()).toContain('negara mana')
  })

  test("somebody else's consultation is neither shown nor changed", async () => {
    const bot = await consultingBot()
    await upToFields(bot)
    const { telegram, handle } = bot
    const message = bot.shown()
    const button = message?.reply_markup?.inline_keyboard?.flat()[0] as { callback_data: string }
    const stranger = person('id', 666)
    telegram.write(stranger, { text: 'x' })
    const before = telegram.calls.length
    await handle(telegram.press(stranger, 666, 1, button.callback_data))
    const after = telegram.calls.slice(before)
    expect(after.map(({ method }) => method)).toEqual(['answerCallbackQuery'])
    expect(after[0]?.payload).toMatchObject({ show_alert: true })
  })

  test('a repeated text answers the question it answered, not the next one', async () => {
    const bot = await consultingBot()
    const { say, press, telegram, handle, shownText } = bot
    await say('/konsultasi')
    await press('Konsultasi baru')
    await press('kembar')
    const region = telegram.write(person('id'), { text: 'Kota Bogor' })
    await handle(region)
    await handle(structuredClone(region))
    expect(shownText()).toMatch(/^Dari negara mana/)
    expect(shownText()).not.toContain('⚠️')
    for (let i = 0; i < 30 && !shownText().startsWith('⚠️ Dapat'); i++) await press('Belum tahu')
    await press('Peta jalan')
    await press(/^👉|^▶️/)
    await press('Selesai')
    const date = telegram.write(person('id'), { text: 'kemarin' })
    await handle(date)
    await handle(structuredClone(date))
    expect(bot.replies().at(-1)).toMatch(/^Langkah 1/)
  })

  test('a repeated update changes nothing', async () => {
    const bot = await consultingBot()
    const { telegram, handle, database } = bot
    await upToFields(bot)
    const message = bot.shown()
    const button = message?.reply_markup?.inline_keyboard?.flat().find(({ text }) => text.includes('Promosi')) as {
      callback_data: string
    }
    const update = telegram.press(person('id'), 1001, message?.message_id ?? 0, button.callback_data)
    await handle(update)
    await handle(structuredClone(update))
    expect(
      bot
        .shown()
        ?.reply_markup?.inline_keyboard?.flat()
        .map(({ text }) => text),
    ).toContain('☑ Promosi potensi daerah')
    const answer = telegram.write(person('id'), { text: 'belum tahu' })
    const count = async () => (await database.db.selectFrom('consultation_events').selectAll().execute()).length
    await handle(answer)
    const events = await count()
    await handle(structuredClone(answer))
    expect(await count()).toBe(events)
    expect(bot.shownText()).toContain('Dari mana biayanya')
  })
})
