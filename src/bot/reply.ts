import { FormattedString } from '@grammyjs/parse-mode'
import type { InlineKeyboardMarkup, MessageEntity, User } from 'grammy/types'
import type { RichText } from '../knowledge/types.ts'
import { cannotBeEdited } from '../sending/outcome.ts'
import { formatted, splitText } from '../sending/text.ts'
import { inGroup, type BotContext } from './context.ts'

/**
 * Sends a text of any length as one or more messages, or puts it in the place of those that it corrects; the buttons
 * stand under the last. In a group it answers the message that asked, in its forum topic.
 * @returns the ids of the messages.
 */
export async function reply(
  ctx: BotContext,
  text: RichText | FormattedString | string,
  keyboard?: InlineKeyboardMarkup,
): Promise<number[]> {
  const whole = typeof text === 'string' ? new FormattedString(text) : text
  const parts = splitText(whole instanceof FormattedString ? whole : formatted(whole))
  const ids: number[] = []
  for (const [i, part] of parts.entries()) {
    const buttons = keyboard && i === parts.length - 1 ? { reply_markup: keyboard } : {}
    ids.push((await correct(ctx, ctx.corrects?.[i], part, buttons)) ?? (await send(ctx, part, buttons)))
  }
  for (const surplus of ctx.corrects?.slice(parts.length) ?? []) await ctx.api.deleteMessage(chatId(ctx), surplus)
  return ids
}

/**
 * Asks for something to be typed as a reply, which Telegram opens for the sender alone.
 * @returns the id of the message that is to be replied to.
 */
export async function askForReply(ctx: BotContext, text: string): Promise<number> {
  const force = { force_reply: true, selective: true } as const
  const called =
    inGroup(ctx) && ctx.from ? calling(ctx.from, text.charAt(0).toLowerCase() + text.slice(1)) : { text, entities: [] }
  const { message_id: id } = await ctx.reply(called.text, { entities: called.entities, reply_markup: force })
  return id
}

/** A text with the name of whom it is for: the mention is what makes Telegram open the reply for this person only. */
export function calling(
  { id, first_name: name }: User,
  text: string,
): { readonly text: string; readonly entities: MessageEntity[] } {
  const user = { id, is_bot: false, first_name: name }
  return { text: `${name}, ${text}`, entities: [{ type: 'text_mention', offset: 0, length: name.length, user }] }
}

async function send(ctx: BotContext, part: FormattedString, buttons: object): Promise<number> {
  const asked = ctx.message ?? ctx.editedMessage
  const answers = inGroup(ctx) && asked
  const { message_id } = await ctx.reply(part.text, {
    entities: part.entities,
    link_preview_options: { is_disabled: true },
    ...(answers && { reply_parameters: { message_id: asked.message_id, allow_sending_without_reply: true } }),
    ...buttons,
  })
  return message_id
}

/** Undefined when there is nothing to correct any more: somebody deleted it, or Telegram says it is too old. */
async function correct(
  ctx: BotContext,
  messageId: number | undefined,
  part: FormattedString,
  buttons: object,
): Promise<number | undefined> {
  if (messageId === undefined) return undefined
  try {
    const other = { entities: part.entities, link_preview_options: { is_disabled: true }, ...buttons }
    await ctx.api.editMessageText(chatId(ctx), messageId, part.text, other)
    return messageId
  } catch (error) {
    if (cannotBeEdited(error)) return undefined
    throw error
  }
}

function chatId(ctx: BotContext): number {
  if (!ctx.chat) throw new Error('nothing can be corrected outside a chat')
  return ctx.chat.id
}
