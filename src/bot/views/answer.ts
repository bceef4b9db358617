import { FormattedString } from '@grammyjs/parse-mode'
import { InlineKeyboard } from 'grammy'
import type { Citation, KnowledgeBase, Topic } from '../../knowledge/types.ts'
import { formatted } from '../../sending/text.ts'
import { buttonData } from '../buttons.ts'
import type { Words } from '../words.ts'
import { citationLabel, placesLabel, standingLabel, dateLabel, verificationMark } from './legal-basis.ts'

/** The answer to a topic: heading, direct answer, detail to open, legal basis with standing, sources, warnings. */
export function answerText(topic: Topic, knowledge: KnowledgeBase, words: Words): FormattedString {
  const { direct, detail } = topic.answer[words.language]
  const parts: FormattedString[] = [
    FormattedString.join([FormattedString.b(topic.title[words.language]), '\n', formatted(direct)]),
  ]
  if (detail.length > 0) parts.push(FormattedString.expandableBlockquote(formatted(detail)))
  const basis = basisLines(topic, knowledge, words)
  if (basis.length > 0) parts.push(FormattedString.join(basis, '\n'))
  if (topic.cautions.length > 0) {
    parts.push(
      FormattedString.join(
        topic.cautions.map((caution) => `⚠️ ${caution[words.language]}`),
        '\n',
      ),
    )
  }
  return FormattedString.join(parts, '\n\n')
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

function citationLine(citation: Citation, knowledge: KnowledgeBase, words: Words): FormattedString {
  const law = knowledge.laws.get(citation.law)
  if (!law) throw new Error(`no law "${citation.law}"; the loader should have refused this knowledge`)
  const mark = verificationMark(citation.verification, words)
  return FormattedString.join([
    law.standing.state === 'revoked' ? '⛔ ' : '⚖️ ',
    citationLabel(citation, knowledge, words),
    ' · ',
    FormattedString.i(standingLabel(law, knowledge, words)),
    mark ? ` · ${mark}` : '',
  ])
}

/**
 * At most three rows: the next step and related topics, then copy, share and feedback.
 * @param questionId update that asked, under which feedback is noted.
 */
export function answerButtons(
  topic: Topic,
  knowledge: KnowledgeBase,
  words: Words,
  questionId: number,
  botName: string,
): InlineKeyboard {
  const { language } = words
  const keyboard = new InlineKeyboard()
  const onward = [topic.next, ...topic.related.filter((id) => id !== topic.next)].filter((id) => id !== undefined)
  for (const id of onward.slice(0, 2)) {
    const title = knowledge.topics.get(id)?.title[language] ?? id
    const label = id === topic.next ? words.t('answer.next', { title }) : title
    keyboard.text(label, buttonData('topic', language, id)).row()
  }
  const link = `https://t.me/${botName}?start=t_${topic.id}`
  const text = words.t('answer.shareText', { title: topic.title[language] })
  const share = `https://t.me/share/url?url=${encodeURIComponent(link)}&text=${encodeURIComponent(text)}`
  return keyboard
    .text(words.t('answer.copy'), buttonData('copy', language, topic.id))
    .url(words.t('answer.share'), share)
    .text(words.t('answer.up'), buttonData('up', language, String(questionId)))
    .text(words.t('answer.down'), buttonData('down', language, String(questionId)))
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
  const warnings = topic.cautions.map((caution) => `! ${caution[words.language]}`)
  const { id, revision, reviewed } = topic
  const foot = words.t('copy.foot', { id, revision, date: dateLabel(reviewed, words.language) })
  const heading = words.t(lines.length > 0 ? 'copy.heading' : 'copy.noLaw')
  return FormattedString.join([
    heading,
    '\n\n',
    FormattedString.pre([...lines, ...sources, ...warnings, foot].join('\n')),
  ])
}
