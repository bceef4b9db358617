import { noneButton } from '../../../cases/form-answers.ts'
import {
  position,
  type Asked,
  type CaseAnswers,
  type CaseForm,
  type CaseQuestion,
  type FormState,
} from '../../../cases/case-form.ts'
import { maxSources } from '../../../cases/form-steps.ts'
import type { CaseTerms } from '../../../knowledge/types.ts'
import type { Library } from '../../library.ts'
import type { Words } from '../../words.ts'

/** What a button says, and what it stands for. */
export type Option = readonly [label: string, value: string]

/** The buttons under what is open, row by row. */
export function optionsOf(state: FormState, library: Library, words: Words): Option[][] {
  return rows[state.asks]?.(state.form, library, words) ?? []
}

type Rows = (form: CaseForm, library: Library, words: Words) => Option[][]

const rows: Readonly<Partial<Record<Asked, Rows>>> = {
  region: (form, { placeSearch }, { t }) => {
    const isNew = form.before === null && position(form) === 'region'
    const known: Option[][] = isNew ? [[[t('caseForm.changeKnown'), 'known']]] : []
    return [...candidates(form, (code) => placeSearch.region(code)?.name), ...known]
  },
  country: (form, { placeSearch }, { t, language }) => [
    ...candidates(form, (code) => placeSearch.country(code)?.name[language]),
    [[t('caseForm.several'), noneButton]],
  ],
  kind: (_, library, words) => inPairs(terms(library, 'kinds', words)),
  fields: ({ answers }, library, words) => {
    const mark = (field: string) => (answers.fields?.includes(field) ? '☑' : '☐')
    const marked = terms(library, 'fields', words).map(([label, field]): Option => [`${mark(field)} ${label}`, field])
    return [...inPairs(marked), [[words.t('caseForm.next'), 'next']]]
  },
  mou: (_, _library, { t }) =>
    inPairs([
      [t('caseForm.noneYet'), noneButton],
      [t('caseForm.notKnown'), noneButton],
    ]),
  loi: (_, _library, { t }) => [[[t('caseForm.noLoi'), noneButton]]],
  status: (_, library, words) => inPairs(terms(library, 'statuses', words)),
  confidence: (_, library, words) => inPairs(terms(library, 'confidences', words)),
  sources: ({ answers: { sources = [] } }, _, { t }) => {
    const drops = sources.map((_source, i): Option => [t('caseForm.dropSource', { number: i + 1 }), `drop${i}`])
    const add: Option[] = sources.length < maxSources ? [[t('caseForm.addSource'), 'add']] : []
    return [[...add, [t('caseForm.next'), 'next']], ...inPairs(drops)]
  },
  known: (form) => candidates(form, (id) => id),
}

function candidates({ hint }: CaseForm, name: (id: string) => string | undefined): Option[][] {
  return (hint?.candidates ?? []).map((id): Option[] => [[name(id) ?? id, id]])
}

function terms({ knowledge }: Library, list: 'kinds' | 'fields' | 'statuses' | 'confidences', { language }: Words) {
  return Object.entries(knowledge.caseTerms[list]).map(([value, { name }]): Option => [name[language], value])
}

/** What was answered, as people read it, but for the fields, whose buttons say it; undefined when nothing was. */
export function answerLabel(
  question: CaseQuestion,
  answers: CaseAnswers,
  { knowledge, placeSearch }: Library,
  { t, language }: Words,
): string | undefined {
  const value = answers[question]
  if (value === undefined) return undefined
  if (value === null) return question === 'country' ? t('caseForm.several') : t('caseForm.none')
  if (typeof value === 'object') {
    if (question === 'region') return answers.region?.name
    return answers.sources?.map(({ title }, i) => `${i + 1}. ${title}`).join('\n')
  }
  const text = String(value)
  if (question === 'country') return placeSearch.country(text)?.name[language]
  const { kinds, statuses, confidences } = knowledge.caseTerms
  const named: Readonly<Partial<Record<CaseQuestion, CaseTerms['kinds']>>> = {
    kind: kinds,
    status: statuses,
    confidence: confidences,
  }
  return named[question]?.[text]?.name[language] ?? text
}

/** Names of two words still fit on a phone. */
export function inPairs(options: readonly Option[]): Option[][] {
  return options.flatMap((_, i) => (i % 2 === 0 ? [options.slice(i, i + 2)] : []))
}
