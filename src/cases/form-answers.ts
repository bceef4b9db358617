import { url } from '../knowledge/schemas.ts'
import { languages, type Case, type CaseTerm } from '../knowledge/types.ts'
import type { Region } from '../places/places.ts'
import type { Found } from '../places/search.ts'
import type { Asked, CaseAnswers, FormWorld, Hint } from './case-form.ts'
import { slug } from './slug.ts'

/** What an answer says: an answer of the form, a part of a source, or the case that is to be changed. */
export interface Answered {
  readonly answers?: CaseAnswers
  readonly sourceTitle?: string
  readonly sourceUrl?: string
  readonly known?: string
}
type Reading = Answered | Hint
type Reader = (typed: string, world: FormWorld) => Reading

const maxCandidates = 6
const firstYear = 1900
/** "-", "belum ada", "tidak tahu", "not known", "none yet". */
const none = /^(?:[-–—]|belum(?: ada)?|tidak(?: ada| tahu| diketahui)?|none(?: yet)?|no|(?:not |un)known)$/i
const several = /^(?:beberapa|banyak|several|many)\b/i
const useButtons: Hint = { problem: 'caseForm.problem.useButtons' }

const readers: Readonly<Record<Exclude<Asked, 'review' | 'sources'>, Reader>> = {
  region: (typed, world) => {
    const found = world.places.regions(typed)
    const [only, ...others] = found.exact
    return only && others.length === 0 ? { answers: { region: regionOf(only, world) } } : whichPlace(found)
  },
  partner: text(2, 80, (partner) => ({ answers: { partner } })),
  country: (typed, { places }) => {
    if (several.test(typed)) return { answers: { country: null } }
    const found = places.countries(typed)
    const [only, ...others] = found.exact
    if (only?.code === 'ID') return { problem: 'caseForm.problem.ownCountry' }
    return only && others.length === 0 ? { answers: { country: only.code } } : whichPlace(found)
  },
  kind: (typed, { terms }) => named(terms.kinds, typed, (kind) => ({ kind })),
  fields: (typed, { terms }) => {
    const fields = typed.split(/[,;\n]| dan | and /).map((part) => termCalled(terms.fields, part))
    const known = fields.filter((field) => field !== undefined)
    return known.length === fields.length ? { answers: { fields: [...new Set(known)] } } : useButtons
  },
  mou: year((mou) => ({ mou })),
  loi: year((loi) => ({ loi })),
  status: (typed, { terms }) => named(terms.statuses, typed, (status) => ({ status })),
  confidence: (typed, { terms }) => named(terms.confidences, typed, (confidence) => ({ confidence })),
  'summary-id': text(20, 400, (summary) => ({ answers: { 'summary-id': summary } })),
  'summary-en': text(20, 400, (summary) => ({ answers: { 'summary-en': summary } })),
  'source-title': text(3, 150, (sourceTitle) => ({ sourceTitle })),
  'source-url': (typed) => {
    if (typed.length > longestUrl) return tooLong(longestUrl, typed)
    return url.safeParse(typed).success ? { sourceUrl: typed } : { problem: 'caseForm.problem.url' }
  },
  known: (typed, { cases }) => {
    const id = slug(typed)
    if (canBeChanged(cases.get(id))) return { known: id }
    const candidates = [...cases.values()].filter((one) => canBeChanged(one) && one.id.includes(id))
    if (candidates.length === 0) return { problem: 'caseForm.problem.noCase' }
    const ids = candidates.slice(0, maxCandidates).map((one) => one.id)
    return { problem: 'caseForm.problem.whichOne', candidates: ids }
  },
}
const longestUrl = 500

/** Reads a typed answer to what is open. */
export function readTyped(asked: Asked, typed: string, world: FormWorld): Reading {
  return asked === 'review' || asked === 'sources' ? useButtons : readers[asked](typed.trim(), world)
}

/** Stands in a button for "none", "not known" and "several". */
export const noneButton = '-'

/** Reads a pressed button; undefined when there is no such answer any more. */
export function readChoice(asked: Asked, value: string, world: FormWorld): Answered | undefined {
  return choices[asked]?.(value, world)
}

const choices: Readonly<Partial<Record<Asked, (value: string, world: FormWorld) => Answered | undefined>>> = {
  region: (code, world) => {
    const region = world.places.region(code)
    return region && { answers: { region: regionOf(region, world) } }
  },
  country: (code, { places }) => {
    if (code === noneButton) return { answers: { country: null } }
    return places.country(code) && { answers: { country: code } }
  },
  kind: (kind, { terms }) => (Object.hasOwn(terms.kinds, kind) ? { answers: { kind } } : undefined),
  mou: (value) => (value === noneButton ? { answers: { mou: null } } : undefined),
  loi: (value) => (value === noneButton ? { answers: { loi: null } } : undefined),
  status: (status, { terms }) => (Object.hasOwn(terms.statuses, status) ? { answers: { status } } : undefined),
  confidence: (confidence, { terms }) =>
    Object.hasOwn(terms.confidences, confidence) ? { answers: { confidence } } : undefined,
  known: (id, { cases }) => (canBeChanged(cases.get(id)) ? { known: id } : undefined),
}

/** The form knows no regions abroad, which the cases for comparison have. */
function canBeChanged(one: Case | undefined): boolean {
  return one?.region.country === 'ID'
}

/** Other cases of the region know where it lies. */
function regionOf({ name, level, province }: Region, { cases }: FormWorld): Case['region'] {
  const at = [...cases.values()].find((one) => one.region.name === name)?.region.at
  return { name, type: level, province, country: 'ID', ...(at && { at }) }
}

function whichPlace({ exact, near }: Found<{ readonly code: string }>): Hint {
  const candidates = [...exact, ...near].slice(0, maxCandidates).map(({ code }) => code)
  if (candidates.length === 0) return { problem: 'caseForm.problem.noPlace' }
  return { problem: exact.length > 0 ? 'caseForm.problem.whichOne' : 'caseForm.problem.nearPlace', candidates }
}

/** One paragraph with at least a letter. */
function text(least: number, most: number, take: (text: string) => Answered): Reader {
  return (typed) => {
    const line = typed.replaceAll(/\s+/g, ' ')
    if (!/\p{L}/u.test(line)) return { problem: 'caseForm.problem.noText' }
    if (line.length < least) return { problem: 'caseForm.problem.tooShort', values: { least, length: line.length } }
    return line.length > most ? tooLong(most, line) : take(line)
  }
}

function tooLong(most: number, typed: string): Hint {
  return { problem: 'caseForm.problem.tooLong', values: { most, length: typed.length } }
}

function year(take: (year: number | null) => CaseAnswers): Reader {
  return (typed, { today }) => {
    if (none.test(typed)) return { answers: take(null) }
    const number = /^\d{4}$/.test(typed) ? Number(typed) : 0
    if (number < firstYear) return { problem: 'caseForm.problem.year' }
    const present = Number(today.slice(0, 4))
    return number > present
      ? { problem: 'caseForm.problem.futureYear', values: { year: present } }
      : { answers: take(number) }
  }
}

function named(terms: Terms, typed: string, take: (value: string) => CaseAnswers): Reading {
  const value = termCalled(terms, typed)
  return value === undefined ? useButtons : { answers: take(value) }
}

type Terms = Readonly<Record<string, CaseTerm>>

function termCalled(terms: Terms, typed: string): string | undefined {
  const wanted = typed.trim().toLowerCase()
  return Object.entries(terms).find(([value, { name }]) =>
    [value, ...languages.map((language) => name[language])].some((called) => called.toLowerCase() === wanted),
  )?.[0]
}
