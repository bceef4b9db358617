import { describe, expect, test } from 'vitest'
import { caseOf, formOf, newCaseId, position, type Asked, type FormState } from '../../src/cases/case-form.ts'
import { readChoice, readTyped } from '../../src/cases/form-answers.ts'
import { afterPress, afterTyped } from '../../src/cases/form-steps.ts'
import { readCase } from '../../src/knowledge/check-cases.ts'
import { PlaceSearch } from '../../src/places/search.ts'
import type { Places } from '../../src/places/places.ts'
import { partnership, smallKnowledge, smallPlaces } from '../support/knowledge.ts'

const places: Places = {
  regions: [
    ...smallPlaces.regions,
    { code: '3273', name: 'Kota Bandung', level: 'kota', province: 'Jawa Barat', called: ['bandung'] },
    { code: '3204', name: 'Kabupaten Bandung', level: 'kabupaten', province: 'Jawa Barat', called: ['bandung'] },
  ],
  countries: [
    ...smallPlaces.countries,
    { code: 'ID', name: { id: 'Indonesia', en: 'Indonesia' }, called: ['indonesia'] },
  ],
}
const today = '2026-11-24'
const { caseTerms: terms, cases } = smallKnowledge
const world = { places: new PlaceSearch(places), terms, cases, today }
const padang = { name: 'Kota Padang', type: 'kota', province: 'Sumatera Barat', country: 'ID' }
const happened = 'Nota kesepahaman ditandatangani.'
const problem = (name: string, more: object = {}) => ({ problem: `caseForm.problem.${name}`, ...more })

test.each<readonly [Asked, string, object]>([
  ['region', 'padang', { answers: { region: padang } }],
  ['region', ' Kota  Padang ', { answers: { region: padang } }],
  ['region', 'bandung', problem('whichOne', { candidates: ['3273', '3204'] })],
  ['region', 'padng', problem('nearPlace')],
  ['region', 'Atlantis raya', problem('noPlace')],
  ['region', '-', problem('noPlace')],
  ['partner', 'Kochi  <b>\nPrefecture</b>', { answers: { partner: 'Kochi <b> Prefecture</b>' } }],
  ['partner', 'X', problem('tooShort', { values: { least: 2, length: 1 } })],
  ['partner', '---', problem('noText')],
  ['partner', 'a'.repeat(5000), problem('tooLong', { values: { most: 80, length: 5000 } })],
  ['country', 'Jerman', { answers: { country: 'DE' } }],
  ['country', 'beberapa negara', { answers: { country: null } }],
  ['country', 'germny', problem('nearPlace', { candidates: ['DE'] })],
  ['country', 'Indonesia', problem('ownCountry')],
  ['kind', 'Sister City', { answers: { kind: 'sister-city' } }],
  ['kind', 'toString', problem('useButtons')],
  ['fields', 'wisata dan Education', { answers: { fields: ['tourism', 'education'] } }],
  ['fields', 'wisata, catur', problem('useButtons')],
  ['mou', '2026', { answers: { mou: 2026 } }],
  ['mou', '2027', problem('futureYear', { values: { year: 2026 } })],
  ['mou', '26', problem('year')],
  ['mou', '0199', problem('year')],
  ['mou', 'Belum ada', { answers: { mou: null } }],
  ['loi', '-', { answers: { loi: null } }],
  ['loi', 'not known', { answers: { loi: null } }],
  ['status', 'berjalan', { answers: { status: 'active' } }],
  ['confidence', 'high', { answers: { confidence: 'high' } }],
  ['summary-id', happened, { answers: { 'summary-id': happened } }],
  ['summary-id', 'Pendek.', problem('tooShort', { values: { least: 20, length: 7 } })],
  ['summary-en', 'x'.repeat(401), problem('tooLong', { values: { most: 400, length: 401 } })],
  ['source-title', 'Antara, 2026', { sourceTitle: 'Antara, 2026' }],
  ['source-url', 'https://example.org/a?b=c#d', { sourceUrl: 'https://example.org/a?b=c#d' }],
  ['source-url', 'example.org/a', problem('url')],
  ['source-url', 'javascript:alert(1)', problem('url')],
  ['source-url', `https://example.org/${'a'.repeat(500)}`, problem('tooLong', { values: { most: 500, length: 520 } })],
  ['known', 'Padang-Hildesheim', { known: 'padang-hildesheim' }],
  ['known', 'padang', problem('whichOne', { candidates: ['padang-hildesheim', 'padang-vung-tau'] })],
  ['known', 'foreign-toledo', problem('noCase')],
  ['review', 'simpan', problem('useButtons')],
])('%s is answered by "%.40s"', (asked, typed, expected) => {
  expect(readTyped(asked, typed, world)).toMatchObject(expected)
})

