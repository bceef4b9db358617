import { describe, expect, test } from 'vitest'
import { person, testBot } from '../support/bot.ts'

describe('a question', () => {
  test.each([
    [
      'Apakah sister city harus disetujui DPRD?',
      'Perlu persetujuan DPRD?',
      'PP 28/2018 Pasal 30 · berlaku, dicek 24-11-2026',
    ],
    ['siapa yg menandatangani mou', 'Siapa menandatangani MoU?', '⚠️ Belum kami pastikan.'],
    ['who signs the memorandum?', 'Who signs the MoU?', 'PP 28/2018 art. 30 · in force, checked 24 Nov 2026'],
    ['who singns the memorandun', 'Who signs the MoU?', 'We could not verify this.'],
    ['apa arti paradiplomasi', 'Apa itu paradiplomasi?', '📄 A study · menurut sumber sekunder'],
  ])('"%s" is answered in its own language', async (question, heading, basis) => {
    const bot = await testBot()
    await bot.say(question, person(undefined))
    expect(bot.lastReply().split('\n')[0]).toBe(heading)
    expect(bot.lastReply()).toContain(basis)
    expect(bot.refusals()).toEqual([])
  })

  test('about a revoked law shows by what it was revoked and what to use', async () => {
    const bot = await testBot()
    await bot.say('apakah UU No. 32 Tahun 2004 masih berlaku?')
    expect(bot.lastReply()).toContain(
      '⛔ UU 32/2004 · tidak berlaku lagi, dicabut oleh UU 23/2014 Pasal 409b, sejak 02-10-2014, pakai UU 23/2014 dan PP 28/2018',
    )
  })

  test('puts the detail into a quotation to open and offers at most three rows', async () => {
    const bot = await testBot()
    await bot.say('apakah sister city harus disetujui dprd')
    const { payload } = bot.telegram.calls.at(-1) ?? {}
    expect(payload?.entities).toContainEqual(expect.objectContaining({ type: 'expandable_blockquote' }))
    expect(payload?.reply_markup?.inline_keyboard).toHaveLength(3)
    expect(bot.buttons()).toEqual([
      'Langkah berikut: Siapa menandatangani MoU?',
      'Bukan itu maksud Anda?',
      '📋 Salin',
      '↗️ Bagikan',
      '👍',
      '👎',
    ])
  })

  test('without an answer is admitted, with the operator and the nearest categories, and kept masked', async () => {
    const bot = await testBot({ operator: 'Pengelola X (x@example.id)' })
    await bot.say('xyzzy plugh untuk budi@example.com, hp 0812 3456 7890 @budi_s')
    expect(bot.lastReply()).toMatch(/belum punya jawaban.*Pengelola X \(x@example.id\)/s)
    expect(bot.buttons()).toHaveLength(3)
    const [kept] = await bot.database.db.selectFrom('questions').selectAll().execute()
    expect(kept).toMatchObject({ decision: 'abstain', text: 'xyzzy plugh untuk [e-mail], hp [number] [@]' })
    expect(kept?.person).not.toContain('1001')
  })

  test.each([
    ['cara masak rendang', 'Masakan di luar bidang saya.'],
    ['a recipe for fried rice', 'Cooking is outside my field.'],
  ])('outside the field is told where to ask: %s', async (question, answer) => {
    const bot = await testBot()
    await bot.say(question)
    expect(bot.lastReply()).toBe(answer)
    const [kept] = await bot.database.db.selectFrom('questions').selectAll().execute()
    expect(kept).toMatchObject({ decision: 'abstain', topic: null })
  })

  test('of which one word is known gets candidates', async () => {
    const bot = await testBot()
    await bot.say('persetujuan mou')
    expect(bot.lastReply()).toBe('Maksud Anda yang mana?')
    await bot.press('Siapa menandatangani MoU?')
    expect(bot.lastReply()).toContain('Siapa menandatangani MoU?')
  })

  test('after /tanya counts as typed; the command alone explains itself', async () => {
    const bot = await testBot()
    await bot.say('/tanya siapa yang menandatangani mou')
    expect(bot.lastReply()).toContain('Siapa menandatangani MoU?')
    await bot.say('/ask', person('en'))
    expect(bot.lastReply()).toContain('/ask who signs the MoU?')
  })

  test('handled twice is kept once', async () => {
    const bot = await testBot()
    const update = bot.telegram.write(person('id'), { text: 'apa itu paradiplomasi' })
    await bot.handle(structuredClone(update))
    await bot.handle(structuredClone(update))
    expect(await bot.database.db.selectFrom('questions').selectAll().execute()).toHaveLength(1)
  })
})

describe('small talk', () => {
  test.each([
    ['halo', 'Halo!'],
    ['makasih', 'Sama-sama'],
    ['good morning', 'Hello!'],
    ['thank you', "You're welcome"],
  ])('"%s" gets a short reply and is not kept', async (text, reply) => {
    const bot = await testBot()
    await bot.say(text)
    expect(bot.lastReply()).toContain(reply)
    expect(await bot.database.db.selectFrom('questions').selectAll().execute()).toEqual([])
  })
})

