import { GrammyError } from 'grammy'
import type { BotContext } from './context.ts'

/**
 * Whether the sender is an admin of the group, asked anew each time. An anonymous admin writes as the group itself
 * and presses buttons under their own name.
 */
export async function isGroupAdmin(ctx: BotContext): Promise<boolean> {
  if (!ctx.chat || !ctx.from) return false
  const writesAs = (ctx.message ?? ctx.editedMessage)?.sender_chat
  if (writesAs) return writesAs.id === ctx.chat.id
  try {
    const { status } = await ctx.api.getChatMember(ctx.chat.id, ctx.from.id)
    return status === 'creator' || status === 'administrator'
  } catch (error) {
    // Somebody who has left the group, or whom Telegram does not tell us of, is no admin.
    if (error instanceof GrammyError && error.error_code === 400) return false
    throw error
  }
}
