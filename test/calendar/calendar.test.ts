import { describe, expect, test } from 'vitest'
import { readDate } from '../../src/calendar/typed-date.ts'
import { dateIn, zoneOf } from '../../src/calendar/zones.ts'

const today = '2026-11-24'

describe('dates as people type them', () => {
  test.each([
    ['kemarin', '2026-11-23'],
    ['hari ini', '2026-11-24'],
    ['3 hari lalu', '2026-11-21'],
    ['Jumat lalu', '2026-11-20'],
    ['last Friday', '2026-11-20'],
    ['yesterday', '2026-11-23'],
    ['12 Juni', '2026-06-12'],
    ['June 12', '2026-06-12'],
    ['12 Desember', '2025-12-12'],
    ['tgl 5 maret', '2026-03-05'],
    ['12/6/2025', '2025-06-12'],
    ['12-6-26', '2026-06-12'],
    ['1-4-2025', '2025-04-01'],
    ['2.3.2025', '2025-03-02'],
    ['06-2025', '2025-06'],
    ['5 Mei 25', '2025-05-05'],
    ["12 Juni'24", '2024-06-12'],
    ['Jumat', '2026-11-20'],
    ['12 Agt 2025', '2025-08-12'],
    ['2025-08-12', '2025-08-12'],
    ['sudah selesai kemarin', undefined],
    ['Kota Bogor', undefined],
    ['siapa yang tanda tangan?', undefined],
  ])('"%s" was %s', async (text, date) => {
    expect(await readDate(text, today, 'past')).toEqual(date === undefined ? undefined : { date })
  })

  test.each([
    ['12 Juni', '2027-06-12'],
    ['Juni 2027', '2027-06'],
    ['bulan depan', '2026-12'],
    ['tahun depan', '2027'],
    ['akhir 2027', '2027'],
    ['triwulan II 2027', '2027'],
    ['Q2 2027', '2027'],
    ['in two weeks', '2026-12-08'],
    ['Friday', '2026-11-27'],
  ])('"%s" will be %s', async (text, date) => {
    expect(await readDate(text, today, 'future')).toEqual({ date })
  })

  test.each(['31 Februari', '31 February 2026', '32/1/2026', '2026-02-30'])('"%s" is no day', async (text) => {
    expect(await readDate(text, today, 'past')).toEqual({ problem: 'no-such-day' })
  })
})

test.each([
  ['Jawa Timur', 'wib'],
  ['Bali', 'wita'],
  ['Papua Barat Daya', 'wit'],
  ['Maluku', 'wit'],
  [undefined, 'wib'],
])('%s lives by %s', (province, zone) => {
  expect(zoneOf(province)).toBe(zone)
})

test('it is tomorrow in Papua first', () => {
  const evening = Date.parse('2026-11-24T15:30:00Z')
  expect(dateIn('wib', evening)).toBe('2026-11-24')
  expect(dateIn('wit', evening)).toBe('2026-11-25')
})
