import { createHash } from 'node:crypto'
import { FormattedString } from '@grammyjs/parse-mode'
import { InlineKeyboard } from 'grammy'
import { filterOf, type Interest } from '../../announcements/interest.ts'
import { timings, type Place, type Subscription } from '../../announcements/subscription.ts'
import { zones, type Zone } from '../../calendar/zones.ts'
import { filterCases } from '../../cases/filter.ts'
import type { Case } from '../../knowledge/types.ts'
import { formatted } from '../../sending/text.ts'
import { buttonData } from '../buttons.ts'
import type { Library } from '../library.ts'
import type { Words } from '../words.ts'
import { caseTitle, filterLabel } from './cases.ts'
import { dimensionsOf, lists, optionsOf, type List } from './subscription-lists.ts'

export interface Screen {
  readonly text: FormattedString
  readonly keyboard: InlineKeyboard
}

export interface ShownSubscription {
  readonly wish: Subscription
  readonly saved: boolean
  /** Whether something was chosen that is not saved yet. */
  readonly changed: boolean
  /** Whether it is about the very chat in which it is shown. */
  readonly here: boolean
  /** Words that were typed and cannot be chosen. */
  readonly unused: readonly string[]
}

export type View = 'home' | 'time' | { readonly list: List; readonly page: number }

const shownCases = 3
const shownWords = 5
const perPage = 10
const inRow = 2
const quietFrom = [18, 19, 20, 21, 22, 23]
const quietTo = [4, 5, 6, 7, 8, 9]

/** What is chosen, with what would have come of late, and the way to each choice. */
export function homeScreen(shown: ShownSubscription, library: Library, words: Words): Screen {
  const { wish, saved, changed, unused } = shown
  const { t } = words
  const state = !saved ? 'subscribe.notYet' : changed ? 'subscribe.unsaved' : 'subscribe.active'
  const text = FormattedString.join(
    [
      formatted(words.rich('subscribe.heading', { what: whatOf(wish.interest, library, words) })),
      ...(unused.length > 0 ? [t('subscribe.unused', { words: unused.slice(0, shownWords).join(', ') })] : []),
      [whereOf(shown, words), whenOf(wish, words), t(state)].join('\n'),
      lately(wish.interest, library, words),
    ],
    '\n\n',
  )
  const { keyboard, button } = buttons(wish, words)
  if (changed || !saved) button(t(saved ? 'subscribe.saveChanges' : 'subscribe.save'), `save.${stampOf(wish)}`)
  keyboard.row()
  for (const [i, list] of lists.entries()) {
    const count = dimensionsOf(list).reduce((sum, dimension) => sum + wish.interest[dimension].length, 0)
    button(t(`subscribe.lists.${list}`) + (count > 0 ? ` (${count})` : ''), `list.${list}.0`)
    if (i % inRow === inRow - 1) keyboard.row()
  }
  button(t('subscribe.time'), 'time')
  button(t('language.other'), `set.language.${wish.language === 'id' ? 'en' : 'id'}`)
  if (saved) {
    keyboard.row()
    button(t('subscribe.end'), 'end')
  }
  return { text, keyboard }
}

/** One list to choose from, page by page. */
export function listScreen(
  { wish }: ShownSubscription,
  list: List,
  page: number,
  library: Library,
  words: Words,
): Screen {
  const { t } = words
  const { interest } = wish
  const text = FormattedString.join(
    [
      formatted(words.rich('subscribe.choose', { list: t(`subscribe.lists.${list}`) })),
      t('subscribe.about', { what: whatOf(interest, library, words) }),
      t('subscribe.fitting', { count: fitting(interest, library).length }),
    ],
    '\n\n',
  )
  const { keyboard, button } = buttons(wish, words)
  const options = optionsOf(list, interest, library, words)
  const from = Math.min(page, Math.floor((options.length - 1) / perPage)) * perPage
  for (const [i, { dimension, code, value, label }] of options.slice(from, from + perPage).entries()) {
    const chosen = interest[dimension].includes(value)
    button((chosen ? '✅ ' : '') + label, `pick.${page}.${dimension.slice(0, 1)}.${code}.${chosen ? 0 : 1}`)
    if (i % inRow === inRow - 1) keyboard.row()
  }
  keyboard.row()
  if (from > 0) button(t('categories.earlier'), `list.${list}.${page - 1}`)
  if (from + perPage < options.length) button(t('categories.later'), `list.${list}.${page + 1}`)
  keyboard.row()
  if (list === 'provinces' || list === 'countries') button(t('subscribe.type'), 'type')
  if (dimensionsOf(list).some((dimension) => interest[dimension].length > 0))
    button(t('subscribe.clear'), `clear.${list}`)
  keyboard.row()
  button(t('subscribe.back'), 'home')
  return { text, keyboard }
}

