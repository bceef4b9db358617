import { FormattedString } from '@grammyjs/parse-mode'
import { InlineKeyboard } from 'grammy'
import type { MappedStep } from '../../../consultation/road-map.ts'
import type { StepState } from '../../../consultation/types.ts'
import type { OpenConsultation } from '../../consultation/open.ts'
import type { Library } from '../../library.ts'
import type { Words } from '../../words.ts'
import { dateLabel } from '../legal-basis.ts'
import { consultationTitle } from './title.ts'
import { addButtons, pressOf, type Screen } from './screen.ts'

export const stateMarks: Readonly<Record<StepState, string>> = {
  'not-yet': '▫️',
  working: '▶️',
  waiting: '⏳',
  done: '✅',
  'not-needed': '➖',
}
const inRow = 5

/** All steps in order with their state, and where the office is. */
export function roadMapScreen(opened: OpenConsultation, library: Library, words: Words): Screen {
  const { row, map } = opened
  const { t, language } = words
  const press = pressOf(row.id, language)
  const { steps, recurring, current, done, procedure } = map
  const mark = (mapped: MappedStep) =>
    mapped === current && mapped.state === 'not-yet' ? '👉' : stateMarks[mapped.state]
  const lines = steps.map((mapped) => `${mark(mapped)} ${mapped.number}. ${stepLine(mapped, words)}`)
  const again = recurring.map(({ step, record }) => {
    const last = record.dates.at(-1)
    const said = last
      ? t('consult.map.last', { date: dateLabel(last, language), count: record.dates.length })
      : t('consult.map.none')
    return `🔁 ${step.title[language]}: ${said}`
  })
  const where = current
    ? t('consult.map.where', {
        number: current.number ?? 0,
        title: current.step.title[language],
        done,
        all: steps.length,
      })
    : t('consult.map.all', { done })
  const paragraphs = [
    FormattedString.b(where),
    lines.join('\n'),
    ...(again.length > 0 ? [again.join('\n')] : []),
    FormattedString.i(procedure.title[language]),
  ]

  const keyboard = new InlineKeyboard()
  if (current) keyboard.text(`▶️ ${current.number}. ${current.step.title[language]}`, press('s', current.step.id)).row()
  for (const [i, { step, number, state }] of steps.entries()) {
    keyboard.text(state === 'done' ? `${number} ✓` : String(number), press('s', step.id))
    if (i % inRow === inRow - 1) keyboard.row()
  }
  keyboard.row()
  addButtons(keyboard, [
    ...recurring.map(({ step }) => ({ text: `🔁 ${step.title[language]}`, data: press('s', step.id) })),
    { text: t('consult.map.events'), data: press('o') },
    { text: t('consult.map.verdict'), data: press('j', '0') },
    { text: t('consult.map.history'), data: press('h') },
    { text: t('consult.settings.button'), data: press('g') },
  ])
  return { heading: consultationTitle(opened, library, words), paragraphs, keyboard }
}

function stepLine({ step, state, record, told }: MappedStep, { t, language }: Words): string {
  const date = record.date && dateLabel(record.date, language)
  const said =
    state === 'done'
      ? (date ?? (told ? t('consult.map.told') : ''))
      : state === 'waiting'
        ? t('consult.states.waiting')
        : ''
  return [step.title[language], said].filter(Boolean).join(' · ')
}

/** Disputes, amendment and ending: open at any time. */
export function eventsScreen(opened: OpenConsultation, words: Words): Screen {
  const { row, map } = opened
  const { t, language } = words
  const press = pressOf(row.id, language)
  const keyboard = new InlineKeyboard()
  for (const { step, record } of map.events) {
    const mark = record.state === undefined ? '' : `${stateMarks[record.state]} `
    keyboard.text(mark + step.title[language], press('s', step.id)).row()
  }
  keyboard.text(t('consult.step.map'), press('p'))
  return { heading: t('consult.events.heading'), paragraphs: [t('consult.events.text')], keyboard }
}
