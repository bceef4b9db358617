import type { Chat } from 'grammy/types'
import { everything } from '../../announcements/interest.ts'
import type { Place, Subscription } from '../../announcements/subscription.ts'
import { isAdminOf, isGroupAdmin } from '../admin.ts'
import { inGroup, type BotContext } from '../context.ts'
import type { BotDeps } from '../deps.ts'

/** The subscription of a place as it is being chosen, and as it is saved. */
export interface Present {
  readonly wish: Subscription
  readonly saved: Subscription | undefined
}

/** Where a message was written: the chat, or a forum topic of it. */
export function placeOf({ chat, msg }: BotContext): Place {
  return { chatId: chat?.id ?? 0, threadId: msg?.is_topic_message ? (msg.message_thread_id ?? 0) : 0 }
}

/**
 * Reads the place that a button is about. The group it stands in counts for more than the number it carries: the
 * group may have become a supergroup since.
 */
export function readPlace(ctx: BotContext, code: string): Place {
  const [chatId, threadId] = code.split('/').map(Number)
  return { chatId: inGroup(ctx) || !chatId ? (ctx.chat?.id ?? 0) : chatId, threadId: threadId || 0 }
}

/** Whether the sender may decide for a place: in private about their own, else as an admin of it. */
export async function mayDecide(ctx: BotContext, { chatId }: Place): Promise<boolean> {
  if (ctx.chat?.id !== chatId) return isAdminOf(ctx.api, chatId, ctx.from?.id ?? 0)
  return !inGroup(ctx) || isGroupAdmin(ctx)
}

/** As it is being chosen, else as it is, else everything at once. */
export async function presentOf(ctx: BotContext, place: Place, { subscriptions }: BotDeps): Promise<Present> {
  const saved = await subscriptions.get(place)
  const wish = (await subscriptions.draft(place)) ?? saved
  if (wish) return { wish, saved }
  const chat = ctx.chat?.id === place.chatId ? ctx.chat : await ctx.api.getChat(place.chatId)
  return { wish: fresh(place, chat, ctx), saved }
}

function fresh(place: Place, chat: Pick<Chat, 'type' | 'title'>, { language }: BotContext): Subscription {
  return {
    ...place,
    language,
    interest: everything,
    timing: 'at-once',
    zone: 'wib',
    quiet: undefined,
    ...(chat.title !== undefined && { title: chat.title }),
    ...(chat.type === 'channel' && { channel: true }),
  }
}
