import { InlineKeyboard } from 'grammy'
import { dateIn } from '../../../calendar/zones.ts'
import { questions } from '../../../consultation/questions.ts'
import { findStep } from '../../../consultation/road-map.ts'
import type { DossierEvent } from '../../../consultation/types.ts'
import type { PromptHint } from '../../../storage/prompts.ts'
import type { OpenConsultation } from '../../consultation/open.ts'
import type { Library } from '../../library.ts'
import type { Words } from '../../words.ts'
import { dateLabel } from '../legal-basis.ts'
import { answerLabel } from './answer-label.ts'
import { consultationTitle } from './title.ts'
import { pressOf, shorten, type Screen } from './screen.ts'

const shownEvents = 15
const shownLine = 160

/** When was it done? Typed, or one of the usual answers. */
export function dateScreen(opened: OpenConsultation, step: string, hint: PromptHint | undefined, words: Words): Screen {
  const { row, map } = opened
  const { t, language } = words
  const press = pressOf(row.id, language)
  const keyboard = new InlineKeyboard()
  const { against } = hint ?? {}
  const other = against && findStep(map, against.step)
  if (against)
    keyboard
      .text(t('consult.date.anyway', { date: dateLabel(against.date, language) }), press('t', step, `${against.date}!`))
      .row()
  keyboard
    .text(t('consult.date.today'), press('t', step, 'today'))
    .text(t('consult.date.yesterday'), press('t', step, 'yesterday'))
    .row()
  keyboard.text(t('consult.date.unknown'), press('t', step, '')).text(t('consult.cancel'), press('s', step))
  const title = findStep(map, step)?.step.title[language] ?? step
  const wrong = other
    ? t('consult.date.against', {
        date: dateLabel(against?.date ?? '', language),
        title: other.step.title[language],
        other: dateLabel(other.record.date ?? '', language),
      })
    : hint?.problem && t(hint.problem)
  return {
    heading: t('consult.date.heading', { title }),
    paragraphs: [...(wrong ? [`⚠️ ${wrong}`] : []), t('consult.date.text')],
    keyboard,
  }
}

/** A note to a step, or a new name: typed. */
export function typedScreen(
  opened: OpenConsultation,
  kind: 'note' | 'title',
  step: string,
  hint: PromptHint | undefined,
  words: Words,
): Screen {
  const { t, language } = words
  const press = pressOf(opened.row.id, language)
  const title = findStep(opened.map, step)?.step.title[language] ?? ''
  const keyboard = new InlineKeyboard().text(t('consult.cancel'), kind === 'note' ? press('s', step) : press('g'))
  const wrong = hint?.problem ? [`⚠️ ${t(hint.problem)}`] : []
  return {
    heading: t(`consult.${kind}.heading`, { title }),
    paragraphs: [...wrong, t(`consult.${kind}.text`)],
    keyboard,
  }
}

export function settingsScreen(opened: OpenConsultation, library: Library, words: Words): Screen {
  const { row, dossier } = opened
  const { t, language } = words
  const press = pressOf(row.id, language)
  const keyboard = new InlineKeyboard()
    .text(t('consult.settings.goOn'), press('q'))
    .row()
    .text(t('consult.settings.review'), press('r'))
    .text(t('consult.settings.rename'), press('f'))
    .row()
    .text(
      t(dossier.archived ? 'consult.settings.restore' : 'consult.settings.archive'),
      press('i', dossier.archived ? '0' : '1'),
    )
    .text(t('consult.settings.delete'), press('x'))
  const state = dossier.archived ? [t('consult.settings.archived')] : []
  return {
    heading: consultationTitle(opened, library, words),
    paragraphs: [...state, t('consult.settings.text')],
    keyboard,
  }
}

export function deleteScreen(opened: OpenConsultation, library: Library, words: Words): Screen {
  const { t, language } = words
  const press = pressOf(opened.row.id, language)
  const keyboard = new InlineKeyboard()
    .text(t('consult.delete.yes'), press('delete'))
    .text(t('consult.cancel'), press('g'))
  const title = consultationTitle(opened, library, words)
  return { heading: t('consult.delete.heading'), paragraphs: [t('consult.delete.text', { title })], keyboard }
}

/** What was done last, newest first. */
export function historyScreen(opened: OpenConsultation, me: string, library: Library, words: Words): Screen {
  const { row, dossier } = opened
  const { t, language } = words
  const lines = dossier.events
    .slice(-shownEvents)
    .toReversed()
    .map((event) => {
      const date = dateLabel(dateIn(opened.zone, event.at), language)
      const who = t(event.who === me ? 'consult.history.you' : 'consult.history.other')
      return shorten(`• ${date} · ${who}: ${eventLine(event, opened, library, words)}`, shownLine)
    })
  const keyboard = new InlineKeyboard().text(t('consult.settings.goOn'), pressOf(row.id, language)('q'))
  return { heading: t('consult.history.heading'), paragraphs: [lines.join('\n')], keyboard }
}

function eventLine({ change }: DossierEvent, { map }: OpenConsultation, library: Library, words: Words): string {
  const { t, language } = words
  const title = 'step' in change ? (findStep(map, change.step)?.step.title[language] ?? change.step) : ''
  const question = 'question' in change ? questions.find(({ id }) => id === change.question) : undefined
  const named = question ? (library.knowledge.questionWords.get(question.id)?.title[language] ?? question.id) : ''
  const key = `consult.history.${change.kind}`
  if (change.kind === 'answered' && question) {
    return t(key, { title: named, answer: answerLabel(question, change.answer, library, words) })
  }
  if (change.kind === 'moved') {
    const date = change.date ? ` (${dateLabel(change.date, language)})` : ''
    return t(key, { title, state: t(`consult.states.${change.state}`) + date })
  }
  return t(key, { title: title || named })
}
