import { FormattedString } from '@grammyjs/parse-mode'
import { InlineKeyboard } from 'grammy'
import type { KnowledgeBase } from '../../knowledge/types.ts'
import { buttonData } from '../buttons.ts'
import type { Words } from '../words.ts'

/** Topics to choose from: a row for each in private; in a group a list with one row of numbers. */
export function candidates(
  question: string,
  ids: readonly string[],
  { topics }: KnowledgeBase,
  { language }: Words,
  group: boolean,
): { readonly text: FormattedString; readonly keyboard: InlineKeyboard } {
  const keyboard = new InlineKeyboard()
  const titles = ids.map((id) => topics.get(id)?.title[language] ?? id)
  for (const [i, id] of ids.entries()) {
    keyboard.text(group ? String(i + 1) : (titles[i] ?? id), buttonData('topic', language, id))
    if (!group) keyboard.row()
  }
  const list = group ? titles.map((title, i) => `\n${i + 1}. ${title}`) : []
  return { text: FormattedString.join([question, ...list]), keyboard }
}
