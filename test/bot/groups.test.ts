import type { User } from 'grammy/types'
import { describe, expect, test } from 'vitest'
import { reachesBot } from '../../src/playground/privacy-mode.ts'
import { group, person, testBot } from '../support/bot.ts'

const ani = person('id', 11)
const budi = person('id', 12)
const admin = person('en', 13)
const inTopic = { message_thread_id: 7, is_topic_message: true as const }
const asked = 'siapa yang menandatangani mou'

describe.each([
  ['id', 'siapa yang menandatangani mou', 'Siapa menandatangani MoU?', 'Rincian', 'Bukan itu?'],
  ['en', 'who signs the mou', 'Who signs the MoU?', 'Details', 'Not it?'],
])('in a group, in %s', (_, question, heading, more, other) => {
  test.each([
    ['/tanya', `/tanya ${question}`],
    ['a mention', `@paradiplomasi_bot ${question}`],
    ['a mention in the middle, in capitals', `min @Paradiplomasi_Bot, ${question}`],
    ['the command for this bot', `/ask@paradiplomasi_bot ${question}`],
  ])('%s is answered shortly, as a reply', async (__, text) => {
    const bot = await testBot()
    await bot.say(text, ani, group)
    const call = bot.telegram.calls.find(({ method }) => method === 'sendMessage')
    expect(bot.replies()).toHaveLength(1)
    expect(bot.lastReply()).toContain(heading)
    expect(bot.lastReply()).not.toMatch(/Rinciannya|The detail/)
    expect(call?.payload).toMatchObject({ chat_id: group.id, reply_parameters: { message_id: 1 } })
    expect(call?.payload.reply_markup?.inline_keyboard).toHaveLength(1)
    expect(bot.buttons()).toEqual([more, other, '👍', '👎'])
    expect(bot.refusals()).toEqual([])
  })
})

describe('in a group the bot stays in the forum topic and speaks only when called', () => {
  test('a reply to the bot in a forum topic is answered there', async () => {
    const bot = await testBot()
    await bot.say(`/tanya ${asked}`, ani, group, inTopic)
    const before = bot.shown(group.id)
    await bot.say('apakah perlu persetujuan dewan', budi, group, { ...inTopic, reply_to_message: before as never })
    expect(bot.lastReply()).toContain('Perlu persetujuan DPRD?')
    for (const { payload } of bot.telegram.calls) expect(payload.message_thread_id).toBe(7)
  })

  test.each([
    ['a message to nobody', asked, {}],
    ['a command for another bot', `/tanya@other_bot ${asked}`, {}],
    ['a mention of a longer name', `@paradiplomasi_bot2 ${asked}`, {}],
    ['an unknown command', '/cuaca', {}],
    ['a photo', undefined, { photo: [] }],
    ['a service message', undefined, { new_chat_title: 'x' }],
    [
      'a message that opens a forum topic',
      undefined,
      { forum_topic_created: { name: 'x', icon_color: 1 }, ...inTopic },
    ],
    ['a post of the linked channel', asked, { is_automatic_forward: true, via: 'channel' }],
    ['what somebody inserted with its help', `@paradiplomasi_bot ${asked}`, { via_bot: { id: 1 } }],
  ])('%s gets silence', async (_, text, content) => {
    const bot = await testBot()
    await bot.handle(bot.telegram.write(ani, { text, ...content } as never, group))
    expect(bot.telegram.calls).toEqual([])
  })

  test('in a forum topic that the bot opened, not everything is a reply to it', async () => {
    const bot = await testBot()
    const opened = { message_id: 7, from: bot.telegram.me, forum_topic_created: { name: 'x' } }
    await bot.say(asked, ani, group, { ...inTopic, reply_to_message: opened as never })
    expect(bot.telegram.calls).toEqual([])
  })

  test('a reply to the bot that calls somebody else is for them', async () => {
    const bot = await testBot()
    await bot.say(`/tanya ${asked}`, ani, group)
    await bot.say('@budi_kerjasama coba lihat', ani, group, { reply_to_message: bot.shown(group.id) as never })
    expect(bot.replies()).toHaveLength(1)
  })

  test('called under a question of a colleague, it answers that; called with nothing, it asks back', async () => {
    const bot = await testBot()
    await bot.say(asked, budi, group)
    const question = bot.telegram.history(group.id)[0]
    await bot.say('@paradiplomasi_bot', ani, group, { reply_to_message: question as never })
    expect(bot.lastReply()).toContain('Siapa menandatangani MoU?')
    await bot.say('/tanya', ani, group, { reply_to_message: question as never })
    expect(bot.lastReply()).toContain('Siapa menandatangani MoU?')
    await bot.say('@paradiplomasi_bot', ani, group)
    expect(bot.lastReply()).toContain('silakan ketik pertanyaannya')
  })

  test('a channel that writes in the group is answered, a post in a channel is not', async () => {
    const bot = await testBot()
    const channel = { id: -77, type: 'channel' as const, title: 'Kanal' }
    const telegramsOwn: User = { id: 136_817_688, is_bot: true, first_name: 'Channel' }
    await bot.say(`/tanya ${asked}`, telegramsOwn, group, { sender_chat: channel })
    expect(bot.replies()).toHaveLength(1)
    const post = { message_id: 1, date: 1, chat: channel, text: `/tanya ${asked}` }
    await bot.handle({ update_id: 999, channel_post: post })
    expect(bot.replies()).toHaveLength(1)
  })

  test('candidates are one row of numbers, and the answer takes their place, whoever presses', async () => {
    const bot = await testBot()
    await bot.say('/tanya persetujuan mou', ani, group)
    expect(bot.shown(group.id)?.text).toMatch(/Maksud Anda yang mana\?\n1\. .+\n2\. .+/)
    expect(bot.shown(group.id)?.reply_markup?.inline_keyboard).toHaveLength(1)
    await bot.press('1', budi, group.id)
    expect(bot.replies()).toHaveLength(1)
    expect(bot.shown(group.id)?.text).toMatch(/PP 28\/2018 Pasal 30/)
  })

  test('without an answer it says so and leads to a private chat', async () => {
    const bot = await testBot({ operator: 'Dinas X' })
    await bot.say('/tanya xyzzy plugh', ani, group)
    expect(bot.lastReply()).toMatch(/belum punya jawaban.*Dinas X/s)
    expect(bot.buttons()).toEqual(['💬 Chat pribadi'])
  })

  test('only who asked may rate', async () => {
    const bot = await testBot()
    await bot.say(`/tanya ${asked}`, ani, group)
    await bot.press('👍', budi, group.id)
    expect(bot.telegram.calls.at(-1)?.payload.text).toContain('Hanya yang bertanya')
    await bot.press('👍', ani, group.id)
    expect(bot.telegram.calls.at(-1)?.payload.text).toContain('Terima kasih')
  })
})