/** When it comes: at once or as a digest, in which of the three times, and when never. */
export function timeScreen({ wish }: ShownSubscription, words: Words): Screen {
  const { t } = words
  const { timing, zone, quiet } = wish
  const { keyboard, button } = buttons(wish, words)
  const choice = (label: string, verb: string, on: boolean) => button((on ? '✅ ' : '') + label, verb)
  for (const one of timings) choice(t(`subscribe.timings.${one}`), `set.timing.${one}`, one === timing)
  keyboard.row()
  for (const one of Object.keys(zones) as Zone[]) choice(one.toUpperCase(), `set.zone.${one}`, one === zone)
  keyboard.row()
  for (const hour of quietFrom) choice(clock(hour, words), `set.from.${hour}`, quiet?.from === hour)
  keyboard.row()
  for (const hour of quietTo) choice(clock(hour, words), `set.to.${hour}`, quiet?.to === hour)
  keyboard.row()
  choice(t('subscribe.loud'), 'set.loud.0', !quiet)
  button(t('subscribe.back'), 'home')
  const text = FormattedString.join(
    [formatted(words.rich('subscribe.timeHeading')), whenOf(wish, words), t('subscribe.timeHow')],
    '\n\n',
  )
  return { text, keyboard }
}

/** Names what was shown, so that it is what is saved. */
export function stampOf(wish: Subscription): string {
  return createHash('sha256').update(JSON.stringify(wish)).digest('hex').slice(0, 6)
}

function whatOf(interest: Interest, { knowledge, places }: Library, words: Words): string {
  return filterLabel(filterOf(interest), knowledge, places, words) || words.t('subscribe.everything')
}

function whereOf({ wish, here }: ShownSubscription, { t }: Words): string {
  const place = wish.threadId === 0 ? 'subscribe.here' : 'subscribe.topic'
  return t('subscribe.where', { where: here || wish.title === undefined ? t(place) : wish.title })
}

function whenOf({ timing, zone, quiet }: Subscription, words: Words): string {
  const { t } = words
  const when = t('subscribe.when', { timing: t(`subscribe.timings.${timing}`), zone: zone.toUpperCase() })
  return quiet
    ? `${when}\n${t('subscribe.quiet', { from: clock(quiet.from, words), to: clock(quiet.to, words) })}`
    : when
}

/** The last cases that would have come; says so when nothing would. */
function lately(interest: Interest, library: Library, { t }: Words): string {
  const found = fitting(interest, library)
  if (found.length === 0) return t('subscribe.nothing')
  const latest = found.slice(0, shownCases).map((one) => `• ${caseTitle(one)}`)
  return [t('subscribe.lately', { count: found.length }), ...latest].join('\n')
}

function fitting(interest: Interest, { knowledge }: Library): Case[] {
  return filterCases(knowledge.cases.values(), filterOf(interest))
}

/** "06.00", in English "06:00". */
function clock(hour: number, { language }: Words): string {
  return `${String(hour).padStart(2, '0')}${language === 'id' ? '.' : ':'}00`
}

/** Buttons that carry the place they are about. */
function buttons(place: Place, { language }: Words) {
  const keyboard = new InlineKeyboard()
  const button = (label: string, verb: string) =>
    keyboard.text(label, buttonData('subscribe', language, `${verb}@${place.chatId}/${place.threadId}`))
  return { keyboard, button }
}

/** Names that come near to what was typed, as buttons that choose them. */
export function nearScreen(typed: string, place: Place, library: Library, words: Words): Screen {
  const { placeSearch } = library
  const regions = placeSearch.regions(typed).near.slice(0, shownCases)
  const countries = regions.length > 0 ? [] : placeSearch.countries(typed).near.slice(0, shownCases)
  const { keyboard, button } = buttons(place, words)
  for (const { code, name, level } of regions) {
    button(name, `pick.0.${level === 'provinsi' ? 'p' : 'r'}.${code}.1`).row()
  }
  for (const { code, name } of countries) button(name[words.language], `pick.0.c.${code}.1`).row()
  button(words.t('subscribe.back'), 'home')
  const meant = regions.length + countries.length > 0 ? [words.t('subscribe.meant')] : []
  return { text: new FormattedString([words.t('subscribe.notUnderstood'), ...meant].join('\n\n')), keyboard }
}