describe('the buttons under an answer', () => {
  test('copy the legal basis in full words', async () => {
    const bot = await testBot()
    await bot.say('apakah sister city harus disetujui dprd')
    await bot.press('Salin')
    expect(bot.lastReply()).toContain('- Peraturan PP 28/2018, Pasal 30 (berlaku, dicek 24-11-2026)')
    expect(bot.lastReply()).toContain('jawaban dprd-approval revisi 1, ditinjau 24-11-2026')
    expect(bot.telegram.calls.at(-1)?.payload.entities?.[0]?.type).toBe('pre')
  })

  test('lead on in the language of the answer', async () => {
    const bot = await testBot()
    await bot.say('must the dprd approve a sister city', person('id'))
    await bot.press('Next step', person('id'))
    expect(bot.lastReply()).toContain('Who signs the MoU?')
  })

  test('count an opinion of who asked only', async () => {
    const bot = await testBot()
    await bot.say('apa itu paradiplomasi')
    const message = bot.telegram.history(1001).findLast((kept) => kept.fromBot)
    const down = message?.reply_markup?.inline_keyboard.flat().find(({ text }) => text === '👎')
    const data = down && 'callback_data' in down ? down.callback_data : ''
    await bot.handle(bot.telegram.press(person('id', 2002), 2002, 1, data))
    expect(bot.telegram.calls.at(-1)?.payload.text).toContain('Hanya yang bertanya')
    await bot.press('👎')
    expect(bot.telegram.calls.at(-2)?.payload.text).toContain('Kurator')
    const [kept] = await bot.database.db.selectFrom('questions').select('feedback').execute()
    expect(kept?.feedback).toBe('down')
  })

  test.each([['old:button'], ['t:id:no-such-topic'], ['k:id:nothing.0'], ['t:xx:dprd-approval']])(
    'that nobody knows any more (%s) answer politely',
    async (data) => {
      const bot = await testBot()
      await bot.handle(bot.telegram.press(person('id'), 1001, 1, data))
      expect(bot.telegram.calls).toMatchObject([{ method: 'answerCallbackQuery', payload: { show_alert: true } }])
    },
  )

  test('list the topics of a category', async () => {
    const bot = await testBot()
    await bot.say('zzz qqq')
    await bot.press('Prosedur')
    expect(bot.lastReply()).toContain('Prosedur')
    expect(bot.buttons()).toContain('Perlu persetujuan DPRD?')
  })
})

describe('/start', () => {
  test.each([
    ['id', 'bukan nasihat hukum', 'Dinas X'],
    ['en', 'not legal advice', 'Dinas X'],
  ] as const)('says in %s who speaks and offers two questions', async (language, text, operator) => {
    const bot = await testBot({ operator })
    await bot.say('/start', person(language))
    expect(bot.lastReply()).toContain(text)
    expect(bot.lastReply()).toContain(operator)
    expect(bot.buttons()).toHaveLength(5)
  })

  test('with a shared topic answers it', async () => {
    const bot = await testBot()
    await bot.say('/start t_who-signs-mou', person('en'))
    expect(bot.lastReply()).toContain('Who signs the MoU?')
  })
})

describe('the language', () => {
  test('is that of Telegram at first, then as chosen, for messages that show none', async () => {
    const bot = await testBot()
    await bot.say('??', person('en'))
    expect(bot.lastReply()).toContain('Please type')
    await bot.say('/bahasa', person('en'))
    await bot.press('Bahasa Indonesia', person('en'))
    await bot.say('??', person('en'))
    expect(bot.lastReply()).toContain('Silakan ketik')
  })
})

describe('/hapus_data', () => {
  test('deletes after one more press, and only then', async () => {
    const bot = await testBot()
    const rows = async () => {
      const counts = (['questions', 'people', 'last_topics'] as const).map((table) =>
        bot.database.db.selectFrom(table).selectAll().execute(),
      )
      return (await Promise.all(counts)).flat().length
    }
    await bot.say('apa itu paradiplomasi')
    await bot.say('/bahasa')
    await bot.press('English')
    expect(await rows()).toBe(3)
    await bot.say('/delete_data')
    await bot.press('No')
    expect(await rows()).toBe(3)
    await bot.say('/delete_data')
    await bot.press('Yes')
    expect(await rows()).toBe(0)
  })

  test('/privasi and /bantuan name the operator, or say that there is none', async () => {
    const named = await testBot({ operator: 'Dinas X' })
    for (const command of ['/privasi', '/bantuan', '/privacy', '/help']) {
      await named.say(command)
      expect(named.lastReply()).toContain('Dinas X')
    }
    const nameless = await testBot()
    await nameless.say('/bantuan')
    expect(nameless.lastReply()).toContain('belum mencantumkan kontak')
  })
})

describe('when a reply cannot be sent', () => {
  test("a person who blocked the bot is nobody's fault", async () => {
    const bot = await testBot()
    bot.telegram.faults.next({ kind: 'answer', status: 403, description: 'Forbidden: bot was blocked by the user' })
    await bot.say('halo')
    expect(bot.failures).toEqual(['gone'])
  })

  test('an unreachable Telegram gives the update back', async () => {
    const bot = await testBot()
    for (let i = 0; i < 4; i++) bot.telegram.faults.next({ kind: 'reset-before' })
    await expect(bot.say('halo')).rejects.toThrow(/sendMessage/)
  })
})
