import { describe, expect, test } from 'vitest'
import { parseRichText } from '../../src/knowledge/rich-text.ts'
import { KnowledgeError } from '../../src/knowledge/load.ts'
import { group, person, testBot } from '../support/bot.ts'
import { smallKnowledge, topic } from '../support/knowledge.ts'

/** The small world with a step that has a time limit and a refusal, as follow-ups need. */
const more = [
  topic('dprd-time-limit', {
    title: { id: 'Berapa lama di DPRD?', en: 'How long does the DPRD have?' },
    phrasings: { id: ['berapa lama dprd menyetujui', 'batas waktu dewan'], en: ['how long does the council take'] },
  }),
  topic('dprd-rejects', {
    title: { id: 'Bila DPRD menolak', en: 'If the DPRD refuses' },
    phrasings: { id: ['kalau dprd menolak bagaimana', 'ditolak dewan'], en: ['what if the council refuses'] },
  }),
  topic('process-duration', {
    title: { id: 'Berapa lama seluruh proses?', en: 'Duration of the whole process' },
    phrasings: {
      id: ['berapa lama prosesnya', 'lama proses sister city'],
      en: ['duration of the whole process', 'months until a sister city is signed'],
    },
  }),
]
const [approval] = smallKnowledge.topics.values()
const knowledge = {
  ...smallKnowledge,
  topics: new Map([
    ...smallKnowledge.topics,
    ...more.map((one) => [one.id, one] as const),
    ...(approval ? [[approval.id, { ...approval, related: ['dprd-time-limit', 'dprd-rejects'] }] as const] : []),
  ]),
}

describe('a follow-up', () => {
  test.each([
    ['id', 'apakah sister city harus disetujui dprd', 'berapa lama?', 'Berapa lama di DPRD?', 'lanjutan dari “Perlu'],
    ['id', 'apakah sister city harus disetujui dprd', 'kalau ditolak?', 'Bila DPRD menolak', 'lanjutan dari “Perlu'],
    ['id', 'apakah sister city harus disetujui dprd', 'lalu?', 'Siapa menandatangani MoU?', 'lanjutan dari “Perlu'],
    ['en', 'must the dprd approve a sister city', 'how long?', 'How long does the DPRD have?', 'continue “Does the'],
    ['en', 'must the dprd approve a sister city', 'what if they refuse?', 'If the DPRD refuses', 'continue “Does the'],
    ['en', 'must the dprd approve a sister city', 'and then?', 'Who signs the MoU?', 'continue “Does the'],
  ] as const)('in %s, after "%s": "%s"', async (language, question, followUp, heading, note) => {
    const bot = await testBot({ knowledge })
    await bot.say(question, person(language))
    await bot.say(followUp, person(language))
    expect(bot.lastReply()).toContain(heading)
    expect(bot.lastReply()).toContain(note)
  })

  test('is understood for ten minutes, and not from what somebody else asked, or elsewhere', async () => {
    const clock = { now: 1_000_000 }
    const bot = await testBot({ knowledge, now: () => clock.now })
    const [ani, budi] = [person('id', 11), person('id', 12)]
    const inTopic = { message_thread_id: 7, is_topic_message: true as const }
    await bot.say('/tanya apakah sister city harus disetujui dprd', ani, group, inTopic)
    await bot.say('/tanya berapa lama?', ani, group, inTopic)
    expect(bot.lastReply()).toContain('lanjutan dari')
    await bot.say('/tanya berapa lama?', budi, group, inTopic)
    expect(bot.lastReply()).not.toContain('lanjutan dari')
    await bot.say('/tanya berapa lama?', ani, group)
    expect(bot.lastReply()).not.toContain('lanjutan dari')
    clock.now += 10 * 60_000
    await bot.say('/tanya berapa lama?', ani, group, inTopic)
    expect(bot.lastReply()).not.toContain('lanjutan dari')
  })

  test('that means something by itself is taken by itself; "and then?" without a before asks back', async () => {
    const bot = await testBot({ knowledge })
    await bot.say('apakah sister city harus disetujui dprd')
    await bot.say('apa itu paradiplomasi')
    expect(bot.lastReply().split('\n')[0]).toBe('Apa itu paradiplomasi?')
    const other = await testBot({ knowledge })
    await other.say('lalu?')
    expect(other.lastReply()).toContain('Silakan ketik')
  })
})

describe('one message with several questions', () => {
  test.each([
    [
      'id',
      'Siapa yang menandatangani mou nanti? Apakah sister city harus disetujui dprd?',
      'Yang juga Anda tanyakan: Perlu',
    ],
    ['en', 'So who signs the mou? And must the dprd approve a sister city?', 'You also asked: Does the DPRD'],
  ] as const)('gets the first answered and the other offered, in %s', async (language, text, offer) => {
    const bot = await testBot({ knowledge })
    await bot.say(text, person(language))
    expect(bot.lastReply()).toMatch(/Siapa menandatangani MoU|Who signs the MoU/)
    expect(bot.buttons()[0]).toContain(offer)
    await bot.say(`/tanya ${text}`, person(language), group)
    expect(bot.buttons()).toContain(language === 'id' ? 'Pertanyaan ke-2' : 'Question 2')
  })
})