describe('a group that adds the bot', () => {
  test('gets one message, in the language of whoever added it, also when the link sends /start, too', async () => {
    const bot = await testBot()
    const added = bot.telegram.setBotStatus(admin, group, 'left', 'member')
    await bot.handle(structuredClone(added))
    await bot.handle(structuredClone(added))
    await bot.say('/start@paradiplomasi_bot halo', admin, group)
    expect(bot.replies()).toHaveLength(1)
    expect(bot.lastReply()).toMatch(/\/ask.*@paradiplomasi_bot.*\/language.*\/subscribe/s)
    await bot.handle(bot.telegram.setBotStatus(admin, group, 'member', 'administrator'))
    expect(bot.replies()).toHaveLength(1)
  })

  test('removes it and adds it again is greeted again, in the same language', async () => {
    const clock = { now: 1_000_000 }
    const bot = await testBot({ now: () => clock.now })
    await bot.handle(bot.telegram.setBotStatus(admin, group, 'left', 'member'))
    await bot.handle(bot.telegram.setBotStatus(admin, group, 'member', 'kicked'))
    clock.now += 3_600_000
    await bot.handle(bot.telegram.setBotStatus(ani, group, 'kicked', 'member'))
    expect(bot.replies()).toHaveLength(2)
    expect(bot.lastReply()).toContain('Hello')
  })

  test.each([
    ['the old group says so', false],
    ['the new group says so', true],
  ])('keeps its language when it becomes a supergroup: %s', async (_, byNew) => {
    const bot = await testBot({ admin })
    const old = { id: -5, type: 'group' as const, title: 'x' }
    await bot.handle(bot.telegram.setBotStatus(admin, old, 'left', 'member'))
    const [chat, content] = byNew ? [group, { migrate_from_chat_id: old.id }] : [old, { migrate_to_chat_id: group.id }]
    await bot.handle(bot.telegram.write(admin, content, chat))
    await bot.say('/bantuan', ani, group)
    expect(bot.lastReply()).toContain('In this group')
    await bot.handle(bot.telegram.setBotStatus(admin, group, 'left', 'member'))
    expect(bot.replies().filter((text) => text.includes('I speak only when called'))).toHaveLength(1)
  })

  test('and has become a supergroup meanwhile gets the reply there', async () => {
    const bot = await testBot()
    const old = { id: -5, type: 'group' as const, title: 'x' }
    bot.telegram.faults.next({
      kind: 'answer',
      status: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: group.id },
    })
    await bot.say(`/tanya ${asked}`, ani, old)
    expect(bot.telegram.calls.at(-1)?.payload).toMatchObject({ chat_id: group.id })
    expect(bot.telegram.calls.at(-1)?.payload.reply_parameters).toBeUndefined()
    expect(bot.failures).toEqual([])
  })

  test.each([
    'Bad Request: not enough rights to send text messages to the chat',
    'Bad Request: CHAT_WRITE_FORBIDDEN',
    'Bad Request: TOPIC_CLOSED',
    'Bad Request: message thread not found',
  ])('but lets it write no more is left in peace: %s', async (description) => {
    const bot = await testBot()
    bot.telegram.faults.next({ kind: 'answer', status: 400, description })
    await bot.say(`/tanya ${asked}`, ani, group)
    expect(bot.failures).toEqual(['gone'])
  })
})

