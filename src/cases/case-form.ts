import type { Case, CaseTerms } from '../knowledge/types.ts'
import type { PlaceSearch } from '../places/search.ts'
import { slug } from './slug.ts'

/** What a curator is asked about a case, in this order. */
export const caseQuestions = [
  'region',
  'partner',
  'country',
  'kind',
  'fields',
  'mou',
  'loi',
  'status',
  'confidence',
  'summary-id',
  'summary-en',
  'sources',
] as const
export type CaseQuestion = (typeof caseQuestions)[number]

/** What may be open: a question, a part of the last one, the id of a case to be changed, or the whole case for a look. */
export type Asked = CaseQuestion | 'source-title' | 'source-url' | 'known' | 'review'

/** By question. Null: there is none, or nobody knows; for the country: several. */
export interface CaseAnswers {
  readonly region?: Case['region']
  readonly partner?: string
  readonly country?: string | null
  readonly kind?: string
  readonly fields?: readonly string[]
  readonly mou?: number | null
  readonly loi?: number | null
  readonly status?: string
  readonly confidence?: string
  readonly 'summary-id'?: string
  readonly 'summary-en'?: string
  readonly sources?: Case['sources']
}

/** What was wrong with the last answer, and what it may have meant. */
export interface Hint {
  /** Key of the text that says it. */
  readonly problem: string
  readonly values?: Readonly<Record<string, string | number>>
  /** Of places their codes, of cases their ids. */
  readonly candidates?: readonly string[]
}

/** A case that a curator is writing down. */
export interface CaseForm {
  /** Stands in the form's buttons, so that those of another one are known as such. */
  readonly key: string
  /** The case as it stood when the form was opened, as JSON; null for a new one. */
  readonly before: string | null
  /** Of the case; a new one has none until it is saved. */
  readonly id?: string
  readonly answers: CaseAnswers
  /** Of a source whose address is still to come. */
  readonly sourceTitle?: string
  readonly hint?: Hint
}

/** A form, and what is open in it. */
export interface FormState {
  readonly form: CaseForm
  readonly asks: Asked
}

/** What answers are read with. */
export interface FormWorld {
  readonly places: PlaceSearch
  readonly terms: CaseTerms
  readonly cases: ReadonlyMap<string, Case>
  /** ISO date. */
  readonly today: string
}

/** The first question without an answer, else the review. */
export function position({ answers }: CaseForm): Asked {
  const open = caseQuestions.find((question) => answers[question] === undefined)
  if (open === undefined) return answers.sources?.length === 0 ? 'source-title' : 'review'
  return open === 'sources' ? 'source-title' : open
}

/** The form that says what a case says. @param before its JSON. */
export function formOf(key: string, before: string): CaseForm {
  const one = JSON.parse(before) as Case
  const { id, region, partner, kind, fields, years, status, confidence, summary, sources } = one
  return {
    key,
    before,
    id,
    answers: {
      region,
      partner: partner.name,
      country: partner.country ?? null,
      kind,
      fields,
      mou: years.mou ?? null,
      loi: years.loi ?? null,
      status,
      confidence,
      'summary-id': summary.id,
      'summary-en': summary.en,
      sources,
    },
  }
}

/** What the form says, to be checked like a file. What it does not ask for stays as it was. */
export function caseOf({ before, answers }: CaseForm, id: string, today: string): unknown {
  const known = before === null ? undefined : (JSON.parse(before) as Case)
  const { region, partner, country, kind, fields, mou, loi, status, confidence, sources } = answers
  const at = known?.partner.name === partner ? known?.partner.at : undefined
  return {
    id,
    region,
    partner: { name: partner, ...(country && { country }), ...(at && { at }) },
    kind,
    fields,
    years: { ...(loi && { loi }), ...(mou && { mou }) },
    status,
    confidence,
    checked: today,
    summary: { id: answers['summary-id'], en: answers['summary-en'] },
    sources,
    ...(known?.notes !== undefined && { notes: known.notes }),
  }
}

/** It must fit into the data of every button that opens the case. */
const longestId = 40

/** An id that no other case has: "surabaya-kochi", "surabaya-kochi-2". */
export function newCaseId({ region, partner = '', country }: CaseAnswers, isTaken: (id: string) => boolean): string {
  const place = slug((region?.name ?? '').replace(/^(?:Kota|Kabupaten|Provinsi) /, ''))
  // A name in another script leaves nothing.
  const other = slug(partner) || slug(country ?? 'network')
  const numbered = (number: number): string => {
    const ending = number > 1 ? `-${number}` : ''
    const id = `${place}-${other}`.slice(0, longestId - ending.length).replace(/-$/, '') + ending
    return isTaken(id) ? numbered(number + 1) : id
  }
  return numbered(1)
}