describe('the meaning of a word', () => {
  const defined = {
    ...knowledge,
    concepts: [
      ...knowledge.concepts,
      {
        id: 'exequatur',
        words: { id: ['exequatur'], en: ['exequatur'] },
        definition: { id: 'Persetujuan bagi konsul.', en: 'Consent to a consul.' },
      },
    ],
  }
  test.each([
    ['apa itu exequatur?', 'Persetujuan bagi konsul.'],
    ['what does exequatur mean', 'Consent to a consul.'],
  ])('"%s" is explained from the glossary', async (question, definition) => {
    const bot = await testBot({ knowledge: defined })
    await bot.say(question)
    expect(bot.lastReply()).toContain(definition)
  })
})

describe('an edited question', () => {
  const ask = async (now = Date.now) => {
    const bot = await testBot({ knowledge, now })
    await bot.say('apa itu paradiplomasi')
    const question = bot.telegram.history(1001)[0]
    return { ...bot, edit: (text: string) => bot.telegram.edit(person('id'), 1001, question?.message_id ?? 0, text) }
  }

  test.each([
    ['id', 'siapa yang menandatangani mou', 'Siapa menandatangani MoU?'],
    ['en', 'who signs the mou', 'Who signs the MoU?'],
  ])('edits the answer, in %s', async (_, text, heading) => {
    const bot = await ask()
    await bot.handle(bot.edit(text))
    expect(bot.replies()).toHaveLength(1)
    expect(bot.shown()?.text).toContain(heading)
    expect(bot.telegram.history(1001)).toHaveLength(2)
    await bot.handle(bot.edit('zzz qqq'))
    expect(bot.shown()?.text).toMatch(/belum punya jawaban|no answer/)
  })

  test('is read after what came before it, not after its own first answer', async () => {
    const bot = await ask()
    await bot.handle(bot.edit('berapa lama?'))
    expect(bot.shown()?.text).not.toContain('lanjutan dari')
  })

  test('takes as many messages as it needs, and leaves none behind', async () => {
    const long = topic('long', {
      title: { id: 'Panjang', en: 'Long' },
      phrasings: { id: ['jawaban panjang sekali'], en: ['a very long answer'] },
      answer: {
        id: { direct: parseRichText('Ya.'), detail: parseRichText('kata '.repeat(1200)) },
        en: { direct: parseRichText('Yes.'), detail: parseRichText('word '.repeat(1200)) },
      },
    })
    const bot = await testBot({ knowledge: { ...knowledge, topics: new Map([...knowledge.topics, ['long', long]]) } })
    await bot.say('jawaban panjang sekali')
    const [question] = bot.telegram.history(1001)
    expect(bot.replies()).toHaveLength(2)
    await bot.handle(bot.telegram.edit(person('id'), 1001, question?.message_id ?? 0, 'apa itu paradiplomasi'))
    expect(bot.telegram.history(1001)).toHaveLength(2)
    await bot.handle(bot.telegram.edit(person('id'), 1001, question?.message_id ?? 0, 'jawaban panjang sekali'))
    expect(bot.telegram.history(1001)).toHaveLength(3)
  })

  test('changes nothing after two minutes', async () => {
    const bot = await ask()
    const update = bot.edit('siapa yang menandatangani mou')
    if (update.edited_message) update.edited_message.edit_date = update.edited_message.date + 121
    await bot.handle(update)
    expect(bot.shown()?.text).toContain('Apa itu paradiplomasi?')
  })

  test('is answered anew when the answer was deleted', async () => {
    const bot = await ask()
    await bot.bot.api.deleteMessage(1001, bot.shown()?.message_id ?? 0)
    await bot.handle(bot.edit('siapa yang menandatangani mou'))
    expect(bot.replies()).toHaveLength(2)
    expect(bot.failures).toEqual([])
  })

  test('in a group counts as asked when the mention is added', async () => {
    const bot = await testBot({ knowledge })
    const ani = person('id', 11)
    await bot.say('siapa yang menandatangani mou', ani, group)
    expect(bot.replies()).toHaveLength(0)
    await bot.handle(bot.telegram.edit(ani, group.id, 1, '@paradiplomasi_bot siapa yang menandatangani mou'))
    expect(bot.replies()).toHaveLength(1)
    await bot.handle(bot.telegram.edit(ani, group.id, 1, '/tanya@other_bot berapa lama di dprd'))
    expect(bot.shown(group.id)?.text).toContain('Siapa menandatangani MoU?')
    await bot.handle(bot.telegram.edit(ani, group.id, 1, '/tanya apa itu paradiplomasi'))
    expect(bot.shown(group.id)?.text).toContain('Apa itu paradiplomasi?')
    expect(bot.replies()).toHaveLength(1)
  })
})

