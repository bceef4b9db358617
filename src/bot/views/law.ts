import { FormattedString } from '@grammyjs/parse-mode'
import { InlineKeyboard } from 'grammy'
import { provisionsOf } from '../../answers/law-lookup.ts'
import { countLinks } from '../../knowledge/links.ts'
import type { KnowledgeBase, Law, ProvisionEntry, Topic } from '../../knowledge/types.ts'
import { buttonData } from '../buttons.ts'
import type { Words } from '../words.ts'
import { dateLabel, placesLabel, standingLabel, verificationMark } from './legal-basis.ts'
import { lawLink } from './links.ts'

export interface CardFrame {
  readonly group: boolean
  readonly botName: string
}

/** A rule of the register: what it is, its standing, the articles we know, where to read it, what rests on it. */
export function lawCard(
  law: Law,
  article: string | undefined,
  knowledge: KnowledgeBase,
  words: Words,
  { group, botName }: CardFrame,
): { readonly text: FormattedString; readonly keyboard: InlineKeyboard } {
  const { t, language } = words
  const icon = law.standing.state === 'revoked' ? '⛔' : '⚖️'
  const note = law.standing.note?.[language]
  const head = FormattedString.join([
    FormattedString.b(law.short),
    `\n${law.title[language]}\n${icon} `,
    FormattedString.i(standingLabel(law, knowledge, words)),
    note ? `\n⚠️ ${note}` : '',
  ])
  const facts = [
    law.date && t('law.date', { date: dateLabel(law.date, language) }),
    law.gazette,
    law.amendedBy.length > 0 &&
      t('law.amendedBy', { laws: law.amendedBy.map((id) => knowledge.laws.get(id)?.short ?? id).join(', ') }),
  ].filter(Boolean)
  const parts = [
    head,
    `${law.subject[language]}${facts.length > 0 ? `\n${facts.join(' · ')}` : ''}`,
    ...articles(law, article, words, group),
    ...(law.page ? [FormattedString.join(['📄 ', FormattedString.link(t('law.page'), law.page)])] : []),
  ]
  const topics = topicsOn(law, article, knowledge)
  const keyboard = group
    ? new InlineKeyboard().url(t('answer.more'), lawLink(botName, law.id))
    : topicButtons(law, topics, words)
  return { text: FormattedString.join(parts, '\n\n'), keyboard }
}

/** The articles we know, or the one that was asked for; a whole list is to be opened. */
function articles(law: Law, article: string | undefined, words: Words, group: boolean): FormattedString[] {
  const { t } = words
  if (article !== undefined) {
    const known = provisionsOf(law, article)
    if (known.length > 0) return [lines(known, words)]
    return [new FormattedString(t('law.articleUnknown', { article: t('basis.article', { at: article }) }))]
  }
  if (law.provisions.length === 0) return []
  if (group) return [new FormattedString(t('law.articleCount', { count: law.provisions.length }))]
  return [
    FormattedString.b(t('law.articles')),
    FormattedString.expandableBlockquote(lines(law.provisions, words)),
    FormattedString.i(t('law.notAll')),
  ]
}

function lines(provisions: readonly ProvisionEntry[], words: Words): FormattedString {
  return FormattedString.join(
    provisions.map((provision) => {
      const mark = verificationMark(provision.verification, words)
      const place = FormattedString.b(placesLabel([provision.at], words))
      return FormattedString.join([place, ` — ${provision[words.language]}${mark ? ` (${mark})` : ''}`])
    }),
    '\n',
  )
}

function topicButtons(law: Law, topics: readonly Topic[], { language, t }: Words): InlineKeyboard {
  const keyboard = new InlineKeyboard()
  for (const topic of topics.slice(0, 2)) {
    keyboard.text(topic.title[language], buttonData('topic', language, topic.id)).row()
  }
  if (topics.length > 2) {
    keyboard.text(t('law.topics', { count: topics.length }), buttonData('lawTopics', language, `${law.id}.0`))
  }
  return keyboard
}

/** Topics that cite the law, or the article of it: the one about the law itself first, then what leads to most. */
export function topicsOn({ id }: Law, article: string | undefined, knowledge: KnowledgeBase): Topic[] {
  const { topics } = knowledge
  const links = countLinks(knowledge)
  const weight = (topic: Topic) =>
    (topic.id === id ? 1000 : 0) + (topic.citations[0]?.law === id ? 100 : 0) + (links.get(topic.id) ?? 0)
  const cites = new RegExp(`^(?:elucidation )?${article}(?:\\D|$)`)
  return [...topics.values()]
    .filter(({ citations }) =>
      citations.some(
        ({ law, provisions }) => law === id && (article === undefined || provisions.some((at) => cites.test(at))),
      ),
    )
    .sort((a, b) => weight(b) - weight(a))
}
