import { FormattedString } from '@grammyjs/parse-mode'
import { InlineKeyboard } from 'grammy'
import { questions } from '../../../consultation/questions.ts'
import type { Rule } from '../../../consultation/rule.ts'
import { judge } from '../../../consultation/verdict.ts'
import type { KnowledgeBase } from '../../../knowledge/types.ts'
import { buttonData } from '../../buttons.ts'
import type { OpenConsultation } from '../../consultation/open.ts'
import type { Library } from '../../library.ts'
import type { Words } from '../../words.ts'
import { citationLine, verificationMark } from '../legal-basis.ts'
import { answerLabel } from './answer-label.ts'
import { pressOf, type Screen } from './screen.ts'

const marks = { no: '⛔', condition: '⚠️', note: 'ℹ️' } as const
/** Well below what a message holds (Bot API, 4,096), so that it stays readable on a phone. */
const maxPage = 2600
const inRow = 3

/** What the law says to the answers: each reason with its article and what to do instead, then what is still open. */
export function verdictScreen(opened: OpenConsultation, number: number, library: Library, words: Words): Screen {
  const { row, dossier, interview } = opened
  const { t, language } = words
  const { knowledge } = library
  const { outcome, reasons, open } = judge(interview, dossier.answers, knowledge.rules)
  const parts = reasons.map((rule) => reasonText(rule, knowledge, words))
  if (open.length > 0) {
    const points = open.map(({ id }) => `• ${knowledge.questionWords.get(id)?.open[language]}`)
    parts.push(FormattedString.join([FormattedString.b(t('consult.verdict.open')), ...points], '\n'))
  }
  parts.push(FormattedString.i(t('consult.verdict.foot')))
  const pages = paged(parts)
  const shown = pages[number] ?? pages[0] ?? []
  const count = pages.length > 1 ? ` (${Math.min(number + 1, pages.length)}/${pages.length})` : ''

  const press = pressOf(row.id, language)
  const keyboard = new InlineKeyboard()
  if (number + 1 < pages.length) keyboard.text(t('consult.verdict.more'), press('j', String(number + 1))).row()
  else if (number > 0) keyboard.text(t('consult.verdict.first'), press('j', '0')).row()
  if (outcome !== 'not-in-this-form') keyboard.text(t('consult.verdict.roadMap'), press('p')).row()
  const [gravest] = reasons
  const topic = gravest && knowledge.topics.get(gravest.topic)
  if (topic) keyboard.text(topic.title[language], buttonData('topic', language, topic.id)).row()
  keyboard.text(t('consult.verdict.change'), press('r')).text(t('consult.settings.button'), press('g'))
  return { heading: t(`consult.verdict.${outcome}`) + count, paragraphs: shown, keyboard }
}

function reasonText(rule: Rule, knowledge: KnowledgeBase, words: Words): FormattedString {
  const { language } = words
  const mark = rule.verification && verificationMark(rule.verification, words)
  return FormattedString.join(
    [
      `${marks[rule.outcome]} ${rule.reason[language]}${mark ? ` (${mark})` : ''}`,
      ...(rule.instead ? [FormattedString.join(['→ ', rule.instead[language]])] : []),
      ...rule.citations.map((citation) => citationLine(citation, knowledge, words)),
    ],
    '\n',
  )
}

function paged(parts: readonly FormattedString[]): FormattedString[][] {
  const pages: FormattedString[][] = []
  let length = 0
  for (const part of parts) {
    const last = pages.at(-1)
    length += part.rawText.length
    if (last && length <= maxPage) last.push(part)
    else {
      pages.push([part])
      length = part.rawText.length
    }
  }
  return pages
}

/** All answers with a button for each to change it. */
export function reviewScreen({ row, dossier, interview }: OpenConsultation, library: Library, words: Words): Screen {
  const { t, language } = words
  const press = pressOf(row.id, language)
  const keyboard = new InlineKeyboard()
  const asked = new Set(interview.asked.map(({ id }) => id))
  const listed = questions.filter(({ id }) => asked.has(id))
  const title = (id: string) => library.knowledge.questionWords.get(id)?.title[language] ?? id
  const lines = listed.map((question) => {
    const given = dossier.answers.get(question.id)
    return `• ${title(question.id)}: ${given ? answerLabel(question, given, library, words) : '–'}`
  })
  for (const [i, { id }] of listed.entries()) {
    keyboard.text(title(id), press('e', id))
    if (i % inRow === inRow - 1) keyboard.row()
  }
  const next = interview.open ? t('consult.review.goOn') : t('consult.review.verdict')
  keyboard.row().text(next, interview.open ? press('q') : press('j', '0'))
  return { heading: t('consult.review.heading'), paragraphs: [lines.join('\n'), t('consult.review.foot')], keyboard }
}
