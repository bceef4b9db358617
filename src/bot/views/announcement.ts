import { FormattedString } from '@grammyjs/parse-mode'
import { InlineKeyboard } from 'grammy'
import type { News } from '../../announcements/news.ts'
import type { Case } from '../../knowledge/types.ts'
import type { Announcement } from '../../storage/announcements.ts'
import { buttonData } from '../buttons.ts'
import type { Library } from '../library.ts'
import type { Words } from '../words.ts'
import { caseBrief, caseChanges, caseTitle } from './cases.ts'
import { shorten } from './consultation/screen.ts'
import { caseLink, privateLink, similarLink } from './links.ts'

const marks = { new: '🆕', changed: '✏️', withdrawn: '⛔' } as const

/** What happened, where, with whom, how sure we are and from where, and what a curator adds. */
export function announcementText(
  { kind, about, note }: Pick<Announcement, 'kind' | 'about' | 'note'>,
  { knowledge, places }: Library,
  words: Words,
): FormattedString {
  const added = note[words.language]
  return FormattedString.join(
    [
      FormattedString.i(`${marks[kind]} ${words.t(`announce.${kind}`)}`),
      caseBrief(about, knowledge, places, words),
      ...(added === undefined ? [] : [`💬 ${added}`]),
    ],
    '\n\n',
  )
}

/**
 * What follows where somebody has heard of a case before: only what is different now, or that it is withdrawn.
 * @param before the case as it was told.
 */
export function correctionText(
  { kind, about, note }: Pick<Announcement, 'kind' | 'about' | 'note'>,
  before: Case,
  { knowledge, places }: Library,
  words: Words,
): FormattedString {
  const added = note[words.language]
  const changes = kind === 'changed' ? caseChanges(before, about, knowledge, places, words) : []
  return FormattedString.join(
    [
      FormattedString.i(`${marks[kind]} ${words.t(`announce.${kind}`)}`),
      FormattedString.b(caseTitle(about)),
      ...(changes.length > 0 ? [changes.join('\n')] : []),
      ...(added === undefined ? [] : [`💬 ${added}`]),
    ],
    '\n\n',
  )
}

/** So much of each summary that `maxTogether` of storage/deliveries.ts fit into one message. */
const maxSummary = 220

/** Several announcements in one message. */
export function digestText(news: readonly News[], words: Words): FormattedString {
  const lines = news.map(({ kind, about }) =>
    FormattedString.join([
      `${marks[kind]} `,
      FormattedString.b(caseTitle(about)),
      `\n${shorten(about.summary[words.language], maxSummary)}`,
    ]),
  )
  return FormattedString.join([FormattedString.b(words.t('announce.digest', { count: news.length })), ...lines], '\n\n')
}

/** Details, similar cases, and the way to a consultation of one's own; of what was withdrawn there is no more to see. */
export function announcementButtons(
  { kind, about }: News,
  channel: boolean,
  { language, t }: Words,
  botName: string,
): InlineKeyboard | undefined {
  if (kind === 'withdrawn') return undefined
  const keyboard = new InlineKeyboard()
  // What is pressed in a channel would be answered in the channel.
  if (channel)
    keyboard
      .url(t('announce.details'), caseLink(botName, about.id))
      .url(t('announce.similar'), similarLink(botName, about.id))
  else {
    keyboard.text(t('announce.details'), buttonData('caseCard', language, about.id))
    keyboard.text(t('announce.similar'), buttonData('similar', language, about.id))
  }
  return keyboard.row().url(t('announce.mine'), privateLink(botName, 'konsultasi'))
}