describe("a group's language", () => {
  test('is set by its admins only, asked at every press', async () => {
    const bot = await testBot({ admin })
    await bot.say('/bahasa', ani, group)
    expect(bot.lastReply()).toContain('Hanya admin')
    await bot.say('/bahasa', admin, group)
    expect(bot.buttons()).toEqual(['Bahasa Indonesia', 'English'])
    await bot.press('English', ani, group.id)
    expect(bot.telegram.calls.at(-1)?.payload).toMatchObject({ show_alert: true })
    await bot.press('English', admin, group.id)
    expect(bot.lastReply()).toContain('I use English in this group')
    await bot.say('/tanya ???', ani, group)
    expect(bot.lastReply()).toContain('Please type')
  })

  test('is set by an anonymous admin, too, and not by a channel', async () => {
    const bot = await testBot({ admin })
    const anonymous: User = { id: 1_087_968_824, is_bot: true, first_name: 'Group' }
    await bot.say('/language', anonymous, group, { sender_chat: { id: -77, type: 'channel', title: 'Kanal' } })
    expect(bot.lastReply()).toContain('Hanya admin')
    await bot.say('/language', anonymous, group, { sender_chat: group as never })
    expect(bot.buttons()).toHaveLength(2)
  })
})

describe('commands in a group', () => {
  test.each([
    ['/bantuan', 'hanya menjawab bila dipanggil'],
    ['/privasi', 'Apa yang disimpan'],
    ['/hapus_data', 'lewat chat pribadi'],
    ['/hukum pp 28/2018', 'PP 28/2018'],
    ['/t who-signs-mou', 'revisi 1'],
  ])('%s', async (command, text) => {
    const bot = await testBot()
    await bot.say(command, ani, group)
    expect(bot.replies()).toHaveLength(1)
    expect(bot.lastReply()).toContain(text)
    const rows = bot.telegram.calls.at(-1)?.payload.reply_markup?.inline_keyboard ?? []
    expect(rows.length).toBeLessThanOrEqual(1)
  })
})

test('a flood in a group is told once; a burst and other members are not', async () => {
  const clock = { now: 1_000_000 }
  const bot = await testBot({ now: () => clock.now })
  for (let i = 0; i < 40; i++) await bot.say(`/tanya ${asked}`, ani, group)
  const answers = () => bot.replies().filter((text) => text.includes('Siapa menandatangani MoU?')).length
  expect(answers()).toBe(15)
  expect(bot.replies().filter((text) => text.includes('Terlalu banyak'))).toHaveLength(1)
  await bot.say(`/tanya ${asked}`, budi, group)
  expect(answers()).toBe(16)
  clock.now += 60_000
  await bot.say(`/tanya ${asked}`, ani, group)
  expect(answers()).toBe(17)
})

describe('privacy mode of the local Telegram', () => {
  const bot = { id: 1, username: 'paradiplomasi_bot' }
  const from = ani
  const at = { message_id: 1, date: 1, chat: group, from }
  test.each([
    [{ text: 'halo semua' }, false],
    [{ text: '/tanya x' }, true],
    [{ text: '/tanya@paradiplomasi_bot x' }, true],
    [{ text: '/tanya@other_bot x' }, false],
    [{ text: 'hai @paradiplomasi_bot' }, true],
    [{ text: 'x', reply_to_message: { from: { id: 1 } } }, true],
    [{ text: 'x', reply_to_message: { from: { id: 12 } } }, false],
    [{ text: 'x', via_bot: { id: 1 } }, true],
    [{ photo: [] }, false],
    [{ new_chat_title: 'x' }, true],
  ])('%o reaches the bot: %s', (content, reaches) => {
    expect(reachesBot({ ...at, ...content } as never, bot)).toBe(reaches)
    expect(reachesBot({ ...at, ...content, chat: { id: 11, type: 'private' } } as never, bot)).toBe(true)
  })
})
