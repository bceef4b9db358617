import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cleanText, maskPersonalData } from '../../src/answers/clean.ts'
import { decide } from '../../src/answers/decide.ts'
import type { Signals } from '../../src/answers/evidence.ts'
import { buildMatcherData } from '../../src/answers/matcher-data.ts'
import { Matcher } from '../../src/answers/matcher.ts'
import { slips } from '../../src/answers/slips.ts'
import { tokenise } from '../../src/answers/tokens.ts'
import { Vocabulary } from '../../src/answers/vocabulary.ts'
import { plainText } from '../../src/knowledge/rich-text.ts'
import { languages, type Language } from '../../src/knowledge/types.ts'
import { loadKnowledge } from '../../src/knowledge/load.ts'
import { loadPlaces } from '../../src/places/places.ts'
import { learntFrom } from '../support/bot.ts'
import { smallKnowledge } from '../support/knowledge.ts'

interface Claim extends Record<Language, string> {
  readonly topic: string
  readonly also: readonly string[]
  readonly says: Readonly<Record<Language, string>>
}
const claims = JSON.parse(readFileSync('test/knowledge/claims.json', 'utf8')) as Claim[]

test.each([
  ['  halo\u200B dunia\u202E ', 'halo dunia'],
  ['baris\nbaru\tdan', 'baris\nbaru\tdan'],
  ['\u0000\u0007', ''],
  ['x\uD83D', 'x'],
  ['a'.repeat(5000), 'a'.repeat(4096)],
  ['👍🏽', '👍🏽'],
])('cleanText %j', (text, expected) => {
  expect(cleanText(text)).toBe(expected)
})

test.each([
  ['surat ke budi.s@kota.go.id, ya', 'surat ke [e-mail], ya'],
  ['tanya @walikota_x', 'tanya [@]'],
  ['hp 0812-3456-7890', 'hp [number]'],
  ['NIP 198001012005011001', 'NIP [number]'],
  ['PP 28/2018 Pasal 30', 'PP 28/2018 Pasal 30'],
])('maskPersonalData "%s"', (text, expected) => {
  expect(maskPersonalData(text)).toBe(expected)
})

test.each([
  ['PP No. 28 Tahun 2018', ['pp-28-2018']],
  ['pp 28/2018 pasal 30 ayat 1', ['pp-28-2018', 'pasal-30', 'ayat', '1']],
  ['Undang-Undang Nomor 23 Tahun 2014', ['uu-23-2014']],
  ['law 32 of 2004', ['uu-32-2004']],
  ['permendagri no 25 th 2020', ['permendagri-25-2020']],
  ['article 367', ['pasal-367']],
  ['syarat2 kota-kota', ['syarat', 'kota']],
  ["Mayor's café", ['mayors', 'cafe']],
  ['😀 !!!', []],
])('tokenise "%s"', (text, tokens) => {
  expect(tokenise(text)).toEqual(tokens)
})

test.each([
  ['mou', 'mou', 0],
  ['dprd', 'dpdr', 1],
  ['perjanjian', 'perjanjan', 1],
  ['walikota', 'walkota', 1],
  ['kota', 'desa', 3],
])('slips %s %s', (a, b, count) => {
  expect(slips(a, b, 2)).toBe(count)
})

describe('the vocabulary', () => {
  const known = ['persetujuan', 'kerjasama', 'memorandum', 'walikota', 'kota']
  const vocabulary = new Vocabulary(new Map(known.map((word) => [word, { id: 1, en: 0, field: 1 }])))

  test.each([
    ['persetujaun', 'persetujuan'],
    ['krejasama', 'kerjasama'],
    ['emmorandum', 'memorandum'],
    ['walikotaa', 'walikota'],
  ])('corrects %s', (typed, word) => {
    expect(vocabulary.correct([typed]).get(typed)?.to).toBe(word)
  })

  test.each(['kota', 'kot', 'sepakbola', '12345', 'pp-28-2018'])('leaves %s alone', (word) => {
    expect(vocabulary.correct([word]).size).toBe(0)
  })

  test('corrects a bounded number of words of a paste', () => {
    const words = Array.from({ length: 100 }, (_, i) => `persetujua${String.fromCharCode(97 + (i % 26))}${i % 7}x`)
    expect(vocabulary.correct(words).size).toBeLessThanOrEqual(12)
  })
})

