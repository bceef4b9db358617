import { FormattedString } from '@grammyjs/parse-mode'
import { InlineKeyboard } from 'grammy'
import { dateIn, type Zone } from '../../../calendar/zones.ts'
import { loiToMou } from '../../../cases/durations.ts'
import { lineKey, type MappedStep } from '../../../consultation/road-map.ts'
import type { StepDocument } from '../../../knowledge/procedure-types.ts'
import type { KnowledgeBase } from '../../../knowledge/types.ts'
import { buttonData } from '../../buttons.ts'
import type { OpenConsultation } from '../../consultation/open.ts'
import type { Library } from '../../library.ts'
import type { Words } from '../../words.ts'
import { citationLine, dateLabel } from '../legal-basis.ts'
import { stateMarks } from './road-map.ts'
import { addButtons, pressOf, shorten, type Press, type Screen } from './screen.ts'

/** Steps at which it helps to know how long it took others from the letter of intent to the text. */
const timed: ReadonlySet<string> = new Set(['step-04-loi', 'step-12-tanda-tangan'])

/** Of many notes and dates the last are shown, so that the card always fits into one message. */
const shownNotes = 3
const shownNote = 200
const shownDates = 6

/** One step: who acts, what is needed first, what to send, how long it may take, what goes wrong, under which law. */
export function stepScreen(opened: OpenConsultation, mapped: MappedStep, library: Library, words: Words): Screen {
  const { row, map } = opened
  const { knowledge } = library
  const { t, language } = words
  const { step, number, record } = mapped
  const heading =
    number === undefined ? step.title[language] : t('consult.step.heading', { number, title: step.title[language] })
  const line = (key: string, text: string | undefined) =>
    text === undefined ? [] : [FormattedString.join([FormattedString.b(t(`consult.step.${key}`)), ' ', text])]
  const list = (key: string, items: readonly string[]) =>
    items.length === 0
      ? []
      : [FormattedString.join([FormattedString.b(t(`consult.step.${key}`)), ...items.map((item) => `• ${item}`)], '\n')]
  const limit =
    step.timeLimit &&
    t(`consult.step.${step.timeLimit.kind}`, { days: step.timeLimit.days, from: step.timeLimit.from[language] })
  const paragraphs = [
    FormattedString.i(stateLine(mapped, opened.zone, words)),
    ...line('onlyWhen', step.onlyWhen?.[language]),
    ...line('actor', step.actor[language]),
    ...list(
      'needs',
      step.needs.map((need) => need[language]),
    ),
    ...documentsText(step.documents, record.ticked, words),
    ...line('timeLimit', limit ?? (number === undefined ? undefined : t('consult.step.noLimit'))),
    ...line('ifRefused', step.ifRefused?.[language]),
    ...line('ifSilent', step.ifSilent?.[language]),
    ...list(
      'mistakes',
      step.mistakes.map((mistake) => mistake[language]),
    ),
    ...list('examples', [
      ...durationLine(step.id, knowledge, words),
      ...step.examples.map((example) => example[language]),
    ]),
    ...list('dates', mapped.recurs ? record.dates.slice(-shownDates).map((date) => dateLabel(date, language)) : []),
    ...list(
      'notes',
      record.notes
        .slice(-shownNotes)
        .map(({ at, text }) => `${dateLabel(dateIn(opened.zone, at), language)}: ${shorten(text, shownNote)}`),
    ),
    FormattedString.join(
      [
        ...step.citations.map((citation) => citationLine(citation, knowledge, words)),
        ...step.cautions.map((caution) => `⚠️ ${caution[language]}`),
      ],
      '\n',
    ),
  ]
  return {
    heading,
    paragraphs,
    keyboard: stepButtons(mapped, map.steps, pressOf(row.id, language), library, words),
  }
}

