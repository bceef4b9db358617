import { FormattedString } from '@grammyjs/parse-mode'
import type { InlineKeyboardMarkup } from 'grammy/types'
import type { RichText } from '../knowledge/types.ts'
import { formatted, splitText } from '../sending/text.ts'
import type { BotContext } from './context.ts'

/** Sends a text of any length as one or more messages; the buttons stand under the last. */
export async function reply(
  ctx: BotContext,
  text: RichText | FormattedString,
  keyboard?: InlineKeyboardMarkup,
): Promise<void> {
  const parts = splitText(text instanceof FormattedString ? text : formatted(text))
  for (const [i, part] of parts.entries()) {
    await ctx.reply(part.text, {
      entities: part.entities,
      link_preview_options: { is_disabled: true },
      ...(keyboard && i === parts.length - 1 && { reply_markup: keyboard }),
    })
  }
}
