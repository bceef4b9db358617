import { findRegion } from '../places/find.ts'
import type { Places } from '../places/places.ts'
import { unknown, type Answer } from './types.ts'

/** What the rules and the conditions of questions speak of, each with the values that it can have. */
export const factValues = {
  plan: ['sister', 'institution', 'other', 'existing', unknown],
  party: ['region', 'not-a-region', 'agency', 'village', 'bumd', 'university', 'ikn', 'bp-batam', unknown],
  'region-level': ['province', 'regency-city', unknown],
  special: ['none', 'aceh', 'papua', 'papua-new', 'jakarta', 'jakarta-administrative', 'diy', 'batam', unknown],
  country: ['israel', 'taiwan', 'palestine', 'other', unknown],
  relations: ['yes', 'no', unknown],
  'partner-kind': [
    'local-government',
    'university',
    'international-organisation',
    'ngo',
    'development-agency',
    'network',
    'company',
    'national-government',
    'political-party',
    unknown,
  ],
  /** Whether the partner's level equals that of the region. */
  level: ['equal', 'unequal', 'lower', unknown],
  fields: ['science', 'culture', 'capacity', 'promotion', 'public-affairs', 'not-regional', 'unsure', unknown],
  money: ['apbd', 'partner', 'grant', 'loan', 'private', unknown],
  office: ['yes', 'no', unknown],
  'in-plan': ['yes', 'no', unknown],
  existing: ['none', 'contact', 'consultation', 'loi', 'plan', 'dprd', 'considered', 'draft', 'confirmation', unknown],
  approvals: ['dprd', 'considered', 'confirmation', 'none', unknown],
  /** Whether the planned date leaves the 45 working days that the DPRD has (PP 28/2018 art. 30(4)). */
  timing: ['soon', 'enough', unknown],
  /** Whether it was signed before PP 28/2018 came into force on 13 July 2018 (art. 52). */
  'signed-era': ['before-pp', 'after-pp', unknown],
  /** Whether the text that was signed still runs. */
  validity: ['running', 'expired', unknown],
} as const

export type FactName = keyof typeof factValues

/** What is known so far; a fact without a value has not been asked for. */
export type Facts = ReadonlyMap<FactName, readonly string[]>

/** Holds when each fact named has one of these values. */
export type Condition = Readonly<Partial<Record<FactName, readonly string[]>>>

export function holds(when: Condition, unless: Condition | undefined, facts: Facts): boolean {
  for (const name in when) if (!meets(when, name as FactName, facts)) return false
  for (const name in unless) if (meets(unless, name as FactName, facts)) return false
  return true
}

function meets(condition: Condition, name: FactName, facts: Facts): boolean {
  const values = facts.get(name)
  return values !== undefined && (condition[name]?.some((value) => values.includes(value)) ?? false)
}

export interface World {
  readonly places: Places
  /** ISO date. */
  readonly today: string
}

/** The facts that one more answer adds to those before it. */
export function factsOf(
  question: string,
  answer: Answer,
  before: Facts,
  world: World,
): [FactName, readonly string[]][] {
  const [value = unknown] = answer
  switch (question) {
    case 'region':
      return value === 'not-a-region' ? [['party', [value]]] : regionFacts(value, world)
    case 'country':
      return [['country', [countryClass(value)]]]
    case 'partner-level':
      return [['level', [levelMatch(value, before.get('region-level')?.[0])]]]
    case 'date':
      return [['timing', [value === unknown ? unknown : timing(value, world.today)]]]
    case 'signed':
      return [['signed-era', [value === unknown ? unknown : era(value)]]]
    case 'ends':
      return [['validity', [value === unknown ? unknown : lastDay(value) < world.today ? 'expired' : 'running']]]
    default:
      return question in factValues ? [[question as FactName, answer]] : []
  }
}

function regionFacts(code: string, { places }: World): [FactName, readonly string[]][] {
  const region = findRegion(places, code)
  if (!region) return ['party', 'region-level', 'special'].map((name) => [name as FactName, [unknown]])
  const isProvince = region.level === 'provinsi'
  return [
    ['party', ['region']],
    ['region-level', [isProvince ? 'province' : 'regency-city']],
    ['special', [specialClass(region.province, region.name, isProvince)]],
  ]
}

/** The provinces with laws of their own (PP 28/2018 art. 47, and those formed later). */
function specialClass(province: string, name: string, isProvince: boolean): string {
  if (province === 'DKI Jakarta') return isProvince ? 'jakarta' : 'jakarta-administrative'
  if (name === 'Kota Batam') return 'batam'
  if (province === 'Aceh') return 'aceh'
  if (province === 'DI Yogyakarta') return 'diy'
  if (province === 'Papua' || province === 'Papua Barat') return 'papua'
  return province.startsWith('Papua') ? 'papua-new' : 'none'
}

function countryClass(code: string): string {
  return { IL: 'israel', TW: 'taiwan', PS: 'palestine', [unknown]: unknown }[code] ?? 'other'
}

/** PP 28/2018 arts. 24 and 27(3)(a). */
function levelMatch(partner: string, region: string | undefined): string {
  if (partner === 'lower') return 'lower'
  if (partner === unknown || region === undefined || region === unknown) return unknown
  return (partner === 'province-level') === (region === 'province') ? 'equal' : 'unequal'
}

const ppInForce = '2018-07-13'

function era(signed: string): string {
  if (lastDay(signed) < ppInForce) return 'before-pp'
  // A month or year that holds the day itself may mean either.
  return ppInForce.startsWith(signed) && signed !== ppInForce ? unknown : 'after-pp'
}

const dayMs = 24 * 60 * 60_000
/** 45 working days are nine weeks; holidays make it longer. */
const dprdMs = 9 * 7 * dayMs

function timing(date: string, today: string): string {
  return Date.parse(lastDay(date)) - Date.parse(today) < dprdMs ? 'soon' : 'enough'
}

/** The last day that a date of any exactness may mean: "2027-06" is 30 June 2027. */
export function lastDay(date: string): string {
  const [year = '', month, day] = date.split('-')
  if (day !== undefined) return date
  if (month === undefined) return `${year}-12-31`
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10)
}
