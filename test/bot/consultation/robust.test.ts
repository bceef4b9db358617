import type { User } from 'grammy/types'
import { describe, expect, test } from 'vitest'
import { group, person } from '../../support/bot.ts'
import { consultingBot, upToFields, upToVerdict, type ConsultingBot } from '../../support/consultation.ts'

/** The data of a button under the bot's last message, to press it again when it is old. */
function dataOf({ shown }: ConsultingBot, label: string | RegExp): string {
  const button = shown()
    ?.reply_markup?.inline_keyboard?.flat()
    .find(({ text }) => text.match(label))
  return button && 'callback_data' in button ? button.callback_data : ''
}

const again = ({ telegram, handle, shown }: ConsultingBot, data: string) =>
  handle(telegram.press(person('id'), 1001, shown()?.message_id ?? 0, data))

describe('what is pressed twice is done once', () => {
  test('undo, back, ticks and dates', async () => {
    const bot = await consultingBot()
    await upToVerdict(bot)
    await bot.press('Peta jalan')
    await bot.press('Laporan')
    await bot.press('Selesai')
    const today = dataOf(bot, 'Hari ini')
    await bot.press('Hari ini')
    await again(bot, today)
    await bot.press('Peta jalan')
    expect(bot.shownText()).toContain('(1×)')

    await bot.press(/^6$/)
    await bot.press('Menunggu')
    await bot.press('Dikerjakan')
    const undo = dataOf(bot, 'Urungkan')
    await again(bot, undo)
    await again(bot, undo)
    expect(bot.shownText()).toContain('menunggu pihak lain')

    await bot.press('Daftar isi')
    const tick = dataOf(bot, 'Latar belakang')
    await again(bot, tick)
    await again(bot, tick)
    expect(dataOf(bot, '☑ Latar belakang')).not.toBe('')
  })

  test('back', async () => {
    const bot = await consultingBot()
    await upToFields(bot)
    const back = dataOf(bot, 'Kembali')
    await again(bot, back)
    await again(bot, back)
    expect(bot.shownText()).toContain('Siapa nama mitranya')
  })
})

describe('what could leave somebody stuck', () => {
  test('many long notes still leave a card that Telegram takes', { timeout: 30_000 }, async () => {
    const bot = await consultingBot()
    await upToVerdict(bot)
    await bot.press('Peta jalan')
    await bot.press(/^1$/)
    for (let i = 0; i < 12; i++) {
      await bot.press('Catatan')
      await bot.say(`${i} ${'catatan panjang '.repeat(40)}`)
    }
    expect(bot.shownText()).toContain('11 catatan')
    await bot.press('Peta jalan')
    await bot.press('Riwayat')
    expect(bot.refusals()).toEqual([])
  })

  test('a name of nothing visible is not taken', async () => {
    const bot = await consultingBot()
    await upToVerdict(bot)
    await bot.press('⚙️')
    await bot.press('Ganti nama')
    await bot.say('\u200B\u200B')
    expect(bot.shownText()).toContain('belum dapat saya baca')
    await bot.say('/konsultasi')
    expect(bot.buttons()[0]).toBe('Kota Bandung – Kota Kochi')
  })

  test('no verdict is given on half an interview', async () => {
    const bot = await consultingBot()
    await upToVerdict(bot)
    await bot.press('Peta jalan')
    const verdict = dataOf(bot, 'Hasil')
    await bot.press('Hasil')
    await bot.press('Ubah jawaban')
    await bot.press('Rencana')
    await bot.press('MoU sudah')
    await again(bot, verdict)
    expect(bot.shownText()).toContain('Kapan naskahnya ditandatangani')
  })

  test('Indonesia is no partner country, and a text that was not understood can be edited', async () => {
    const bot = await consultingBot()
    const { say, press, telegram, handle, shownText } = bot
    await say('/konsultasi')
    await press('Konsultasi baru')
    await press('kembar')
    const typed = telegram.write(person('id'), { text: 'kota bogxxxx' })
    await handle(typed)
    expect(shownText()).toContain('⚠️')
    await handle(telegram.edit(person('id'), 1001, typed.message?.message_id ?? 0, 'kota bogor'))
    expect(shownText()).toContain('negara mana')
    await say('Indonesia')
    expect(shownText()).toContain('harus di luar Indonesia')
  })

  test('a question is answered although a note is asked for', async () => {
    const bot = await consultingBot()
    await upToVerdict(bot)
    await bot.press('Peta jalan')
    await bot.press(/^1$/)
    await bot.press('Catatan')
    await bot.say('apakah dprd harus setuju?')
    expect(bot.replies().at(-2)).toContain('Perlu persetujuan DPRD?')
    expect(bot.replies().at(-1)).toMatch(/^↩️/)
  })
})

describe('in a group', () => {
  const starter = person('id', 11)
  const admin = person('id', 13)
  const reply = async ({ telegram, handle }: ConsultingBot, text: string, from: User, to?: number) => {
    const quoted = telegram
      .history(group.id)
      .findLast((kept) => kept.fromBot && (to === undefined || kept.message_id === to))
    await handle(telegram.write(from, { text, ...(quoted && { reply_to_message: quoted as never }) }, group))
  }
  const begun = async () => {
    const bot = await consultingBot({ admin })
    await bot.say('/konsultasi', starter, group)
    await bot.press('Konsultasi baru', starter, group.id)
    await bot.press('kembar', starter, group.id)
    return bot
  }

  test('an answer counts for the question that was asked, not for the one that is open by now', async () => {
    const bot = await begun()
    await bot.press('Belum tahu', admin, group.id)
    await bot.press('Belum tahu', admin, group.id)
    await bot.press('Belum tahu', admin, group.id)
    await reply(bot, 'Kota Bogor', starter)
    const texts = bot.telegram.history(group.id).map(({ text }) => text)
    expect(texts.join()).toContain('Itu sudah dijawab')
    const events = await bot.database.db.selectFrom('consultation_events').select('change').execute()
    expect(events.map(({ change }) => change).join()).not.toContain('Bogor')
  })

  test('who calls a colleague in a reply answers nothing', async () => {
    const bot = await begun()
    const before = await bot.database.db.selectFrom('consultation_events').selectAll().execute()
    await reply(bot, '@budi_sekda tolong dijawab ya', starter)
    expect(await bot.database.db.selectFrom('consultation_events').selectAll().execute()).toEqual(before)
  })

  test('the log of the conversation knows nobody', async () => {
    const bot = await begun()
    await reply(bot, 'Kota Bogor', starter)
    const { state } = await bot.database.db.selectFrom('conversations').select('state').executeTakeFirstOrThrow()
    expect(state).not.toMatch(/Anda|Bogor|Bagian Kerja Sama|first_name/)
    await reply(bot, 'Jepang', starter)
    expect(
      bot.telegram
        .history(group.id)
        .map(({ text }) => text)
        .join(),
    ).toContain('hubungan diplomatik dengan Jepang')
  })
})
