import { describe, expect, test } from 'vitest'
import type { Subscription } from '../../src/announcements/subscription.ts'
import { admin, announcingBot, curator, fresh, member, start, subscribe, withCases } from '../support/announcements.ts'
import { group } from '../support/bot.ts'

describe('a subscription', () => {
  test('is made by a group admin in two taps, after what would have come', async () => {
    const bot = await announcingBot()
    await bot.say('/langganan', admin, group)
    expect(bot.lastReply()).toContain('Kota Padang – Hildesheim')
    await bot.press('Berlangganan', admin, group.id)
    expect(bot.last(group.id)?.text).toContain('Langganan aktif')
    expect(await bot.repositories.subscriptions.all()).toMatchObject([
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
    expect(await bot.repositories.subscriptions.all()).toEqual([])
  })

  test.each([
    ['/langganan Sumatera Barat Jerman', 'Sumatera Barat', { provinces: ['Sumatera Barat'], countries: ['DE'] }],
    ['/langganan kota medan', 'Kota Medan', { regions: ['Kota Medan'] }],
    ['/langganan wisata', 'wisata', { fields: ['tourism'] }],
  ])('"%s" is about %s', async (text, said, interest) => {
    const bot = await announcingBot()
    await subscribe(bot, text)
    expect(bot.last(group.id)?.text).toContain(said)
    expect((await bot.repositories.subscriptions.all())[0]?.interest).toMatchObject(interest)
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

  test('changes its time, quiet hours, zone and language, once it is saved, and ends', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    for (const label of ['Waktu', 'harian', 'WITA', '22.00', '05.00']) await bot.press(label, admin, group.id)
    await bot.press('Kembali', admin, group.id)
    await bot.press('English', admin, group.id)
    expect(bot.last(group.id)?.text).toContain('not saved yet')
    expect(await bot.repositories.subscriptions.all()).toMatchObject([{ timing: 'at-once', language: 'id' }])
    await bot.press('Save changes', admin, group.id)
    expect(await bot.repositories.subscriptions.all()).toMatchObject([
      { timing: 'daily', zone: 'wita', quiet: { from: 22, to: 5 }, language: 'en' },
    ])
    expect(bot.last(group.id)?.text).toContain('The subscription is active')
    await bot.press('End it', admin, group.id)
    expect(await bot.repositories.subscriptions.all()).toEqual([])
    await bot.say('/berhenti', admin, group)
    expect(bot.lastReply()).toContain('belum ada langganan')
    expect(bot.refusals()).toEqual([])
  })

  test('is chosen with buttons: provinces, countries, fields and kinds, each taken back by a second tap', async () => {
    const bot = await announcingBot()
    await bot.say('/langganan', admin, group)
    const tap = async (...labels: string[]) => {
      for (const label of labels) await bot.press(label, admin, group.id)
    }
    await tap('Daerah', 'Sumatera Barat', 'Kembali', 'Negara', 'Jepang')
    expect(bot.last(group.id)?.text).toContain('sampai sekarang: 0')
    await tap('Jepang', 'Jerman', 'Kembali', 'Bidang', 'pendidikan', 'Kembali', 'Jenis', 'kota kembar', 'Kembali')
    expect(bot.last(group.id)?.text).toContain('Kota Padang – Hildesheim')
    await tap('Jenis', 'Kosongkan', 'Kembali', 'Berlangganan')
    expect(await bot.repositories.subscriptions.all()).toMatchObject([
      {
        title: 'Bagian Kerja Sama',
        interest: { provinces: ['Sumatera Barat'], countries: ['DE'], fields: ['education'], kinds: [], regions: [] },
      },
    ])
    expect(bot.refusals()).toEqual([])
  })

  test('takes names typed as a reply, offers the nearest, and takes none from a member', async () => {
    const bot = await announcingBot()
    await bot.say('/langganan', admin, group)
    await bot.press('Negara', admin, group.id)
    await bot.press('Ketik nama', admin, group.id)
    const asked = bot.last(group.id)
    expect(asked).toMatchObject({ reply_markup: { force_reply: true, selective: true } })
    const answer = (text: string, from = admin) => bot.say(text, from, group, { reply_to_message: asked as never })
    await answer('Jerman', member)
    expect(bot.lastReply()).toContain('Hanya admin')
    await answer('bbontaangg')
    await bot.press('Kota Bontang', admin, group.id)
    await answer('Jerman')
    await bot.press('Berlangganan', admin, group.id)
    expect((await bot.repositories.subscriptions.all())[0]?.interest).toMatchObject({
      regions: ['Kota Bontang'],
      countries: ['DE'],
    })
  })

  test('of a channel is chosen in private by its admin, whom the bot writes to', async () => {
    const bot = await announcingBot()
    const channel = { id: -1009, type: 'channel', title: 'Kabar Daerah', username: 'kabardaerah' } as const
    await bot.say('/start', admin)
    const added = bot.telegram.setBotStatus(admin, channel, 'left', 'administrator')
    Object.assign(added.my_chat_member?.new_chat_member ?? {}, { can_post_messages: true })
    await bot.handle(added)
    expect(bot.last(admin.id)?.text).toContain('Kabar Daerah')
    await bot.say('/start langganan_-1009', member)
    expect(bot.last(member.id)?.text).toContain('Hanya admin')
    await bot.say('/langganan @kabardaerah Jerman', admin)
    expect(bot.last(admin.id)?.text).toContain('Untuk: Kabar Daerah')
    await bot.press('Berlangganan', admin)
    await bot.say('/langganan', admin)
    await bot.press('Berlangganan', admin)
    expect(await bot.repositories.subscriptions.all()).toMatchObject([
      { chatId: -1009, channel: true, title: 'Kabar Daerah', interest: { countries: ['DE'] } },
      { chatId: admin.id, interest: { countries: [] } },
    ])
    await bot.handle({
      update_id: 900,
      channel_post: { message_id: 1, date: 1, chat: channel, text: '/langganan' },
    })
    expect(bot.last(channel.id)?.reply_markup?.inline_keyboard?.flat()[0]).toMatchObject({
      url: expect.stringContaining('start=langganan_-1009') as string,
    })
    await bot.say('/langganan @tidakada', admin)
    expect(bot.lastReply()).toContain('@tidakada')
  })

  test('changed while something waits: it comes at the new time, and what is not wanted any more does not', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    const [wish] = await bot.repositories.subscriptions.all()
    const place = { chatId: group.id, threadId: 0 }
    await bot.repositories.subscriptions.set({ ...(wish as Subscription), timing: 'weekly' }, start)
    await bot.reload(withCases(fresh))
    await bot.press(/^✅ Umumkan/, curator)
    expect(await bot.deliver()).toEqual([])
    const states = () => bot.database.db.selectFrom('deliveries').select(['state', 'due_at']).execute()
    const save = async (...labels: string[]) => {
      await bot.say('/langganan', admin, group)
      for (const label of labels) await bot.press(label, admin, group.id)
      await bot.press('Simpan', admin, group.id)
    }
    await save('Waktu', 'harian', 'Kembali')
    expect(await states()).toEqual([{ state: 'pending', due_at: Date.parse('2026-11-25T01:00:00Z') }])
    await save('Negara', 'Jerman', 'Kembali')
    expect(await states()).toMatchObject([{ state: 'skipped' }])
    expect(await bot.repositories.subscriptions.get(place)).toMatchObject({ timing: 'daily' })
  })

  test.each([
    'set.zone.constructor',
    'pick.0.f.constructor.1',
    'pick.0.k.toString.1',
    'pick.0.c.XX.1',
    'set.from.99999',
  ])('takes nothing from forged button data: %s', async (verb) => {
    const bot = await announcingBot()
    await bot.say('/langganan', member)
    const press = (data: string) => {
      const id = bot.last(member.id)?.message_id ?? 0
      return bot.handle(bot.telegram.press(member, member.id, id, `n:id:${data}@${member.id}/0`))
    }
    for (const data of [verb, 'set.timing.daily']) await press(data)
    await press('home')
    await bot.press('Berlangganan', member)
    const [saved] = await bot.repositories.subscriptions.all()
    expect(saved).toMatchObject({ zone: 'wib', interest: { fields: [], kinds: [], countries: [] } })
    expect(saved?.quiet?.from ?? 0).toBeLessThan(24)
    await press('set.timing.daily@-1001/0')
    await bot.reload(withCases(fresh))
    await bot.press(/^✅ Umumkan/, curator)
    expect(bot.last(curator.id)?.text).toContain('menunggu 1')
  })

  test('is saved only as it was shown, and ended from private by the name of the channel', async () => {
    const bot = await announcingBot()
    await bot.say('/langganan Jerman', admin, group)
    const shown = bot.last(group.id)
    await bot.say('/langganan', admin, group)
    const [save] = (shown?.reply_markup?.inline_keyboard?.flat() ?? []) as { callback_data: string }[]
    await bot.handle(bot.telegram.press(admin, group.id, shown?.message_id ?? 0, save?.callback_data ?? ''))
    expect(await bot.repositories.subscriptions.all()).toEqual([])
    await bot.press('Berlangganan', admin, group.id)
    expect(await bot.repositories.subscriptions.all()).toMatchObject([{ interest: { countries: [] } }])
    await bot.say('/langganan', admin)
    await bot.press('Berlangganan', admin)
    await bot.say('/berhenti @tidakada', admin)
    expect(bot.lastReply()).toContain('@tidakada')
    expect(await bot.repositories.subscriptions.all()).toHaveLength(2)
  })

  test('of another group cannot be changed by somebody who is no admin there', async () => {
    const bot = await announcingBot()
    await bot.say('/langganan', member)
    const id = bot.last(member.id)?.message_id ?? 0
    await bot.handle(bot.telegram.press(member, member.id, id, `n:id:save@${group.id}/0`))
    expect(bot.notice()).toContain('Hanya admin')
    await bot.say(`/start langganan_${group.id}`, member)
    expect(bot.lastReply()).toContain('Hanya admin')
    expect(await bot.repositories.subscriptions.all()).toEqual([])
  })

  test('says which words it could not use', async () => {
    const bot = await announcingBot()
    await bot.say('/langganan Jerman Wakanda 1988', admin, group)
    expect(bot.lastReply()).toContain('Langganan kabar: Jerman')
    expect(bot.lastReply()).toMatch(/Tidak terpakai: wakanda, 1988/i)
  })

  test('an old button of a group that became a supergroup acts on the supergroup', async () => {
    const bot = await announcingBot()
    await bot.say('/langganan', admin, group)
    const message = bot.last(group.id)
    const [save] = (message?.reply_markup?.inline_keyboard?.flat() ?? []) as { callback_data: string }[]
    const data = save?.callback_data.replace(String(group.id), '-77') ?? ''
    await bot.handle(bot.telegram.press(admin, group.id, message?.message_id ?? 0, data))
    expect(await bot.repositories.subscriptions.all()).toMatchObject([{ chatId: group.id }])
  })

  test('of a forum topic is its own; in private it is the person’s', async () => {
    const bot = await announcingBot()
    await subscribe(bot)
    await bot.say('/langganan', admin, group, { message_thread_id: 5, is_topic_message: true })
    await bot.press('Berlangganan', admin, group.id)
    await bot.say('/langganan', member)
    await bot.press('Berlangganan', member)
    const places = (await bot.repositories.subscriptions.all()).map(({ chatId, threadId }) => [chatId, threadId])
    expect(places).toEqual(
      expect.arrayContaining([
        [group.id, 0],
        [group.id, 5],
        [21, 0],
      ]),
    )
  })
})
