import { describe, expect, test } from 'vitest'
import { LawFinder, provisionsOf } from '../../src/answers/law-lookup.ts'
import { setMenus } from '../../src/bot/menus.ts'
import { loadWords } from '../../src/bot/words.ts'
import { person, testBot } from '../support/bot.ts'
import { law, smallKnowledge } from '../support/knowledge.ts'

describe('/hukum', () => {
  test.each([
    ['/hukum pp 28/2018', ['PP 28/2018', 'berlaku, dicek 24-11-2026', 'Pasal 30 — Isi.', 'bukan teks lengkap']],
    ['/hukum PP No. 28 Tahun 2018', ['PP 28/2018', 'Pasal 33 — Isi.']],
    ['/law article 30 PP 28/2018', ['PP 28/2018', 'Pasal 30 — Isi.']],
    ['/hukum pasal 99 pp 28/2018', ['PP 28/2018', 'Pasal 99 tidak ada dalam catatan kami']],
    ['/hukum uu 32 tahun 2004', ['⛔', 'dicabut oleh UU 23/2014 Pasal 409b', 'pakai UU 23/2014 dan PP 28/2018']],
    ['/hukum pp 99/1999', ['tidak ada dalam daftar kami', 'tidak berarti aturannya tidak ada']],
    ['/hukum', ['Sebut aturannya']],
    ['/hukum qwerty', ['tidak mengenali']],
  ])('%s', async (command, texts) => {
    const bot = await testBot()
    await bot.say(command)
    for (const text of texts) expect(bot.lastReply()).toContain(text)
    expect(bot.refusals()).toEqual([])
  })

  test('in English; the topics that rest on it are buttons', async () => {
    const bot = await testBot()
    await bot.say('/law pp 28/2018', person('en'))
    expect(bot.lastReply()).toContain('in force, checked 24 Nov 2026')
    expect(bot.lastReply()).toContain('art. 30 — Content.')
    expect(bot.buttons()).toHaveLength(2)
    await bot.press('Who signs the MoU?', person('en'))
    expect(bot.lastReply()).toContain('Who signs the MoU?')
  })

  test.each([
    ['pasal 30 pp 28/2018', 'Pasal 30 — Isi.'],
    ['apa isi pasal 30 PP 28/2018?', 'Pasal 30 — Isi.'],
    ['what does article 30 of PP 28/2018 say', 'art. 30 — Content.'],
  ])('is not needed for "%s"', async (text, line) => {
    const bot = await testBot()
    await bot.say(text)
    expect(bot.lastReply()).toContain(line)
  })

  test('offers several that fit, and leads to the one chosen', async () => {
    const bot = await testBot()
    await bot.say('/hukum uu')
    expect(bot.buttons()).toEqual(['UU 23/2014', 'UU 32/2004'])
    await bot.press('UU 32/2004')
    expect(bot.lastReply()).toContain('tidak berlaku lagi')
  })

  test('finds an article in ranges and elucidations', () => {
    const one = law('x-1-2000', 'X 1/2000', {
      provisions: ['28-33', 'elucidation 30(2)', '3', '40'].map((at) => ({
        at,
        parts: [],
        verification: 'legal-text',
        id: '',
        en: '',
      })),
    })
    expect(provisionsOf(one, '30').map(({ at }) => at)).toEqual(['28-33', 'elucidation 30(2)'])
    expect(provisionsOf(one, '3').map(({ at }) => at)).toEqual(['3'])
    const zero = law('permenlu-09-2006', 'Permenlu 09/2006')
    expect(new LawFinder(new Map([[zero.id, zero]])).find('permenlu no 9 tahun 2006').laws).toEqual([zero])
  })
})

describe('inline', () => {
  const results = async (query: string, language: 'id' | 'en' = 'id') => {
    const bot = await testBot()
    await bot.say('apa itu paradiplomasi')
    await bot.handle(bot.telegram.inlineQuery(person(language), query))
    expect(bot.refusals()).toEqual([])
    return bot.telegram.calls.at(-1)?.payload
  }

  test.each([
    ['id', 'dprd', 'Perlu persetujuan DPRD?', 'Jawaban dprd-approval.', 'Pasal 30'],
    ['en', 'dprd', 'Does the DPRD have to approve?', 'Answer dprd-approval.', 'art. 30'],
  ] as const)('gives ready answers in the language of the person: %s', async (language, query, title, line, basis) => {
    const [first] = (await results(query, language))?.results ?? []
    expect(first).toMatchObject({ title, description: line })
    expect(JSON.stringify(first?.input_message_content)).toContain(basis)
    expect(first?.reply_markup?.inline_keyboard[0]?.[0]).toMatchObject({
      url: 'https://t.me/paradiplomasi_bot?start=t_dprd-approval',
    })
  })

  test('shows the most asked first when nothing is typed yet', async () => {
    const titles = (await results(''))?.results?.map(({ title }) => title)
    expect(titles?.slice(0, 2)).toEqual(['Apa itu paradiplomasi?', 'Perlu persetujuan DPRD?'])
  })

  test.each([['كيف نوقع مذكرة'], ['x'.repeat(256)], ['😀'], ['\u202E\u0000']])('takes %s', async (query) => {
    const payload = await results(query)
    expect(payload?.results?.length).toBeLessThanOrEqual(10)
  })

  test('a result somebody inserts is not taken for a question', async () => {
    const bot = await testBot()
    await bot.handle(bot.telegram.inlineQuery(person('id'), 'dprd'))
    const { inline_query_id: query = '', results: list } = bot.telegram.calls.at(-1)?.payload ?? {}
    const chat = { id: 1001, type: 'private' as const, first_name: 'Anda' }
    const update = bot.telegram.insertResult(person('id'), chat, query, list?.[0]?.id ?? '')
    if (!update) throw new Error('the result is gone')
    await bot.handle(update)
    expect(bot.replies()).toEqual([])
  })
})

