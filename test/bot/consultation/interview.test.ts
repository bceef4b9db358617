import { describe, expect, test } from 'vitest'
import { person } from '../../support/bot.ts'
import { consultingBot, upToFields, upToVerdict } from '../../support/consultation.ts'

describe('an interview', () => {
  test('goes from the plan to the verdict, the road map and a step', async () => {
    const bot = await consultingBot()
    await upToVerdict(bot)
    expect(bot.shownText()).toContain('✅ Dapat dilakukan')
    await bot.press('Peta jalan')
    expect(bot.shownText()).toContain('Langkah 1: Prakarsa · 0 dari 14 selesai')
    await bot.press(/^▶️ 1/)
    await bot.press('Selesai')
    await bot.say('Jumat lalu')
    expect(bot.shownText()).toContain('selesai, 20-11-2026')
    await bot.press('Peta jalan')
    expect(bot.shownText()).toContain('Langkah 2: Penjajakan · 1 dari 14 selesai')
    expect(bot.refusals()).toEqual([])
  })

  test('in English', async () => {
    const bot = await consultingBot()
    const me = person('en', 1002)
    const { say, press, shownText } = bot
    await say('/consult', me)
    await press('New consultation', me)
    await press('institution', me)
    await say('Bogor Regency', me)
    await say('the Netherlands', me)
    await press("Don't know yet", me)
    await press('University', me)
    expect(shownText(1002)).toContain('What is the partner called?')
    await say("don't know", me)
    expect(shownText(1002)).toContain('Which fields')
    expect(bot.refusals()).toEqual([])
  })

  test('offers what a name may mean, and what it comes near to', async () => {
    const bot = await consultingBot()
    const { say, press, buttons, shownText } = bot
    await say('/konsultasi')
    await press('Konsultasi baru')
    await press('kembar')
    await say('bandung')
    expect(buttons()).toEqual(expect.arrayContaining(['Kabupaten Bandung', 'Kota Bandung']))
    await say('surbaya')
    expect(buttons()).toContain('Kota Surabaya')
    await say('zzzzzz')
    expect(shownText()).toContain('Saya tidak menemukan')
    await press('Belum tahu')
    expect(shownText()).toContain('negara mana')
  })

  test.each([
    ['Jakarta Selatan', 'otonomi Jakarta'],
    ['kepulauan seribu', 'otonomi Jakarta'],
  ])('ends at once for %s, with the reason', async (region, reason) => {
    const { say, press, shownText } = await consultingBot()
    await say('/konsultasi')
    await press('Konsultasi baru')
    await press('kembar')
    await say(region)
    expect(shownText()).toContain('⛔ Tidak dalam bentuk ini')
    expect(shownText()).toContain(reason)
  })

  test('back and edit lose no answer that still fits', async () => {
    const bot = await consultingBot()
    const { press, say, shownText } = bot
    await upToVerdict(bot)
    await press('Ubah jawaban')
    await press('Jenis mitra')
    expect(shownText()).toContain('Jawaban sekarang: Pemerintah daerah')
    await press('Yayasan')
    expect(shownText()).toContain('⛔')
    await press('Ubah jawaban')
    expect(shownText()).not.toContain('Tingkat mitra')
    await press('Jenis mitra')
    await press('Pemerintah daerah')
    // The level was kept, though it was not asked in between.
    expect(shownText()).toContain('✅ Dapat dilakukan')
    await press('Ubah jawaban')
    await press('Negara mitra')
    await press('Biarkan')
    expect(shownText()).toContain('✅')
    await press('Ubah jawaban')
    await press('Daerah')
    await say('Provinsi Bali')
    expect(shownText()).toContain('⛔')
  })

  test('goes back to the question before', async () => {
    const bot = await consultingBot()
    await upToFields(bot)
    await bot.press('Kembali')
    expect(bot.shownText()).toContain('Jawaban sekarang: Kota Kochi')
    await bot.press('Biarkan')
    expect(bot.shownText()).toContain('Bidang apa saja')
  })

  test('answers a question in between and asks again in one line', async () => {
    const bot = await consultingBot()
    await upToFields(bot)
    await bot.say('perlu persetujuan dewan?')
    expect(bot.replies().at(-2)).toContain('Perlu persetujuan DPRD?')
    expect(bot.replies().at(-1)).toMatch(/^↩️ Masih menunggu jawaban Anda: Bidang apa saja/)
    await bot.press('Promosi')
    expect(bot.shownText()).toContain('Bidang apa saja')
    await bot.say('halo')
    expect(bot.replies().at(-1)).toMatch(/^↩️/)
  })

  test('asks back when a text may be a name as well as a question', async () => {
    const bot = await consultingBot()
    const { say, press, shownText } = bot
    await upToFields(bot)
    await press('Kembali')
    await say('siapa yang menandatangani mou')
    expect(shownText()).toContain('itu jawaban untuk pertanyaan ini')
    await press(/^Jawaban/)
    expect(shownText()).toContain('Bidang apa saja')
    await press('Kembali')
    expect(shownText()).toContain('Jawaban sekarang: siapa yang menandatangani mou')
    await say('siapa yang menandatangani mou')
    await press(/^Bertanya/)
    expect(bot.replies().at(-2)).toContain('Siapa menandatangani MoU?')
    expect(bot.replies().at(-1)).toMatch(/^↩️/)
  })
})
