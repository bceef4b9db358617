import { describe, expect, test } from 'vitest'
import { admin, announcingBot, member, subscribe } from '../support/announcements.ts'
import { group } from '../support/bot.ts'

describe('a subscription', () => {
  test('is made by a group admin in two taps, after what would have come', async () => {
    const bot = await announcingBot()
    await bot.say('/langganan', admin, group)
    expect(bot.lastReply()).toContain('Kota Padang – Hildesheim')
    await bot.press('Berlangganan', admin, group.id)
    expect(bot.last(group.id)?.text).toContain('Langganan obrolan ini aktif')
    expect(await bot.repositories.subscriptions.active()).toMatchObject([
      { chatId: group.id, threadId: 0, timing: 'at-once' },
    ])
  })

  test('is only for admins, asked at every press', async () => {
    const bot = await announcingBot()
    await bot.say('/langganan', member, group)
    expect(bot.lastReply()).toContain('Hanya admin')
    await bot.say('/langganan', admin, group)
    await bot.press('Berlangganan', member, group.id)
    expect(bot.notice()).toContain('Hanya admin')
    expect(await bot.repositories.subscriptions.active()).toEqual([])
  })

  test.each([
    ['/langganan Sumatera Barat Jerman', 'Sumatera Barat', { provinces: ['Sumatera Barat'], countries: ['DE'] }],
    ['/langganan kota medan', 'Kota Medan', { regions: ['Kota Medan'] }],
    ['/langganan wisata', 'wisata', { fields: ['tourism'] }],
  ])('"%s" is about %s', async (text, said, interest) => {
    const bot = await announcingBot()
    await subscribe(bot, text)
    expect(bot.last(group.id)?.text).toContain(said)
    expect((await bot.repositories.subscriptions.active())[0]?.interest).toMatchObject(interest)
  })

  test('says before it is saved that nothing fits, and when nothing is understood', async () => {
    const bot = await announcingBot()
    await bot.say('/langganan kota bontang', admin, group)
    expect(bot.lastReply()).toContain('tidak ada satu pun')
    await bot.say('/langganan kota bontng', admin, group)
    expect(bot.lastReply()).toMatch(/Kota Bontang/)
    await bot.say('/langganan zzzz', admin, group)
    expect(bot.lastReply()).toContain('Saya tidak menemukan')
  })

  test('changes its time, night, zone and language, and ends', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    for (const label of ['harian', 'WITA', 'Malam', 'English']) await bot.press(label, admin, group.id)
    expect(await bot.repositories.subscriptions.active()).toMatchObject([
      { timing: 'daily', zone: 'wita', quiet: { from: 21, to: 6 }, language: 'en' },
    ])
    expect(bot.last(group.id)?.text).toContain('The subscription of this chat is active')
    await bot.press('End it', admin, group.id)
    expect(await bot.repositories.subscriptions.active()).toEqual([])
    await bot.say('/berhenti', admin, group)
    expect(bot.lastReply()).toContain('belum ada langganan')
  })

  test('of a forum topic is its own; in private it is the person’s', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    await bot.say('/langganan', admin, group, { message_thread_id: 5, is_topic_message: true })
    await bot.press('Berlangganan', admin, group.id)
    await bot.say('/langganan', member)
    await bot.press('Berlangganan', member)
    const places = (await bot.repositories.subscriptions.active()).map(({ chatId, threadId }) => [chatId, threadId])
    expect(places).toEqual(
      expect.arrayContaining([
        [group.id, 0],
        [group.id, 5],
        [21, 0],
      ]),
    )
  })
})