function stateLine({ state, record, told }: MappedStep, zone: Zone, { t, language }: Words): string {
  const since = record.date ?? (record.movedAt === undefined ? undefined : dateIn(zone, record.movedAt))
  const label = t(`consult.states.${state}`)
  if (told) return `${stateMarks[state]} ${label} · ${t('consult.map.told')}`
  if (state === 'not-yet' || since === undefined) return `${stateMarks[state]} ${label}`
  return `${stateMarks[state]} ${t(state === 'done' ? 'consult.step.on' : 'consult.step.since', { state: label, date: dateLabel(since, language) })}`
}

/** Each paper with what it must contain, ticked as far as it is there. */
function documentsText(
  documents: readonly StepDocument[],
  ticked: ReadonlySet<string>,
  { t, language }: Words,
): FormattedString[] {
  if (documents.length === 0) return []
  const lines = documents.flatMap(({ name, content }) => [
    `• ${name[language]}`,
    ...content.map((line) => `   ${ticked.has(lineKey(line.id)) ? '☑' : '☐'} ${line[language]}`),
  ])
  return [FormattedString.join([FormattedString.b(t('consult.step.documents')), ...lines], '\n')]
}

/** How long it took real regions, said only where enough are known. */
function durationLine(step: string, { cases }: KnowledgeBase, { t }: Words): string[] {
  const found = timed.has(step) ? loiToMou(cases.values()) : undefined
  return found ? [t('consult.step.duration', { ...found })] : []
}

function stepButtons(
  { step, number, recurs, state, record }: MappedStep,
  steps: readonly MappedStep[],
  press: Press,
  { knowledge }: Library,
  { t, language }: Words,
): InlineKeyboard {
  const keyboard = new InlineKeyboard()
  const moves = (['working', 'waiting', 'not-needed'] as const).filter((to) => to !== state)
  const lines = step.documents.flatMap(({ content }) => content)
  const checked = lines.filter((line) => record.ticked.has(lineKey(line.id))).length
  addButtons(keyboard, [
    { text: t(`consult.step.${state !== 'done' ? 'done' : recurs ? 'again' : 'redate'}`), data: press('y', step.id) },
    ...moves.map((to) => ({ text: t(`consult.step.to.${to}`), data: press('z', step.id, to) })),
    ...(lines.length > 0
      ? [{ text: t('consult.step.checklist', { checked, all: lines.length }), data: press('c', step.id) }]
      : []),
    { text: t('consult.step.note'), data: press('n', step.id) },
    ...(record.lastMove === undefined
      ? []
      : [{ text: t('consult.step.undo'), data: press('u', step.id, String(record.lastMove)) }]),
  ])
  keyboard.row()
  const topic = knowledge.topics.get(step.topic)
  for (const id of [topic?.id, ...(topic?.related ?? [])].slice(0, 2)) {
    const related = id === undefined ? undefined : knowledge.topics.get(id)
    if (related) keyboard.text(`💬 ${related.title[language]}`, buttonData('topic', language, related.id)).row()
  }
  keyboard.text(t('consult.step.map'), press('p'))
  const next = number === undefined ? undefined : steps[number]
  if (next) keyboard.text(t('consult.step.next', { number: next.number ?? 0 }), press('s', next.step.id))
  return keyboard
}

/** The lines of a step's papers, each with a button to tick it. */
export function checklistScreen({ row }: OpenConsultation, { step, record }: MappedStep, words: Words): Screen {
  const { t, language } = words
  const press = pressOf(row.id, language)
  const keyboard = new InlineKeyboard()
  for (const line of step.documents.flatMap(({ content }) => content)) {
    const key = lineKey(line.id)
    keyboard
      .text(
        `${record.ticked.has(key) ? '☑' : '☐'} ${line[language]}`,
        press('l', step.id, key, record.ticked.has(key) ? '0' : '1'),
      )
      .row()
  }
  keyboard.text(t('consult.step.card'), press('s', step.id))
  const names = step.documents.filter(({ content }) => content.length > 0).map(({ name }) => `• ${name[language]}`)
  const heading = t('consult.checklist.heading', { title: step.title[language] })
  return { heading, paragraphs: [names.join('\n'), t('consult.checklist.text')], keyboard }
}
