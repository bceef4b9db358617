import { GrammyError, type Api } from 'grammy'
import type { BotContext } from './context.ts'

/**
 * Whether the sender is an admin of the group, asked anew each time. An anonymous admin writes as the group itself
 * and presses buttons under their own name.
 */
export async function isGroupAdmin(ctx: BotContext): Promise<boolean> {
  if (!ctx.chat || !ctx.from) return false
  const writesAs = (ctx.message ?? ctx.editedMessage)?.sender_chat
  if (writesAs) return writesAs.id === ctx.chat.id
  return isAdminOf(ctx.api, ctx.chat.id, ctx.from.id)
}

/** Whether somebody is an admin of a group or channel. */
export async function isAdminOf(api: Api, chatId: number, userId: number): Promise<boolean> {
  try {
    const { status } = await api.getChatMember(chatId, userId)
    return status === 'creator' || status === 'administrator'
  } catch (error) {
    // Somebody who has left, whom Telegram does not tell us of, or of whose chat we are no member, is no admin.
    if (error instanceof GrammyError && (error.error_code === 400 || error.error_code === 403)) return false
    throw error
  }
}
