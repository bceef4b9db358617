import { FormattedString } from '@grammyjs/parse-mode'
import { InlineKeyboard } from 'grammy'
import type { News } from '../../announcements/news.ts'
import type { Case } from '../../knowledge/types.ts'
import { maxMessageLength } from '../../sending/text.ts'
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
 * @returns undefined where nothing is different that matters.
 */
export function correctionText(
  { kind, about, note }: Pick<Announcement, 'kind' | 'about' | 'note'>,
  before: Case,
  { knowledge, places }: Library,
  words: Words,
): FormattedString | undefined {
  const added = note[words.language]
  const changes = kind === 'changed' ? caseChanges(before, about, knowledge, places, words) : []
  if (kind === 'changed' && changes.length === 0 && added === undefined) return undefined
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

/** Several announcements in one message, each with the way to its details; together no longer than a message. */
export function digestText(
  news: readonly Pick<Announcement, 'kind' | 'about' | 'note'>[],
  words: Words,
  botName: string,
): FormattedString {
  const heading = FormattedString.b(words.t('announce.digest', { count: news.length }))
  const room = Math.floor((maxMessageLength - heading.rawText.length) / news.length) - separator.length
  return FormattedString.join([heading, ...news.map((one) => digestItem(one, room, words, botName))], separator)
}

const separator = '\n\n'
/** A title is longer only with a partner that has a whole sentence for a name. */
const maxTitle = 100

function digestItem(
  { kind, about, note }: Pick<Announcement, 'kind' | 'about' | 'note'>,
  room: number,
  { t, language }: Words,
  botName: string,
): FormattedString {
  const title = shorten(caseTitle(about), maxTitle)
  const named =
    kind === 'withdrawn' ? FormattedString.b(title) : FormattedString.link(title, caseLink(botName, about.id))
  const said = [
    kind === 'new' ? '' : t(`announce.${kind}`),
    kind === 'withdrawn' ? '' : about.summary[language],
    note[language] === undefined ? '' : `💬 ${note[language]}`,
  ].filter(Boolean)
  const rest = room - title.length - marks[kind].length - 2
  return FormattedString.join([`${marks[kind]} `, named, `\n${shorten(said.join('\n'), rest)}`])
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
