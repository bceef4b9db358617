import type { Country, Places, Region } from './places.ts'

/** A region for exercises, which no list has. */
export const inventedRegion: Region = { code: '0000', name: 'Kota Contoh', level: 'kota', province: '', called: [] }

export function findRegion({ regions }: Places, code: string): Region | undefined {
  return code === inventedRegion.code ? inventedRegion : regions.find((region) => region.code === code)
}

export function findCountry({ countries }: Places, code: string): Country | undefined {
  return countries.find((country) => country.code === code)
}