describe('the decision', () => {
  const sure: Signals = {
    one: 1,
    inside: 1.5,
    best: 1,
    lead: 1.5,
    share: 1.2,
    shareLead: 0.8,
    agreed: 1,
    foreign: 0,
    shareOverOutside: 1,
    length: 0.6,
  }
  test.each([
    ['everything speaks for it', {}, 'answer'],
    ['the second topic is as likely', { best: -0.2, lead: 0, shareLead: 0, shareOverOutside: 0.4 }, 'choose'],
    ['it may be outside the field', { inside: -0.5, best: -0.8, shareOverOutside: -0.2 }, 'abstain'],
    [
      'nothing is known of it',
      { inside: -1, best: -1.5, lead: 0, share: 0, shareLead: 0, foreign: 2, shareOverOutside: 0 },
      'abstain',
    ],
  ] as const)('%s', (_, changed, decision) => {
    expect(decide({ ...sure, ...changed })).toBe(decision)
  })
})

describe('the matcher', () => {
  const matcher = new Matcher(smallKnowledge, learntFrom(smallKnowledge).data)

  test('tells the language of a message, or that it cannot', () => {
    expect(matcher.match('siapa yang menandatangani').language).toBe('id')
    expect(matcher.match('who signs the agreement').language).toBe('en')
    expect(matcher.match('12 34').language).toBeUndefined()
  })

  test('explains itself', () => {
    const { reading, contributions, match } = matcher.explain('persetujaun dewan untuk kota kembar')
    expect(match.topics[0]?.id).toBe('dprd-approval')
    expect(reading.corrections).toMatchObject([{ from: 'persetujaun', to: 'persetujuan' }])
    expect(reading.concepts).toEqual(expect.arrayContaining(['approval', 'dprd', 'sister-city']))
    expect(contributions.get('dprd-approval')?.[0]?.amount).toBeGreaterThan(0)
  })

  test('reads a short follow-up together with the last topic, and then only offers', () => {
    expect(matcher.match('kapan').decision).toBe('abstain')
    const followUp = matcher.match('dan persetujuannya?', 'dprd-approval')
    expect(followUp.topics[0]?.id).toBe('dprd-approval')
  })

  test.each([
    ['kata '.repeat(2000)],
    [Array.from({ length: 500 }, (_, i) => `kata${i}xyz`).join(' ')],
    ['如何 كيف 😀'],
    [''],
  ])('decides on anything', (text) => {
    expect(['answer', 'choose', 'abstain']).toContain(matcher.match(text).decision)
  })
})

describe('the shipped knowledge', async () => {
  const knowledge = await loadKnowledge('knowledge', new Date().toISOString().slice(0, 10))
  const matcher = new Matcher(knowledge, buildMatcherData(knowledge, await loadPlaces(knowledge.placeNames)))

  // The mistakes of the article in law.md, section 6, asked as a reader of it would.
  test.each([
    ['apakah UU 32/2004 masih jadi dasar paradiplomasi?', 'uu-32-2004-repealed'],
    ['is law 32 of 2004 still valid', 'uu-32-2004-repealed'],
    ['bolehkah pemda jalan sendiri tanpa pemerintah pusat', 'without-central-government'],
    ['does UU 24/2000 give regions a right to make agreements', 'uu-24-2000'],
    ['sister city surabaya apa saja', 'case-surabaya-overview'],
    ['kerja sama sidoarjo jinan', 'case-sidoarjo-jinan'],
    ['malang and nonsan', 'case-malang-nonsan'],
    ['kerja sama banyuwangi singapura', 'case-banyuwangi-singapore'],
    ['kediri australia ekspor umkm', 'case-kediri-australia'],
    ['program KOMPAK trenggalek', 'case-trenggalek-kompak'],
    ['temasek foundation trenggalek', 'case-trenggalek-temasek'],
    ['who signs the MoU?', 'who-signs-mou'],
    ['Apakah sister city harus disetujui DPRD?', 'dprd-approval'],
  ])('"%s" is about %s', (question, topic) => {
    const match = matcher.match(question)
    expect(match.topics.slice(0, 3).map(({ id }) => id)).toContain(topic)
    expect(match.decision).not.toBe('abstain')
  })

  // All claims of that article, as claims.json asks them: the right topic answers, and its text has the correction.
  test.each(claims.flatMap((claim) => languages.map((language) => [claim[language], language, claim] as const)))(
    '"%s" is answered with the correction',
    (question, language, { topic, also, says }) => {
      const match = matcher.match(question)
      expect(match.decision).toBe('answer')
      expect([topic, ...also]).toContain(match.topics[0]?.id)
      const { answer, cautions } = knowledge.topics.get(topic) ?? { cautions: [] }
      const texts = [...(answer?.[language].direct ?? []), ...(answer?.[language].detail ?? [])]
      expect(`${plainText(texts)} ${cautions.map((caution) => caution[language]).join(' ')}`).toContain(says[language])
    },
  )

  test.each(['what time is it in London right now', 'asdkjhasd kjhasd', '????', "'; DROP TABLE users; --"])(
    '"%s" is not answered',
    (text) => {
      expect(matcher.match(text).decision).not.toBe('answer')
    },
  )
})
