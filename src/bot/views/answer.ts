import { FormattedString } from '@grammyjs/parse-mode'
import { InlineKeyboard } from 'grammy'
import type { KnowledgeBase, Topic } from '../../knowledge/types.ts'
import { formatted } from '../../sending/text.ts'
import { buttonData } from '../buttons.ts'
import type { Words } from '../words.ts'
import { topicLink } from './links.ts'
import { citationLine, placesLabel, standingLabel, dateLabel, verificationMark } from './legal-basis.ts'

/** What an answer says besides its topic. */
export interface AnswerFrame {
  /** The topic that the question was taken to continue; said, since it is a guess. */
  readonly continues?: Topic | undefined
  /** Whether other topics came near, which "not what you meant?" offers. */
  readonly others?: boolean
  /** Topics that the message asked about, too: offered instead of what comes next. */
  readonly also?: readonly string[] | undefined
  /** Says id and revision, for quoting. */
  readonly identified?: boolean
}

/** The answer to a topic: heading, direct answer, detail to open, legal basis with standing, sources, warnings. */
export function answerText(
  topic: Topic,
  knowledge: KnowledgeBase,
  words: Words,
  frame: AnswerFrame = {},
): FormattedString {
  const { detail } = topic.answer[words.language]
  const parts = [headed(topic, words, frame)]
  if (detail.length > 0) parts.push(FormattedString.expandableBlockquote(formatted(detail)))
  const basis = basisLines(topic, knowledge, words)
  if (basis.length > 0) parts.push(FormattedString.join(basis, '\n'))
  if (topic.cautions.length > 0) parts.push(warnings(topic, words))
  if (frame.identified) parts.push(FormattedString.i(identity(topic, words)))
  return FormattedString.join(parts, '\n\n')
}

/** The answer for a group, an inline result or a message to pass on: all but the detail, warnings to open. */
export function shortAnswerText(
  topic: Topic,
  knowledge: KnowledgeBase,
  words: Words,
  frame: AnswerFrame = {},
): FormattedString {
  const basis = FormattedString.join(shortBasisLines(topic, knowledge, words), '\n')
  const parts = [headed(topic, words, frame), ...(basis.rawText ? [basis] : [])]
  if (topic.cautions.length > 0) parts.push(FormattedString.expandableBlockquote(warnings(topic, words)))
  if (frame.identified) parts.push(FormattedString.i(identity(topic, words)))
  return FormattedString.join(parts, '\n\n')
}

function headed(topic: Topic, words: Words, { continues }: AnswerFrame): FormattedString {
  const { language } = words
  const note = continues && FormattedString.i(words.t('answer.continues', { title: continues.title[language] }))
  const heading = FormattedString.b(topic.title[language])
  return FormattedString.join([
    ...(note ? [note, '\n\n'] : []),
    heading,
    '\n',
    formatted(topic.answer[language].direct),
  ])
}

function warnings(topic: Topic, { language }: Words): FormattedString {
  return FormattedString.join(
    topic.cautions.map((caution) => `⚠️ ${caution[language]}`),
    '\n',
  )
}

/** "Answer dprd-approval · revision 2 · reviewed 24 Nov 2026". */
function identity({ id, revision, reviewed }: Topic, words: Words): string {
  return words.t('answer.identity', { id, revision, date: dateLabel(reviewed, words.language) })
}

/** One line a citation or source, each with what is known of its standing. */
function basisLines(topic: Topic, knowledge: KnowledgeBase, words: Words): FormattedString[] {
  const citations = topic.citations.map((citation) => citationLine(citation, knowledge, words))
  const sources = topic.sources.map(({ title, url, verification }) => {
    const mark = verificationMark(verification, words)
    return FormattedString.join(['📄 ', FormattedString.link(title, url), mark ? ` · ${mark}` : ''])
  })
  return [...citations, ...sources]
}

/** The laws, and as many sources as there is room for. */
function shortBasisLines(topic: Topic, knowledge: KnowledgeBase, words: Words): FormattedString[] {
  const lines = basisLines(topic, knowledge, words)
  const shown = topic.citations.length + (topic.citations.length > 0 ? 1 : 3)
  const rest = lines.length - shown
  if (rest <= 0) return lines
  return [...lines.slice(0, shown), new FormattedString(`📄 ${words.t('answer.moreSources', { count: rest })}`)]
}

