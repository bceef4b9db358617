import { describe, expect, test } from 'vitest'
import { PlaceSearch } from '../../src/places/search.ts'
import { places } from '../support/consultation.ts'

const search = new PlaceSearch(places)

test('there are 38 provinces and 514 regencies and cities, each with a code of its own', () => {
  const provinces = places.regions.filter(({ level }) => level === 'provinsi')
  expect(provinces).toHaveLength(38)
  expect(places.regions).toHaveLength(38 + 514)
  expect(new Set(places.regions.map(({ code }) => code)).size).toBe(552)
})

test('every region and country is found by its own name', () => {
  const lost = places.regions.filter(({ name, code }) => !search.regions(name).exact.some((one) => one.code === code))
  expect(lost).toEqual([])
  const strange = places.countries.filter(({ name, code }) =>
    [name.id, name.en].some((called) => !search.countries(called).exact.some((one) => one.code === code)),
  )
  expect(strange).toEqual([])
})

describe('what people type', () => {
  test.each([
    ['Surabaya', ['Kota Surabaya']],
    ['bandung', ['Kabupaten Bandung', 'Kota Bandung']],
    ['kab bandung', ['Kabupaten Bandung']],
    ['Bogor Regency', ['Kabupaten Bogor']],
    ['Province of Bali', ['Provinsi Bali']],
    ['jogja', ['Provinsi DI Yogyakarta', 'Kota Yogyakarta']],
    ['Jakarta Selatan', ['Kota Jakarta Selatan']],
    ['kepulauan seribu', ['Kabupaten Kepulauan Seribu']],
    ['bau-bau', ['Kota Baubau']],
  ])('"%s" names %j', (typed, names) => {
    expect(search.regions(typed).exact.map(({ name }) => name)).toEqual(names)
  })

  test.each([
    ['surbaya', 'Kota Surabaya'],
    ['kab. sidorjo', 'Kabupaten Sidoarjo'],
    ['Makasar', 'Kota Makassar'],
  ])('"%s" comes near to %s', (typed, name) => {
    const { exact, near } = search.regions(typed)
    expect([exact, near[0]?.name]).toEqual([[], name])
  })

  test.each(['', 'xy', 'zzzzzz', 'siapa yang boleh menandatangani naskah ini', 'a'.repeat(300)])(
    '"%s" is no place',
    (typed) => {
      expect(search.regions(typed)).toEqual({ exact: [], near: [] })
    },
  )

  test.each([
    ['korsel', 'KR'],
    ['Taiwan', 'TW'],
    ['palestina', 'PS'],
    ['the Netherlands', 'NL'],
  ])('"%s" is the country %s', (typed, code) => {
    expect(search.countries(typed).exact.map((country) => country.code)).toEqual([code])
  })
})
