import { FormattedString } from '@grammyjs/parse-mode'
import { InlineKeyboard } from 'grammy'
import { yearOf, type CaseFilter } from '../../cases/filter.ts'
import type { Case, CaseTerm, CaseTerms, KnowledgeBase, Language } from '../../knowledge/types.ts'
import type { Places } from '../../places/places.ts'
import { buttonData } from '../buttons.ts'
import type { Words } from '../words.ts'
import { dateLabel } from './legal-basis.ts'

/** Cases a page: two rows of numbers in private, one row in a group. */
const perPage = { private: 8, group: 4 }
const inRow = 4

export interface ShownCases {
  readonly filter: CaseFilter
  /** False when nothing fits exactly and these are of the same places. */
  readonly exact: boolean
  readonly cases: readonly Case[]
  readonly page: number
  readonly questionId: number
  readonly group: boolean
}

/** A page of a list of cases, with a number for each to open it. */
export function caseList(
  { filter, exact, cases, page, questionId, group }: ShownCases,
  knowledge: KnowledgeBase,
  places: Places,
  words: Words,
): { readonly text: FormattedString; readonly keyboard: InlineKeyboard } {
  const { t, language } = words
  const what = filterLabel(filter, knowledge, places, words)
  const keyboard = new InlineKeyboard()
  const none = exact ? [] : [FormattedString.join([t('cases.none', { what }), ' ', t('cases.noneMeans')])]
  if (cases.length === 0) return { text: FormattedString.join(none), keyboard }

  const size = group ? perPage.group : perPage.private
  const from = page * size
  const shown = cases.slice(from, from + size)
  const heading = exact ? t('cases.found', { count: cases.length, what }) : t('cases.near', { count: cases.length })
  const lines = shown.map((one, i) => `${from + i + 1}. ${caseLine(one, knowledge, words)}`)
  for (const [i, one] of shown.entries()) {
    keyboard.text(String(from + i + 1), buttonData('caseCard', language, one.id))
    if (i % inRow === inRow - 1 && !group) keyboard.row()
  }
  const turn = (label: string, to: number) =>
    keyboard.text(label, buttonData('casePage', language, `${questionId}.${to}`))
  if (!group) keyboard.row()
  if (page > 0) turn(group ? '‹' : t('categories.earlier'), page - 1)
  if (from + size < cases.length) turn(group ? '›' : t('categories.later'), page + 1)
  const text = FormattedString.join(
    [...none, FormattedString.b(heading), lines.join('\n'), FormattedString.i(t('cases.foot'))],
    '\n\n',
  )
  return { text, keyboard }
}

/** "Kota Surabaya – Seattle · kota kembar · 1992 · ditandatangani". */
function caseLine(one: Case, { caseTerms }: KnowledgeBase, { language, t }: Words): string {
  const { kind, status, confidence } = one
  const year = yearOf(one)
  const parts = [
    caseTitle(one),
    termName(caseTerms.kinds, language)(kind),
    year > 0 && String(year),
    termName(caseTerms.statuses, language)(status),
    confidence === 'low' && `⚠️ ${t('cases.weak')}`,
  ]
  return parts.filter(Boolean).join(' · ')
}

/** Everything we know of a case, with how sure we are and from where. */
export function caseCard(one: Case, { caseTerms }: KnowledgeBase, places: Places, words: Words): FormattedString {
  const { t, language } = words
  const { years, sources } = one
  const facts = [
    ...kindAndFields(one, caseTerms, words),
    ...(years.loi === undefined ? [] : [t('cases.loi', { year: years.loi })]),
    ...(years.mou === undefined ? [] : [t('cases.mou', { year: years.mou })]),
    t('cases.status', {
      status: termName(caseTerms.statuses, language)(one.status),
      date: dateLabel(one.checked, language),
    }),
    confidenceLine(one, caseTerms, words),
  ]
  return FormattedString.join([...caseHead(one, places, words), facts.join('\n'), sourceLines(sources)], '\n\n')
}

/** What happened, where, with whom, how sure we are, with the first source: as short as an announcement has to be. */
export function caseBrief(one: Case, { caseTerms }: KnowledgeBase, places: Places, words: Words): FormattedString {
  const { t, language } = words
  const facts = [
    ...kindAndFields(one, caseTerms, words),
    t('cases.statusBrief', { status: termName(caseTerms.statuses, language)(one.status) }),
    confidenceLine(one, caseTerms, words),
  ]
  const read = t('cases.read', { date: dateLabel(one.checked, language) })
  const source = FormattedString.join([sourceLines(one.sources.slice(0, 1)), ` (${read})`])
  return FormattedString.join([...caseHead(one, places, words), facts.join('\n'), source], '\n\n')
}

