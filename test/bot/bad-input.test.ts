import { describe, expect, test } from 'vitest'
import { person, testBot } from '../support/bot.ts'

describe('bad input', () => {
  const nasty = [
    'a'.repeat(4096),
    'kata '.repeat(800),
    '😀😀😀',
    '\u202Egnp.exe\u202C',
    '\u200B\u200D\uFEFF',
    '\u0000\u0007\u001B[31m',
    "<script>alert('x')</script>",
    '*_`~||>#+-=|{}.![x](javascript:alert(1))',
    "'; DROP TABLE users; --",
    '如何建立友好城市',
    'كيف نوقع مذكرة',
    '\uD83D',
    '/tidak_ada',
    '/tanya@paradiplomasi_bot ' + 'x'.repeat(4000),
    '&lt;b&gt;',
  ]
  test.each(nasty.map((text) => [JSON.stringify(text).slice(0, 40), text]))(
    '%s gets a sensible reply',
    async (_, text) => {
      const bot = await testBot()
      await bot.say(text)
      expect(bot.replies()).toHaveLength(1)
      expect(bot.lastReply()).not.toContain('<script>')
      expect(bot.refusals()).toEqual([])
    },
  )

  test('a thousand messages at once get answers to the last and one polite word', async () => {
    const bot = await testBot()
    const updates = Array.from({ length: 200 }, () =>
      bot.telegram.write(person('id'), { text: 'apa itu paradiplomasi' }),
    )
    await bot.repositories.updates.store(
      updates.map((update) => ({ updateId: update.update_id, chat: 'chat:1001', body: '{}' })),
      Date.now(),
    )
    for (const update of updates) {
      await bot.handle(update)
      await bot.repositories.updates.finish(update.update_id, 'done', Date.now())
    }
    const replies = bot.replies()
    expect(replies.filter((text) => text.includes('Terlalu banyak'))).toHaveLength(1)
    expect(replies.filter((text) => text.includes('Apa itu paradiplomasi?'))).toHaveLength(30)
  })

  test.each([
    ['voice', { voice: { file_id: 'x', file_unique_id: 'x', duration: 1 } }, 'pesan suara'],
    ['sticker', { sticker: { file_id: 'x' } as never }, 'Silakan ketik'],
    ['photo', { photo: [] }, 'hanya dapat membaca teks'],
    ['document', { document: { file_id: 'x', file_unique_id: 'x' } }, 'hanya dapat membaca teks'],
    ['location', { location: { latitude: 0, longitude: 0 } }, 'hanya dapat membaca teks'],
    ['photo with a question', { photo: [], caption: 'siapa yang menandatangani mou' }, 'Siapa menandatangani MoU?'],
    [
      'long forwarded post',
      { text: 'berita '.repeat(100), forward_origin: { type: 'hidden_user', sender_user_name: 'x', date: 1 } },
      'meneruskannya',
    ],
  ] as const)('%s is handled sensibly', async (_, content, reply) => {
    const bot = await testBot()
    await bot.handle(bot.telegram.write(person('id'), content as never))
    expect(bot.replies()).toHaveLength(1)
    expect(bot.lastReply()).toContain(reply)
  })

  test('an album gets one reply', async () => {
    const bot = await testBot()
    for (let i = 0; i < 4; i++) await bot.handle(bot.telegram.write(person('id'), { photo: [], media_group_id: '7' }))
    expect(bot.replies()).toHaveLength(1)
  })

  test('service messages and groups pass in silence', async () => {
    const bot = await testBot()
    await bot.handle(bot.telegram.write(person('id'), { pinned_message: {} as never }))
    await bot.handle(bot.telegram.write(person('id'), { text: 'halo' }, { id: -5, type: 'group', title: 'x' }))
    expect(bot.telegram.calls).toEqual([])
  })
})
