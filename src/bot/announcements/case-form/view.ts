import { FormattedString } from '@grammyjs/parse-mode'
import { InlineKeyboard } from 'grammy'
import {
  caseOf,
  caseQuestions,
  newCaseId,
  type Asked,
  type CaseForm,
  type CaseQuestion,
  type FormState,
} from '../../../cases/case-form.ts'
import { readCase } from '../../../knowledge/check-cases.ts'
import { languages } from '../../../knowledge/types.ts'
import { buttonData } from '../../buttons.ts'
import type { Library } from '../../library.ts'
import { caseCard } from '../../views/cases.ts'
import type { AllWords, Words } from '../../words.ts'
import { answerLabel, inPairs, optionsOf, type Option } from './options.ts'

export interface Shown {
  readonly text: FormattedString
  readonly keyboard: InlineKeyboard
}

/** What is open in a form, with what was wrong with the last answer. */
export function formView(state: FormState, library: Library, words: Words, all: AllWords, today: string): Shown {
  return state.asks === 'review'
    ? reviewView(state.form, library, words, all, today)
    : questionView(state, library, words)
}

function questionView(state: FormState, library: Library, words: Words): Shown {
  const { form, asks } = state
  const { t } = words
  const question = questionOf(asks)
  const title = t(`caseForm.title.${asks}`)
  const number = question ? caseQuestions.indexOf(question) + 1 : 0
  const heading = question ? t('caseForm.step', { number, count: caseQuestions.length, title }) : title
  const value = question && asks !== 'fields' ? answerLabel(question, form.answers, library, words) : undefined
  const text = paragraphs(
    FormattedString.b(heading),
    problemOf(form, words),
    t(`caseForm.ask.${asks}`),
    value && t('caseForm.now', { value }),
  )
  const rows = [...optionsOf(state, library, words), [[t('caseForm.discard'), 'discard'] as const]]
  return { text, keyboard: keyboardOf(form.key, asks, rows, words) }
}

/** The case as users will see it, or why it cannot be kept. */
function reviewView(form: CaseForm, library: Library, words: Words, all: AllWords, today: string): Shown {
  const { t } = words
  const { knowledge, places } = library
  const id = form.id ?? newCaseId(form.answers, (taken) => knowledge.cases.has(taken))
  const read = readCase(caseOf(form, id, today), knowledge.caseTerms, today)
  const change: Option[] = [
    [t('caseForm.change'), 'change'],
    [t('caseForm.discard'), 'discard'],
  ]
  if ('flaws' in read) {
    const list = read.flaws.map(({ message }) => `• ${message}`).join('\n')
    return { text: paragraphs(t('caseForm.refused'), list), keyboard: keyboardOf(form.key, 'review', [change], words) }
  }
  const cards = languages.map((language) => caseCard(read.value, knowledge, places, all[language]))
  const text = paragraphs(
    problemOf(form, words),
    twinOf(form, library, words),
    FormattedString.b(t('caseForm.review')),
    FormattedString.join(cards, '\n\n———\n\n'),
    FormattedString.i(t('caseForm.reviewFoot')),
  )
  return { text, keyboard: keyboardOf(form.key, 'review', [[[t('caseForm.save'), 'save']], change], words) }
}

/** The questions of a form, to go back to one. */
export function changeView({ key }: CaseForm, words: Words): Shown {
  const { t } = words
  const options = caseQuestions.map((question): Option => [t(`caseForm.title.${question}`), `to-${question}`])
  const rows = [...inPairs(options), [[t('caseForm.back'), 'back'] as const]]
  return { text: new FormattedString(t('caseForm.changeWhat')), keyboard: keyboardOf(key, 'review', rows, words) }
}

/** Whether a form is really to be thrown away. */
export function discardView({ form, asks }: FormState, words: Words): Shown {
  const { t } = words
  const row: Option[] = [
    [t('caseForm.discardYes'), 'discarded'],
    [t('caseForm.back'), 'back'],
  ]
  return { text: new FormattedString(t('caseForm.discardSure')), keyboard: keyboardOf(form.key, asks, [row], words) }
}

/** @param key of the form to which the buttons belong. */
export function keyboardOf(
  key: string,
  asks: Asked | '-',
  rows: readonly (readonly Option[])[],
  { language }: Words,
): InlineKeyboard {
  return InlineKeyboard.from(
    rows.map((row) =>
      row.map(([label, value]) =>
        InlineKeyboard.text(label, buttonData('caseForm', language, `${key}.${asks}.${value}`)),
      ),
    ),
  )
}

export function paragraphs(...parts: readonly (FormattedString | string | undefined)[]): FormattedString {
  return FormattedString.join(
    parts.filter((part) => part !== undefined),
    '\n\n',
  )
}

function questionOf(asks: Asked): CaseQuestion | undefined {
  const whole = asks === 'source-title' || asks === 'source-url' ? 'sources' : asks
  return caseQuestions.find((question) => question === whole)
}

function problemOf({ hint }: CaseForm, { t }: Words): string | undefined {
  return hint && `⚠️ ${t(hint.problem, hint.values)}`
}

/** A case with the same two sides, which the new one may repeat. */
function twinOf({ before, answers }: CaseForm, { knowledge }: Library, { t }: Words): string | undefined {
  const partner = answers.partner?.toLowerCase()
  const twin = [...knowledge.cases.values()].find(
    (one) => one.region.name === answers.region?.name && one.partner.name.toLowerCase() === partner,
  )
  return before === null && twin ? t('caseForm.twin', { id: twin.id }) : undefined
}