describe('deep links', () => {
  test.each([
    ['/start t_who-signs-mou', 'Siapa menandatangani MoU?'],
    ['/start h_pp-28-2018', 'Peraturan PP 28/2018'],
    ['/start t_no-such-topic', 'bukan nasihat hukum'],
    ['/start t_../../etc/passwd', 'bukan nasihat hukum'],
    ['/start ' + 'x'.repeat(64), 'bukan nasihat hukum'],
    ['/start inline', 'bukan nasihat hukum'],
  ])('%s', async (command, text) => {
    const bot = await testBot()
    await bot.say(command)
    expect(bot.replies()).toHaveLength(1)
    expect(bot.lastReply()).toContain(text)
  })

  test.each([
    ['id', 'siapa yang menandatangani mou', 'Bagikan', 'PP 28/2018 Pasal 30'],
    ['en', 'who signs the mou', 'Share', 'PP 28/2018 art. 30'],
  ] as const)('“share” makes the link and a text to pass on, in %s', async (language, question, share, basis) => {
    const bot = await testBot()
    await bot.say(question, person(language))
    await bot.press(share, person(language))
    expect(bot.lastReply()).toContain('https://t.me/paradiplomasi_bot?start=t_who-signs-mou')
    expect(bot.lastReply()).toContain(basis)
    const [[button] = []] = bot.telegram.calls.at(-1)?.payload.reply_markup?.inline_keyboard ?? []
    expect(button).toMatchObject({ url: expect.stringContaining('https://t.me/share/url?url=') as string })
  })

  test('/t shows an answer by its id with its revision, or the nearest', async () => {
    const bot = await testBot()
    await bot.say('/t who-signs-mou')
    expect(bot.lastReply()).toContain('Jawaban who-signs-mou · revisi 1 · ditinjau 24-11-2026')
    await bot.say('/t dprd-aproval')
    expect(bot.lastReply()).toContain('Tidak ada jawaban dengan kode itu')
    expect(bot.buttons()).toContain('Perlu persetujuan DPRD?')
    await bot.say('/t', person('en'))
    expect(bot.lastReply()).toContain('Give the id')
  })
})

describe('/bantuan', () => {
  test.each([
    ['id', '/bantuan', 'Prosedur', 'Perlu persetujuan DPRD?'],
    ['en', '/help', 'Procedure', 'Does the DPRD have to approve?'],
  ] as const)(
    'shows in %s by example and by category what can be asked',
    async (language, command, category, title) => {
      const bot = await testBot()
      await bot.say(command, person(language))
      expect(bot.buttons()).toHaveLength(10)
      await bot.press(category, person(language))
      expect(bot.buttons()).toContain(title)
    },
  )
})

test('every scope has its menu in each language, set again only when something changed', async () => {
  const bot = await testBot()
  const words = await loadWords()
  const failed: unknown[] = []
  const set = () =>
    setMenus(bot.bot.api, 1, [5], bot.repositories.facts, words, (error) => failed.push(error)).then(() =>
      bot.telegram.calls.filter(({ method }) => method === 'setMyCommands').map(({ payload }) => payload as never),
    )
  const calls: { scope: { type: string }; language_code?: string; commands: { command: string }[] }[] = await set()
  const menu = (type: string, language?: string) =>
    calls.find((call) => call.scope.type === type && call.language_code === language)?.commands.map((c) => c.command)
  expect(menu('default')).toContain('hapus_data')
  expect(menu('all_group_chats')).toEqual(['tanya', 'konsultasi', 'hukum', 'kasus', 'bantuan'])
  expect(menu('all_chat_administrators', 'en')).toEqual([
    'ask',
    'consult',
    'law',
    'cases',
    'help',
    'subscribe',
    'unsubscribe',
    'language',
  ])
  expect(menu('chat', 'en')).toContain('reload')
  expect(await set()).toHaveLength(calls.length)
  expect(bot.refusals()).toEqual([])
  expect(smallKnowledge.topics.size).toBe(4)
})
