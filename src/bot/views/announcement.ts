import { FormattedString } from '@grammyjs/parse-mode'
import { InlineKeyboard } from 'grammy'
import type { News } from '../../announcements/news.ts'
import { buttonData } from '../buttons.ts'
import type { Library } from '../library.ts'
import type { Words } from '../words.ts'
import { caseCard } from './cases.ts'
import { privateLink } from './links.ts'

const marks = { new: '🆕', changed: '✏️', withdrawn: '⛔' } as const
/** With more in one digest, the rest is counted: a message holds 4,096 characters. */
const maxInDigest = 12

/** What happened, where, with whom, how sure we are and from where. */
export function announcementText({ kind, about }: News, { knowledge, places }: Library, words: Words): FormattedString {
  const heading = `${marks[kind]} ${words.t(`announce.${kind}`)}`
  return FormattedString.join([FormattedString.i(heading), caseCard(about, knowledge, places, words)], '\n\n')
}

/** Several announcements in one message. */
export function digestText(news: readonly News[], words: Words): FormattedString {
  const lines = news
    .slice(0, maxInDigest)
    .map(({ kind, about }) =>
      FormattedString.join([
        `${marks[kind]} `,
        FormattedString.b(`${about.region.name} – ${about.partner.name}`),
        `\n${about.summary[words.language]}`,
      ]),
    )
  const rest = news.length - lines.length
  return FormattedString.join(
    [
      FormattedString.b(words.t('announce.digest', { count: news.length })),
      ...lines,
      ...(rest > 0 ? [words.t('announce.rest', { count: rest })] : []),
    ],
    '\n\n',
  )
}

/** Similar cases, and the way to a consultation of one's own. */
export function announcementButtons(about: News['about'], { language, t }: Words, botName: string): InlineKeyboard {
  return new InlineKeyboard()
    .text(t('announce.similar'), buttonData('similar', language, about.id))
    .row()
    .url(t('announce.mine'), privateLink(botName, 'konsultasi'))
}
