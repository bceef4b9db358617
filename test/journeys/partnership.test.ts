import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Update } from 'grammy/types'
import { afterEach, expect, test } from 'vitest'
import { startBot } from '../../src/cli/bench/bot-process.ts'
import { person } from '../support/bot.ts'
import { telegramServer } from '../../src/cli/bench/telegram-server.ts'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp()
})

/** How many actions pass between two kills; with 1, after every single one (KILL_EVERY=1 npx vitest run …). */
const { KILL_EVERY = '4' } = process.env
const me = person('id')

/** An official before a real process, which is killed again and again. */
async function official() {
  const { telegram, root, deliver, close } = await telegramServer()
  const folder = await mkdtemp(join(tmpdir(), 'paradiplomasi-partnership-'))
  cleanUps.push(close, () => rm(folder, { recursive: true }))
  const env = {
    BOT_TOKEN: '123456:partnership',
    BOT_API_ROOT: root,
    DATABASE_URL: `sqlite:${join(folder, 'bot.db')}`,
    PORT: '0',
    ADMIN_PORT: '0',
  }
  let bot = startBot(env)
  let actions = 0
  let kills = 0
  cleanUps.push(() => bot.child.kill('SIGKILL'))
  await bot.until('the bot answers')

  const shown = () => telegram.history(me.id).findLast((kept) => kept.fromBot)
  /** Delivers an update, every tenth twice, waits until its answer is there, and kills the bot now and then. */
  const act = async (update: Update, isThere: () => boolean) => {
    deliver(update)
    if (++actions % 10 === 0) deliver(structuredClone(update))
    for (let waited = 0; !isThere(); waited += 10) {
      if (waited > 20_000) throw new Error(`no answer to ${JSON.stringify(update)}; there is:\n${shown()?.text}`)
      await sleep(10)
    }
    if (actions % Number(KILL_EVERY) === 0) {
      await bot.end('SIGKILL')
      kills++
      bot = startBot(env)
      await bot.until('the bot answers')
    }
  }
  const says = (text: string) => () => shown()?.text?.includes(text) ?? false
  return {
    telegram,
    shown,
    kills: () => kills,
    say: (text: string, reply: string) => act(telegram.write(me, { text }), says(reply)),
    press: (label: string | RegExp, reply: string | (() => boolean)) => {
      const message = shown()
      const button = message?.reply_markup?.inline_keyboard?.flat().find(({ text }) => text.match(label))
      if (!message || !button || !('callback_data' in button))
        throw new Error(`no button ${label} under:\n${message?.text}`)
      const update = telegram.press(me, me.id, message.message_id, button.callback_data)
      return act(update, typeof reply === 'string' ? says(reply) : reply)
    },
    buttons: () =>
      shown()
        ?.reply_markup?.inline_keyboard?.flat()
        .map(({ text }) => text) ?? [],
    end: () => bot.end('SIGTERM'),
  }
}

test('a whole partnership survives being killed again and again', { timeout: 240_000 }, async () => {
  const { telegram, say, press, shown, buttons, kills, end } = await official()
  await say('/konsultasi', 'dari rencana sampai laporan')
  await press('Konsultasi baru', 'yang Anda rencanakan')
  await press('kembar', 'Provinsi, kabupaten, atau kota')
  await say('surbaya', 'Yang mana')
  await press('Kota Surabaya', 'negara mana')
  await say('Jepang', 'hubungan diplomatik')
  await say('Perlu persetujuan DPRD?', '↩️')
  await press('Ya, ada', 'jenis')
  await press('Pemerintah daerah', 'tingkat apa')
  await press('Kota/kabupaten', 'nama mitranya')
  await say('Kota Kochi', 'Bidang apa saja')
  await press('budaya', () => buttons().includes('☑ Pertukaran budaya'))
  await press('Promosi', () => buttons().includes('☑ Promosi potensi daerah'))
  await press('Lanjut', 'Dari mana biayanya')
  await press('APBD', () => buttons().includes('☑ APBD'))
  await press('Lanjut', 'kantor')
  await press(/^Tidak$/, 'rencana pembangunan')
  await press('Ya, sesuai', 'yang sudah ada')
  await press('Belum ada', () => buttons().some((label) => label.startsWith('☑')))
  await press('Lanjut', 'Kapan Anda berharap')
  await say('Juni 2029', '✅ Dapat dilakukan')
  await press('Peta jalan', '0 dari 14 selesai')
  for (let step = 1; step <= 14; step++) {
    await press(new RegExp(`^▶️ ${step}\\.`), `Langkah ${step} ·`)
    await press('Selesai', 'kapan selesai?')
    await press('Hari ini', '✅ selesai')
    await press('Peta jalan', step < 14 ? `${step} dari 14 selesai` : 'Semua langkah selesai (14)')
  }
  await press('Laporan ke Mendagri', 'Sering keliru')
  await press('Selesai', 'kapan selesai?')
  await say('hari ini', '✅ selesai')
  await press('Peta jalan', '(1×)')
  await press('Riwayat', 'Riwayat')
  expect(await end()).toBe(0)

  // Nothing was asked again after its answer: each question came up once, apart from the one asked in between.
  const texts = telegram.history(me.id).flatMap((kept) => (kept.fromBot ? [kept.text ?? ''] : []))
  expect(
    shown()
      ?.text?.split('\n')
      .filter((line) => line.includes('Laporan ke Mendagri → selesai')),
  ).toHaveLength(1)
  expect(telegram.calls.filter(({ refused }) => refused && !refused.includes('not modified'))).toEqual([])
  expect(kills()).toBeGreaterThan(10)
  // What was sent anew is what followed a typed text; a kill may have made the bot say one of them once more.
  expect(texts.length).toBeLessThanOrEqual(11 + kills())
})
