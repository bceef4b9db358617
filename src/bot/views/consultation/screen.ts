import { FormattedString } from '@grammyjs/parse-mode'
import type { InlineKeyboard } from 'grammy'
import type { Language } from '../../../knowledge/types.ts'
import { buttonData } from '../../buttons.ts'
import type { Words } from '../../words.ts'

/** What a consultation shows: one message with its buttons. */
export interface Screen {
  readonly heading: string
  readonly paragraphs: readonly (FormattedString | string)[]
  readonly keyboard: InlineKeyboard
}

/** Makes the data of a consultation's buttons: what to do, and with what. */
export type Press = (verb: string, ...args: readonly string[]) => string

export function pressOf(consultation: string, language: Language): Press {
  return (verb, ...args) => buttonData('consultation', language, [consultation, verb, ...args].join('.'))
}

/** The heading in bold and the paragraphs below it; said to be an exercise where it is one. */
export function screenText({ heading, paragraphs }: Screen, practice: boolean, { t }: Words): FormattedString {
  const banner = practice ? [FormattedString.i(t('consult.practice.banner'))] : []
  return FormattedString.join([...banner, FormattedString.b(heading), ...paragraphs], '\n\n')
}

/** Two buttons beside each other where both are short enough to be read. */
export function addButtons(keyboard: InlineKeyboard, buttons: readonly { text: string; data: string }[]): void {
  let open = false
  for (const [i, { text, data }] of buttons.entries()) {
    const next = buttons[i + 1]
    keyboard.text(text, data)
    if (!open && next && text.length <= maxShort && next.text.length <= maxShort) open = true
    else {
      keyboard.row()
      open = false
    }
  }
}

const maxShort = 20

export function shorten(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text
}