/**
 * At most three rows: the next step or a related topic, another or "not what you meant?", then copy, share, feedback.
 * @param questionId update that asked, under which feedback is noted.
 */
export function answerButtons(
  topic: Topic,
  knowledge: KnowledgeBase,
  words: Words,
  questionId: number,
  { others, also }: AnswerFrame = {},
): InlineKeyboard {
  const { language } = words
  const keyboard = new InlineKeyboard()
  const after = [topic.next, ...topic.related.filter((id) => id !== topic.next)].filter((id) => id !== undefined)
  for (const id of (also ?? after).slice(0, others ? 1 : 2)) {
    const title = knowledge.topics.get(id)?.title[language] ?? id
    const key = also ? 'answer.also' : id === topic.next ? 'answer.next' : undefined
    const label = key ? words.t(key, { title }) : title
    keyboard.text(label, buttonData('topic', language, id)).row()
  }
  if (others) keyboard.text(words.t('answer.others'), buttonData('others', language, String(questionId))).row()
  keyboard.text(words.t('answer.copy'), buttonData('copy', language, topic.id))
  keyboard.text(words.t('answer.share'), buttonData('share', language, topic.id))
  return withOpinions(keyboard, words, questionId)
}

/** One row: the rest in private, other candidates, feedback. */
export function groupAnswerButtons(
  topic: Topic,
  words: Words,
  questionId: number,
  botName: string,
  { others, also }: AnswerFrame = {},
): InlineKeyboard {
  const keyboard = new InlineKeyboard().url(words.t('answer.more'), topicLink(botName, topic.id))
  const [second] = also ?? []
  if (second) keyboard.text(words.t('answer.alsoShort'), buttonData('topic', words.language, second))
  if (others) keyboard.text(words.t('answer.othersShort'), buttonData('others', words.language, String(questionId)))
  return withOpinions(keyboard, words, questionId)
}

function withOpinions(keyboard: InlineKeyboard, words: Words, questionId: number): InlineKeyboard {
  const { language } = words
  return keyboard
    .text(words.t('answer.up'), buttonData('up', language, String(questionId)))
    .text(words.t('answer.down'), buttonData('down', language, String(questionId)))
}

/** The answer to pass on, with the link that opens it, and the button that chooses to whom. */
export function shareText(
  topic: Topic,
  knowledge: KnowledgeBase,
  words: Words,
  botName: string,
): { readonly text: FormattedString; readonly keyboard: InlineKeyboard } {
  const link = topicLink(botName, topic.id)
  const title = words.t('answer.shareText', { title: topic.title[words.language] })
  const share = `https://t.me/share/url?url=${encodeURIComponent(link)}&text=${encodeURIComponent(title)}`
  const text = FormattedString.join([shortAnswerText(topic, knowledge, words), '\n\n🔗 ', link])
  return { text, keyboard: new InlineKeyboard().url(words.t('answer.shareLink'), share) }
}

/** The legal basis as officials paste it into a memo, in full words. */
export function copyText(topic: Topic, knowledge: KnowledgeBase, words: Words): FormattedString {
  const lines = topic.citations.map((citation) => {
    const law = knowledge.laws.get(citation.law)
    const places = placesLabel(citation.provisions, words, true)
    const mark = verificationMark(citation.verification, words)
    const standing = [law && standingLabel(law, knowledge, words), mark].filter(Boolean).join('; ')
    return `- ${words.t('copy.line', { law: law?.title[words.language] ?? '', places: places && `, ${places}`, standing })}`
  })
  const sources = topic.sources.map(({ title, url, verification }) => {
    const mark = verificationMark(verification, words)
    return `- ${title}, ${url}${mark ? ` (${mark})` : ''}`
  })
  const cautions = topic.cautions.map((caution) => `! ${caution[words.language]}`)
  const { id, revision, reviewed } = topic
  const foot = words.t('copy.foot', { id, revision, date: dateLabel(reviewed, words.language) })
  const heading = words.t(lines.length > 0 ? 'copy.heading' : 'copy.noLaw')
  return FormattedString.join([
    heading,
    '\n\n',
    FormattedString.pre([...lines, ...sources, ...cautions, foot].join('\n')),
  ])
}
