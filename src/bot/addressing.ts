import type { Message } from 'grammy/types'
import { inGroup, type BotContext } from './context.ts'

/**
 * What a message asks of the bot, without the mention of its name. In a group only a mention and a reply to the bot
 * are meant for it. Empty when it is called without a question, undefined when it is not called.
 */
export function questionTo(ctx: BotContext, message: Message): string | undefined {
  const text = textOf(message)
  if (text.startsWith('/')) return undefined
  const name = new RegExp(String.raw`(?<![\w@])@${ctx.me.username}(?!\w)`, 'gi')
  const mentioned = name.test(text)
  const question = text.replaceAll(name, ' ').trim()
  if (!inGroup(ctx)) return question
  if (mentioned) return hasWords(question) ? question : quotedQuestion(ctx, message)
  // Who answers the bot by calling somebody else is talking to them.
  return isReplyToBot(ctx, message) && !/(?<!\w)@\w{4,}/.test(text) ? question : undefined
}

/** The text of a message that the bot was called to, such as a colleague's question; empty when there is none. */
export function quotedQuestion(ctx: BotContext, message: Message): string {
  const quoted = message.reply_to_message
  return quoted && quoted.from?.id !== ctx.me.id ? textOf(quoted) : ''
}

export function isReplyToBot(ctx: BotContext, message: Message): boolean {
  const quoted = message.reply_to_message
  // In a forum topic everything counts as a reply to the message that opened it.
  return quoted?.from?.id === ctx.me.id && !quoted.forum_topic_created
}

export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text)
}

function textOf({ text, caption }: Pick<Message, 'text' | 'caption'>): string {
  return text ?? caption ?? ''
}
