import type { MiddlewareFn } from 'grammy'
import { cleanText } from '../../answers/clean.ts'
import type { BotContext } from '../context.ts'

/**
 * Removes what nobody can see from the text of a message, once for everything behind it. Entities are dropped with
 * it, since their offsets no longer fit; the one that commands need is put back.
 */
export const cleanMessage: MiddlewareFn<BotContext> = (ctx, next) => {
  for (const message of [ctx.message, ctx.editedMessage, ctx.msg?.reply_to_message]) {
    if (message?.text !== undefined) {
      message.text = cleanText(message.text)
      const command = /^\/\w+(@\w+)?/.exec(message.text)?.[0]
      message.entities = command ? [{ type: 'bot_command', offset: 0, length: command.length }] : []
    }
    if (message?.caption !== undefined) message.caption = cleanText(message.caption)
  }
  if (ctx.inlineQuery) ctx.inlineQuery.query = cleanText(ctx.inlineQuery.query)
  return next()
}
