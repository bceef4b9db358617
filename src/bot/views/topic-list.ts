import { InlineKeyboard } from 'grammy'
import type { RichText, Topic } from '../../knowledge/types.ts'
import { formatted } from '../../sending/text.ts'
import { buttonData, buttonPattern, type Action } from '../buttons.ts'
import type { BotContext } from '../context.ts'
import { reply } from '../reply.ts'
import type { Words } from '../words.ts'

const pageSize = 8

/** A page of a list: of what, and which from 0. */
export interface Page {
  readonly of: string
  readonly number: number
}

/** Reads "procedure.2", the id that page buttons carry; undefined for anything else. */
export function pageOf(id: string): Page | undefined {
  const [, of, number] = /^(.+)\.(\d{1,3})$/.exec(id) ?? []
  return of === undefined ? undefined : { of, number: Number(number) }
}

/** Shows one page of topics as buttons, in the message whose button was pressed when that is such a list already. */
export async function showPage(
  ctx: BotContext,
  heading: RichText,
  topics: readonly Topic[],
  page: Page,
  action: Action,
  words: Words,
): Promise<void> {
  const { language } = words
  const from = page.number * pageSize
  const keyboard = new InlineKeyboard()
  for (const topic of topics.slice(from, from + pageSize)) {
    keyboard.text(topic.title[language], buttonData('topic', language, topic.id)).row()
  }
  const turn = (label: string, to: number) => keyboard.text(label, buttonData(action, language, `${page.of}.${to}`))
  if (from > 0) turn(words.t('categories.earlier'), page.number - 1)
  if (from + pageSize < topics.length) turn(words.t('categories.later'), page.number + 1)

  const text = formatted(heading)
  // The first page is a message of its own, so that what it was opened from stays readable.
  if (isList(ctx)) await ctx.editMessageText(text.text, { entities: text.entities, reply_markup: keyboard })
  else await reply(ctx, text, keyboard)
}

/** Whether the pressed button turns a page: only such a list begins with a topic and ends with a page button. */
function isList(ctx: BotContext): boolean {
  const rows = ctx.callbackQuery?.message?.reply_markup?.inline_keyboard ?? []
  const [first, last] = [rows[0]?.[0], rows.at(-1)?.[0]]
  const is = (button: typeof first, action: Action) =>
    button !== undefined && 'callback_data' in button && buttonPattern(action).test(button.callback_data)
  return is(first, 'topic') && (is(last, 'category') || (is(last, 'lawTopics') && rows.length > 3))
}
