import { createRequire } from 'node:module'
import type { LocaleData } from 'i18n-iso-countries'
import { languages, type PerLanguage, type PlaceNames } from '../knowledge/types.ts'

/** A province, regency or city of Indonesia. */
export interface Region {
  /** Of the official list: "35" for a province, "3578" for a regency or city. */
  readonly code: string
  /** "Provinsi Bali", "Kabupaten Banyuwangi", "Kota Surabaya". */
  readonly name: string
  readonly level: 'provinsi' | 'kabupaten' | 'kota'
  /** Name of the province, or of the one it lies in, as in the cases: "Jawa Timur". */
  readonly province: string
  /** What people call it, lower-case. */
  readonly called: readonly string[]
}

export interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly code: string
  readonly name: PerLanguage<string>
  readonly called: readonly string[]
}

/** All 38 provinces, 514 regencies and cities, and the countries of the world. Plain data. */
export interface Places {
  readonly regions: readonly Region[]
  readonly countries: readonly Country[]
}

/** Names of the official list that the field writes in another way. */
const usual: Readonly<Record<string, string>> = {
  'Dki Jakarta': 'DKI Jakarta',
  'Daerah Khusus Ibukota Jakarta': 'DKI Jakarta',
  'Daerah Khusus Jakarta': 'DKI Jakarta',
  'Daerah Istimewa Yogyakarta': 'DI Yogyakarta',
  'Kota Bau Bau': 'Kota Baubau',
  'Kabupaten Administrasi Kepulauan Seribu': 'Kabupaten Kepulauan Seribu',
  'Kabupaten Adm. Kep. Seribu': 'Kabupaten Kepulauan Seribu',
}

/** Reads the official lists from their packages, which are needed for nothing else. */
export async function loadPlaces({ provinces, regencies, countries }: PlaceNames): Promise<Places> {
  const [{ getProvinces, getRegencies }, { default: iso }] = await Promise.all([
    import('idn-area-data'),
    import('i18n-iso-countries'),
  ])
  const provinceOf = new Map(
    (await getProvinces()).map(({ code, name }) => [code, usual[inTitleCase(name)] ?? inTitleCase(name)]),
  )
  const regions: Region[] = [...provinceOf].map(([code, name]) => ({
    code,
    name: `Provinsi ${name}`,
    level: 'provinsi',
    province: name,
    called: [name.toLowerCase(), ...(provinces[name] ?? [])],
  }))
  for (const { code, name, province_code } of await getRegencies()) {
    const title = inTitleCase(name.replace(/^KOTA ADM(?:INISTRASI|\.)? /, 'KOTA '))
    const full = usual[title] ?? title
    const level = full.startsWith('Kota') ? 'kota' : 'kabupaten'
    const bare = full.replace(/^(?:Kota|Kabupaten)(?: Adm\.?)? /, '')
    const province = provinceOf.get(province_code) ?? ''
    const called = [bare.toLowerCase(), ...(regencies[full] ?? [])]
    regions.push({ code: code.replace('.', ''), name: full, level, province, called })
  }
  const require = createRequire(import.meta.url)
  for (const language of languages) {
    iso.registerLocale(require(`i18n-iso-countries/langs/${language}.json`) as LocaleData)
  }
  const all = Object.keys(iso.getAlpha2Codes()).map((code) => {
    const name = { id: iso.getName(code, 'id') ?? code, en: iso.getName(code, 'en') ?? code }
    return { code, name, called: [name.id.toLowerCase(), name.en.toLowerCase(), ...(countries[code] ?? [])] }
  })
  return { regions, countries: all }
}

function inTitleCase(name: string): string {
  return name.toLowerCase().replaceAll(/(?<![\p{L}'])\p{L}/gu, (letter) => letter.toUpperCase())
}
