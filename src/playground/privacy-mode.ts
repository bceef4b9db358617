import type { Message, User } from 'grammy/types'

/**
 * Whether a bot in privacy mode gets to see a message of a group (Telegram, "Privacy mode"): commands for it or for
 * nobody in particular, mentions of it, replies to it, what was inserted with its help, service messages.
 */
export function reachesBot(message: Message, bot: Pick<User, 'id' | 'username'>): boolean {
  const { chat, text = message.caption } = message
  if (chat.type === 'private') return true
  if (text === undefined) return !hasContent(message) || isReplyTo(message, bot)
  const command = /^\/\w+(?:@(\w+))?/.exec(text)
  if (command) return command[1] === undefined || command[1].toLowerCase() === bot.username?.toLowerCase()
  return (
    new RegExp(String.raw`@${bot.username}(?!\w)`, 'i').test(text) ||
    isReplyTo(message, bot) ||
    message.via_bot?.id === bot.id
  )
}

function isReplyTo({ reply_to_message }: Message, bot: Pick<User, 'id'>): boolean {
  return reply_to_message?.from?.id === bot.id
}

/** Photos, stickers and the like; service messages have none of these. */
function hasContent(message: Message): boolean {
  return ['photo', 'sticker', 'document', 'voice', 'video', 'audio', 'location', 'poll'].some((kind) => kind in message)
}