/** What is different, as far as people would act on it: "Status: penjajakan → ditandatangani". */
export function caseChanges(
  before: Case,
  now: Case,
  { caseTerms }: KnowledgeBase,
  places: Places,
  words: Words,
): string[] {
  const { t, language } = words
  const country = ({ partner }: Case) => (partner.country ? countryName(partner.country, places, words) : '–')
  const arrow = (was: string, is: string) => (was === is ? undefined : `${was} → ${is}`)
  const year = (value: number | undefined) => (value === undefined ? '–' : String(value))
  const kind = termName(caseTerms.kinds, language)
  const status = termName(caseTerms.statuses, language)
  const changes = [
    { value: arrow(caseTitle(before), caseTitle(now)), say: (names: string) => names },
    { value: arrow(country(before), country(now)), say: (both: string) => t('cases.country', { country: both }) },
    { value: arrow(kind(before.kind), kind(now.kind)), say: (both: string) => t('cases.kind', { kind: both }) },
    {
      value: arrow(year(before.years.loi), year(now.years.loi)),
      say: (both: string) => t('cases.loi', { year: both }),
    },
    {
      value: arrow(year(before.years.mou), year(now.years.mou)),
      say: (both: string) => t('cases.mou', { year: both }),
    },
    {
      value: arrow(status(before.status), status(now.status)),
      say: (both: string) => t('cases.statusBrief', { status: both }),
    },
  ]
  return changes.flatMap(({ value, say }) => (value === undefined ? [] : [say(value)]))
}

/** "Kota Surabaya – Kochi". */
export function caseTitle({ region, partner }: Case): string {
  return `${region.name} – ${partner.name}`
}

function caseHead(one: Case, places: Places, words: Words): (FormattedString | string)[] {
  const { t, language } = words
  const { region, partner } = one
  const country = partner.country && countryName(partner.country, places, words)
  return [
    FormattedString.b(`${caseTitle(one)}${country ? ` (${country})` : ''}`),
    ...(region.country === 'ID' ? [] : [FormattedString.i(t('cases.comparison'))]),
    ...(one.confidence === 'low' ? [`⚠️ ${t('cases.weakWarning')}`] : []),
    one.summary[language],
  ]
}

function kindAndFields({ kind, fields }: Case, { kinds, fields: names }: CaseTerms, { t, language }: Words): string[] {
  const named = fields.map(termName(names, language)).join(', ')
  return [
    t('cases.kind', { kind: termName(kinds, language)(kind) }),
    ...(fields.length > 0 ? [t('cases.fields', { fields: named })] : []),
  ]
}

function confidenceLine({ confidence, sources }: Case, { confidences }: CaseTerms, { t, language }: Words): string {
  return t('cases.confidence', { confidence: termName(confidences, language)(confidence), count: sources.length })
}

function sourceLines(sources: Case['sources']): FormattedString {
  const lines = sources.map(({ title, url }) => FormattedString.join(['📄 ', FormattedString.link(title, url)]))
  return FormattedString.join(lines, '\n')
}

/** "Jawa Timur · Korea Selatan · sampah". */
export function filterLabel(filter: CaseFilter, { caseTerms }: KnowledgeBase, places: Places, words: Words): string {
  const { language } = words
  const named = (values: ReadonlySet<string> | undefined, name: (value: string) => string) =>
    values ? [[...values].map(name).join(' / ')] : []
  return [
    ...named(filter.regions, (value) => value),
    ...named(filter.provinces, (value) => value),
    ...named(filter.partners, (value) => value),
    ...named(filter.countries, (code) => countryName(code, places, words)),
    ...named(filter.fields, termName(caseTerms.fields, language)),
    ...named(filter.kinds, termName(caseTerms.kinds, language)),
    ...named(filter.statuses, termName(caseTerms.statuses, language)),
    ...(filter.years ? [[...filter.years].join(' / ')] : []),
  ].join(' · ')
}

/** What a kind, field, state or confidence is called. */
export function termName(terms: Readonly<Record<string, CaseTerm>>, language: Language): (value: string) => string {
  return (value) => terms[value]?.name[language] ?? value
}

export function countryName(code: string, { countries }: Places, { language }: Words): string {
  return countries.find((country) => country.code === code)?.name[language] ?? code
}