test.each<readonly [Asked, string, object]>([
  ['region', '3204', { region: { name: 'Kabupaten Bandung', type: 'kabupaten' } }],
  ['country', '-', { country: null }],
  ['mou', '-', { mou: null }],
  ['kind', 'sister-city', { kind: 'sister-city' }],
])('%s is answered by the button %s', (asked, value, answers) => {
  expect(readChoice(asked, value, world)).toMatchObject({ answers })
})

test.each<readonly [Asked, string]>([
  ['region', '9999'],
  ['country', 'XX'],
  ['kind', 'constructor'],
  ['known', 'foreign-toledo'],
  ['partner', 'anything'],
])('%s has no button %s', (asked, value) => {
  expect(readChoice(asked, value, world)).toBeUndefined()
})

test.each([
  ['Kota Surabaya', 'Kōchi', [], 'surabaya-kochi'],
  ['Kota Surabaya', 'Kochi', ['surabaya-kochi', 'surabaya-kochi-2'], 'surabaya-kochi-3'],
  ['Provinsi DI Yogyakarta', '京都府', [], 'di-yogyakarta-jp'],
  ['Kabupaten Toba', "Côte d'Ivoire (A & B)", [], 'toba-cote-divoire-a-b'],
])('%s with %s is known by its own id', (name, partner, taken: readonly string[], id) => {
  const region = { name, type: 'kota', country: 'ID' } as const
  expect(newCaseId({ region, partner, country: 'JP' }, (one) => taken.includes(one))).toBe(id)
})

test('an id always fits into a button', () => {
  const region = { name: 'Kabupaten Kepulauan Siau Tagulandang Biaro', type: 'kabupaten', country: 'ID' } as const
  const id = newCaseId({ region, partner: 'a'.repeat(80) }, (one) => !one.endsWith('-12'))
  expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  expect(id.length).toBeLessThanOrEqual(40)
})

describe('a form', () => {
  const empty = { key: 'k', before: null, answers: {} }
  const present = () => JSON.stringify(partnership('padang-hildesheim'))

  test('asks in order, and says what it was told', () => {
    expect(position(empty)).toBe('region')
    let state: FormState = { form: empty, asks: position(empty) }
    const tell = (text: string) => (state = afterTyped(state, text, world, present))
    for (const text of ['padang', 'Kochi', 'jepang', 'kota kembar', 'wisata', '2026', '-', 'berjalan', 'tinggi'])
      tell(text)
    for (const text of [happened, 'A memorandum was signed.', 'Antara', 'https://example.org']) tell(text)
    expect(state.asks).toBe('sources')
    tell('lanjut')
    expect(state.asks).toBe('review')
    expect(readCase(caseOf(state.form, 'padang-kochi', today), terms, today)).toMatchObject({
      value: { id: 'padang-kochi', partner: { name: 'Kochi', country: 'JP' }, years: { mou: 2026 }, checked: today },
    })
  })

  test('keeps of a known case what it does not ask for', () => {
    const known = partnership('x', {
      partner: { name: 'Hildesheim', country: 'DE', at: [52, 10] },
      notes: 'For curators.',
      sources: [{ title: 'A', url: 'https://example.org', says: 'all of it' }],
    })
    const form = formOf('k', JSON.stringify(known))
    expect(caseOf(form, 'x', known.checked)).toEqual(known)
    const moved = caseOf({ ...form, answers: { ...form.answers, partner: 'Hameln' } }, 'x', known.checked)
    expect(moved).toMatchObject({ partner: { name: 'Hameln', country: 'DE' } })
    expect(moved).not.toHaveProperty('partner.at')
  })

  test('takes up to three sources, and the last one that is removed is asked for again', () => {
    const source = { title: 'A', url: 'https://example.org' }
    const state = { form: { ...empty, answers: { sources: [source, source, source] } }, asks: 'sources' } as const
    expect(afterPress(state, 'add', world, present)).toBeUndefined()
    expect(afterPress(state, 'drop1', world, present)?.form.answers.sources).toHaveLength(2)
    expect(afterPress(state, 'drop3', world, present)).toBeUndefined()
    const one = { form: { ...empty, answers: { sources: [source] } }, asks: 'sources' } as const
    expect(afterPress(one, 'drop0', world, present)?.asks).toBe('source-title')
  })
})