describe('an answer that was no help', () => {
  test.each([
    ['id', 'mou dprd siapa menandatangani', 'Bukan itu maksud Anda?', 'Maksud Anda yang mana?'],
    ['en', 'dprd mou who signs', 'Not what you meant?', 'Which of these do you mean?'],
  ] as const)('offers the next two candidates, in %s', async (language, question, button, ask) => {
    const bot = await testBot({ knowledge })
    await bot.say(question, person(language))
    await bot.press(button, person(language))
    expect(bot.lastReply()).toBe(ask)
    expect(bot.buttons().length).toBeGreaterThan(0)
    expect(bot.buttons().length).toBeLessThanOrEqual(2)
    expect(bot.buttons()).not.toContain('Siapa menandatangani MoU?')
  })

  test.each([
    ['id', 'apa itu paradiplomasi', 'Kurang jelas', 'Dicatat: Kurang jelas', 'diteruskan kepada kurator'],
    ['en', 'what is paradiplomacy', 'It is unclear', 'Noted: It is unclear', 'the curators will read'],
  ] as const)('is asked why, once, and takes a comment, once: in %s', async (language, question, why, noted, done) => {
    const bot = await testBot({ knowledge })
    const who = person(language)
    await bot.say(question, who)
    await bot.press('👎', who)
    expect(bot.buttons()).toHaveLength(3)
    await bot.press(why, who)
    expect(bot.shown()?.text).toContain(noted)
    const prompt = { reply_to_message: bot.shown() as never }
    await bot.say('tulis ke budi@example.com', who, undefined, prompt)
    expect(bot.lastReply()).toContain(done)
    const [kept] = await bot.database.db.selectFrom('questions').selectAll().execute()
    expect(kept).toMatchObject({ feedback: 'down', reason: 'unclear', comment: 'tulis ke [e-mail]' })
    await bot.say(question, who, undefined, prompt)
    expect(bot.lastReply()).not.toContain(done)
  })

  test('in a group is explained by who asked only', async () => {
    const bot = await testBot({ knowledge })
    const [ani, budi] = [person('id', 11), person('id', 12)]
    await bot.say('/tanya apa itu paradiplomasi', ani, group)
    await bot.press('👎', ani, group.id)
    await bot.press('keliru', budi, group.id)
    expect(bot.telegram.calls.at(-1)?.payload.text).toContain('Hanya yang bertanya')
    await bot.press('keliru', ani, group.id)
    expect(bot.shown(group.id)?.text).toContain('Dicatat')
  })
})

describe('/hapus_data', () => {
  test.each([
    ['id', '/hapus_data', 'Ya', '1 pertanyaan, pilihan bahasa, topik terakhir', 'Tidak ada data Anda'],
    ['en', '/delete_data', 'Yes', '1 question(s), your choice of language, the topic', 'nothing about you'],
  ] as const)('says in %s what was erased', async (language, command, yes, erased, nothing) => {
    const bot = await testBot()
    const who = person(language)
    await bot.say(language === 'id' ? 'apa itu paradiplomasi' : 'what is paradiplomacy', who)
    await bot.repositories.people.setLanguage(bot.repositories.pseudonym('person', who.id), language, 1)
    await bot.say(command, who)
    await bot.press(yes, who)
    expect(bot.shown()?.text).toContain(erased)
    await bot.say(command, who)
    await bot.press(yes, who)
    expect(bot.shown()?.text).toContain(nothing)
  })
})

describe('/muat_ulang', () => {
  const curator = person('id', 5)

  test('takes new knowledge without a restart, for curators only', async () => {
    const bot = await testBot({ curator, readKnowledge: () => Promise.resolve(knowledge) })
    await bot.say('/muat_ulang', person('id'))
    expect(bot.lastReply()).toContain('Perintah itu belum ada')
    await bot.say('batas waktu dewan')
    expect(bot.lastReply()).not.toContain('Berapa lama di DPRD?')
    await bot.say('/muat_ulang', curator)
    expect(bot.lastReply()).toContain('7 topik')
    await bot.say('batas waktu dewan')
    expect(bot.lastReply()).toContain('Berapa lama di DPRD?')
  })

  test('refuses a broken set with its mistakes and keeps the old one', async () => {
    const mistakes = [{ file: 'laws.yaml', line: 7, message: 'the id "x" stands here twice; rename one' }]
    const bot = await testBot({
      curator,
      readKnowledge: () => Promise.reject(new KnowledgeError('knowledge', mistakes)),
    })
    await bot.say('/reload', curator)
    expect(bot.lastReply()).toMatch(/1 kekeliruan.*laws\.yaml:7 {2}the id/s)
    await bot.say('apa itu paradiplomasi')
    expect(bot.lastReply()).toContain('Apa itu paradiplomasi?')
  })
})
