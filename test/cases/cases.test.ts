import { describe, expect, test } from 'vitest'
import { tokenise } from '../../src/answers/tokens.ts'
import { CaseReader } from '../../src/cases/case-reader.ts'
import { countCases, filterCases, onlyPlaces, type CaseFilter } from '../../src/cases/filter.ts'
import { loadKnowledge } from '../../src/knowledge/load.ts'
import { loadPlaces } from '../../src/places/places.ts'
import { person, testBot, group } from '../support/bot.ts'
import { smallKnowledge, smallPlaces } from '../support/knowledge.ts'

const plain = (filter: CaseFilter) =>
  Object.fromEntries(Object.entries(filter).map(([kind, set]) => [kind, [...(set as Set<unknown>)]]))

describe('a text about cases', () => {
  const reader = new CaseReader(smallKnowledge, smallPlaces, tokenise)
  test.each([
    ['apakah Padang punya kota kembar', { regions: ['Kota Padang'] }, true, 0],
    ['does Kota Padang have a sister city', { regions: ['Kota Padang'] }, true, 0],
    ['sumbar jerman pendidikan', { provinces: ['Sumatera Barat'], countries: ['DE'], fields: ['education'] }, false, 0],
    ['Hildesheim 1988', { partners: ['Hildesheim'], years: [1988] }, false, 0],
    ['Ba Ria-Vung Tau', { partners: ['Ba Ria-Vung Tau'] }, false, 0],
    ['resep rendang padang', { regions: ['Kota Padang'] }, false, 2],
    ['siapa menandatangani mou', {}, false, 3],
  ])('"%s"', (text, filter, asks, others) => {
    const question = reader.read(tokenise(text))
    expect(plain(question.filter)).toEqual(filter)
    expect([question.asks, question.others.length]).toEqual([asks, others])
  })
})

describe('cases', () => {
  const all = [...smallKnowledge.cases.values()]
  test.each([
    [{}, ['medan-ichikawa', 'padang-hildesheim', 'padang-vung-tau'].toSorted()],
    [{ regions: new Set(['Kota Padang']) }, ['padang-hildesheim', 'padang-vung-tau']],
    [{ provinces: new Set(['Sumatera Barat']) }, ['padang-hildesheim', 'padang-vung-tau']],
    [
      { regions: new Set(['Kota Medan']), provinces: new Set(['Sumatera Barat']) },
      ['medan-ichikawa', 'padang-hildesheim', 'padang-vung-tau'],
    ],
    [{ countries: new Set(['JP']) }, ['medan-ichikawa']],
    [{ regions: new Set(['Kota Padang']), countries: new Set(['JP']) }, []],
    [{ fields: new Set(['tourism']) }, ['padang-vung-tau']],
    [{ years: new Set([2019]) }, ['padang-vung-tau']],
    [{ statuses: new Set(['active']), kinds: new Set(['sister-city']) }, ['medan-ichikawa', 'padang-hildesheim']],
  ])('are filtered', (filter, ids) => {
    expect(
      filterCases(all, filter)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(ids)
  })

  test('for comparison never count', () => {
    expect(countCases(filterCases(all, {}))).toEqual({ cases: 3, regions: 2, provinces: 2, countries: 3 })
    expect(onlyPlaces({ regions: new Set(['x']), fields: new Set(['y']) })).toEqual({ regions: new Set(['x']) })
  })

  test('of the collection: 196 of Indonesia and 7 for comparison; all regions of the country are known', async () => {
    const knowledge = await loadKnowledge('knowledge', new Date().toISOString().slice(0, 10))
    expect(knowledge.cases.size).toBe(203)
    expect(filterCases(knowledge.cases.values(), {})).toHaveLength(196)
    const { regions, countries } = await loadPlaces(knowledge.placeNames)
    expect(regions.filter(({ level }) => level === 'provinsi')).toHaveLength(38)
    expect(regions.filter(({ level }) => level !== 'provinsi')).toHaveLength(514)
    const names = new Set(regions.map(({ name }) => name))
    const provinces = new Set(regions.map(({ province }) => province))
    const unknown = filterCases(knowledge.cases.values(), {}).flatMap(({ region }) => [
      ...(names.has(region.name) || region.type === 'provinsi' ? [] : [region.name]),
      ...(provinces.has(region.province ?? '') ? [] : [region.province]),
    ])
    expect(unknown).toEqual([])
    expect(countries.find(({ code }) => code === 'KR')?.called).toContain('korsel')
  })
})

describe('the bot on cases', () => {
  test.each([
    [
      'id',
      'apakah Medan punya kota kembar?',
      [
        'Kota Medan – Ichikawa (Jepang)',
        'Bidang: pendidikan',
        'Naskah kerja sama: 1989',
        'Keyakinan: tinggi (1 sumber)',
      ],
    ],
    [
      'en',
      'does Medan have a sister city?',
      ['Kota Medan – Ichikawa (Japan)', 'Agreement: 1989', 'Confidence: high (1 source(s))'],
    ],
  ] as const)('shows a single one whole, in %s', async (language, question, texts) => {
    const bot = await testBot()
    await bot.say(question, person(language))
    for (const text of texts) expect(bot.lastReply()).toContain(text)
    expect(bot.refusals()).toEqual([])
  })

  test('lists several with numbers, marks weak sources, opens a card', async () => {
    const bot = await testBot()
    await bot.say('/kasus padang')
    expect(bot.lastReply()).toContain('2 kerja sama yang kami catat: Kota Padang')
    expect(bot.lastReply()).toContain(
      '1. Kota Padang – Ba Ria-Vung Tau · kota kembar · 2019 · baru pernyataan kehendak · ⚠️ sumber lemah',
    )
    await bot.press('1')
    expect(bot.lastReply()).toContain('Sumbernya lemah')
    expect(bot.lastReply()).toContain('Ringkasan padang-vung-tau.')
  })

  test.each([
    ['apakah bontang punya kota kembar', 'Kami tidak mencatat kerja sama luar negeri untuk: Kota Bontang.'],
    ['/cases', '**/cases Padang**'.replaceAll('*', '')],
    ['/kasus', '3 kerja sama'],
    ['/kasus qwerty', 'tidak mengenali daerah'],
    ['/kasus padang 1999', 'Di tempat yang sama kami mencatat 2 kerja sama'],
  ])('"%s"', async (text, reply) => {
    const bot = await testBot()
    await bot.say(text, person(text.startsWith('/cases') ? 'en' : 'id'))
    expect(bot.lastReply()).toContain(reply)
  })

  test('pages a long list, in a group in one row', async () => {
    const many = Array.from({ length: 11 }, () => [...smallKnowledge.cases.values()][0]).map(
      (one, i) => ({ ...one, id: `padang-${i}` }) as never,
    )
    const knowledge = { ...smallKnowledge, cases: new Map(many.map((one: { id: string }) => [one.id, one as never])) }
    const bot = await testBot({ knowledge })
    await bot.say('/kasus padang')
    expect(bot.buttons()).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', 'Berikutnya ›'])
    await bot.press('Berikutnya')
    expect(bot.shown()?.text).toContain('11. Kota Padang')
    expect(bot.replies()).toHaveLength(1)
    await bot.say('/kasus padang', person('id', 11), group)
    expect(
      bot.telegram.calls.at(-1)?.payload.reply_markup?.inline_keyboard?.filter((row) => row.length > 0),
    ).toHaveLength(1)
  })
})
