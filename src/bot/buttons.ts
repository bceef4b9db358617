import type { Language } from '../knowledge/types.ts'
import { languages } from '../knowledge/types.ts'

/** What a press can ask for, with the letter that stands for it in the button's data. */
const actions = {
  topic: 't',
  copy: 'c',
  share: 's',
  others: 'o',
  up: 'u',
  down: 'd',
  reason: 'r',
  caseCard: 'a',
  casePage: 'p',
  law: 'h',
  lawTopics: 'j',
  category: 'k',
  language: 'l',
  groupLanguage: 'g',
  erase: 'e',
  consultation: 'v',
  subscribe: 'n',
  similar: 'm',
  curate: 'q',
  caseForm: 'f',
} as const
export type Action = keyof typeof actions

/** Most bytes of callback data (Bot API, "InlineKeyboardButton"). */
const maxBytes = 64

/**
 * What a button carries: the action, the language of the message it stands under, and one id.
 * @throws {Error} when Telegram would refuse it.
 */
export function buttonData(action: Action, language: Language, id: string): string {
  const data = `${actions[action]}:${language}:${id}`
  if (Buffer.byteLength(data) > maxBytes)
    throw new Error(`button data "${data}" is over ${maxBytes} bytes; shorten the id`)
  return data
}

/** Matches the data of one action; its groups are the language and the id. */
export function buttonPattern(action: Action): RegExp {
  return new RegExp(`^${actions[action]}:(${languages.join('|')}):(.+)$`)
}

/** Reads what `buttonPattern` matched. */
export function readButton(match: string | RegExpMatchArray): { readonly language: Language; readonly id: string } {
  const [, language, id] = match
  return { language: language === 'en' ? 'en' : 'id', id: id ?? '' }
}
