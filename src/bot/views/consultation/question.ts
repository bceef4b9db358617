import { FormattedString } from '@grammyjs/parse-mode'
import { InlineKeyboard } from 'grammy'
import { chosenFor } from '../../../consultation/dossier.ts'
import { before } from '../../../consultation/interview.ts'
import type { Question } from '../../../consultation/questions.ts'
import { unknown } from '../../../consultation/types.ts'
import type { PromptHint } from '../../../storage/prompts.ts'
import { buttonData } from '../../buttons.ts'
import type { OpenConsultation } from '../../consultation/open.ts'
import type { Library } from '../../library.ts'
import type { Words } from '../../words.ts'
import { citationLine } from '../legal-basis.ts'
import { answerLabel, valueLabel } from './answer-label.ts'
import { addButtons, pressOf, shorten, type Press, type Screen } from './screen.ts'

/** An open question: what was wrong with the last try, the question, why it is asked, what can be chosen. */
export function questionScreen(
  opened: OpenConsultation,
  question: Question,
  { hint, why }: { readonly hint?: PromptHint | undefined; readonly why?: boolean | undefined },
  library: Library,
  words: Words,
): Screen {
  const { dossier, interview } = opened
  const { t, language } = words
  const known = library.knowledge.questionWords.get(question.id)
  if (!known) throw new Error(`no words for the question "${question.id}"; the loader should have refused this`)
  const country = dossier.answers.get('country')?.[0] ?? ''
  const ask = known.ask[language].replace(
    '{{country}}',
    library.placeSearch.country(country)?.name[language] ?? country,
  )
  const number = interview.asked.findIndex(({ id }) => id === question.id) + 1
  const given = dossier.answers.get(question.id)
  const paragraphs: (FormattedString | string)[] = [
    FormattedString.i(t('consult.question.number', { number: Math.max(1, number), title: known.title[language] })),
  ]
  if (given && dossier.reopened === question.id) {
    paragraphs.push(t('consult.question.now', { answer: answerLabel(question, given, library, words) }))
  }
  if (hint) paragraphs.push(hintLine(hint, library, words))
  if (why) {
    const basis = known.citations.map((citation) => citationLine(citation, library.knowledge, words))
    paragraphs.push(FormattedString.blockquote(FormattedString.join([known.why[language], ...basis], '\n')))
  }
  return {
    heading: ask,
    paragraphs,
    keyboard: questionButtons(opened, question, hint, why === true, library, words),
  }
}

function hintLine({ problem, options, either }: PromptHint, library: Library, { t, language }: Words): string {
  if (either) {
    const title = library.knowledge.topics.get(either.topic)?.title[language] ?? either.topic
    return t('consult.question.either', { text: either.text, title })
  }
  if (options) return t('consult.question.which')
  return `⚠️ ${t(problem ?? 'consult.stale')}`
}

function questionButtons(
  { row, dossier, interview }: OpenConsultation,
  question: Question,
  hint: PromptHint | undefined,
  why: boolean,
  library: Library,
  words: Words,
): InlineKeyboard {
  const { t, language } = words
  const press = pressOf(row.id, language)
  const keyboard = new InlineKeyboard()
  if (hint?.either) {
    const { text, topic } = hint.either
    if (!hint.options) keyboard.text(t('consult.question.asAnswer', { text: shorten(text, 24) }), press('v')).row()
    const title = library.knowledge.topics.get(topic)?.title[language] ?? topic
    keyboard.text(t('consult.question.asQuestion', { title }), buttonData('topic', language, topic)).row()
  }
  const fromHint = (hint?.options ?? []).filter((option) => !question.options.includes(option))
  addButtons(keyboard, optionButtons([...fromHint, ...question.options], question, dossier, press, library, words))
  if (question.kind === 'several' && chosenFor(dossier, question).some((one) => one !== unknown)) {
    keyboard.text(t('consult.question.next'), press('d', question.id))
  }
  keyboard.text(t('consult.question.unknown'), press('a', question.id, unknown)).row()
  if (dossier.reopened !== undefined && dossier.answers.has(question.id)) {
    keyboard.text(t('consult.question.keep'), press('k'))
  }
  if (before(interview, question.id)) keyboard.text(t('consult.question.back'), press('b', question.id))
  if (!why) keyboard.text(t('consult.question.why'), press('w'))
  return keyboard
}

function optionButtons(
  options: readonly string[],
  question: Question,
  dossier: OpenConsultation['dossier'],
  press: Press,
  library: Library,
  words: Words,
) {
  const chosen = chosenFor(dossier, question)
  const several = question.kind === 'several'
  return options.map((option) => {
    const mark = several ? (chosen.includes(option) ? '☑ ' : '☐ ') : chosen.includes(option) ? '• ' : ''
    return {
      text: mark + valueLabel(question, option, library, words),
      data: several
        ? press('m', question.id, option, chosen.includes(option) ? '0' : '1')
        : press('a', question.id, option),
    }
  })
}
