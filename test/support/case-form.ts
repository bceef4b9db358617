import type { User } from 'grammy/types'
import { curator, type announcingBot } from './announcements.ts'

type Bot = Awaited<ReturnType<typeof announcingBot>>

const told = {
  id: {
    title: 'Antara, 2026',
    kind: 'kota kembar',
    fields: ['pendidikan', 'wisata'],
    next: 'Lanjut',
    none: 'Tidak ada',
  },
  en: { title: 'Antara, 2026', kind: 'sister city', fields: ['education', 'tourism'], next: 'Next', none: 'None, or' },
} as const
export const happened = 'Nota kesepahaman ditandatangani di Bontang.'

/** Answers everything, up to the review. */
export async function fill(bot: Pick<Bot, 'say' | 'press'>, from: User = curator): Promise<void> {
  const { title, kind, fields, next, none } = told[from.language_code === 'en' ? 'en' : 'id']
  for (const text of ['/umumkan', 'bontang', 'Kochi', 'jepang']) await bot.say(text, from)
  await bot.press(kind, from)
  for (const field of fields) await bot.press(field, from)
  await bot.press(next, from)
  await bot.say('2026', from)
  await bot.press(none, from)
  await bot.press(/berjalan|active/, from)
  await bot.press(/tinggi|high/, from)
  for (const text of [happened, 'A memorandum was signed in Bontang.', title, 'https://example.org/kochi']) {
    await bot.say(text, from)
  }
  await bot.press(next, from)
}

/** What the curator was told last. */
export const asked = (bot: Bot) => bot.last(30)?.text ?? ''
/** The cases of the curators. */
export const curated = async (bot: Pick<Bot, 'repositories'>) =>
  (await bot.repositories.curatedCases.all()).map(({ id }) => id)
