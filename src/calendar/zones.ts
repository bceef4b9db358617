/** The three times of Indonesia: hours ahead of UTC. */
export const zones = { wib: 7, wita: 8, wit: 9 } as const
export type Zone = keyof typeof zones

const wita: ReadonlySet<string> = new Set([
  'Bali',
  'Nusa Tenggara Barat',
  'Nusa Tenggara Timur',
  'Kalimantan Selatan',
  'Kalimantan Timur',
  'Kalimantan Utara',
  'Sulawesi Utara',
  'Gorontalo',
  'Sulawesi Tengah',
  'Sulawesi Barat',
  'Sulawesi Selatan',
  'Sulawesi Tenggara',
])

/** The time of a province (Keputusan Presiden 41/1987); WIB where it is not known. */
export function zoneOf(province: string | undefined): Zone {
  if (province === undefined) return 'wib'
  if (wita.has(province)) return 'wita'
  return province.startsWith('Papua') || province.startsWith('Maluku') ? 'wit' : 'wib'
}

/** The ISO date in a zone. @param now milliseconds since 1970. */
export function dateIn(zone: Zone, now: number): string {
  return new Date(now + zones[zone] * 60 * 60_000).toISOString().slice(0, 10)
}
