import { restMs } from '../../announcements/subscription.ts'
import type { BotDeps } from '../deps.ts'

type Deps = Pick<BotDeps, 'subscriptions' | 'deliveries' | 'now'>

/** Nothing can be written to a chat, or to one forum topic of it: its subscription rests, and what was due waits. */
export async function chatClosed(
  chatId: number,
  threadId: number | undefined,
  reason: string,
  { subscriptions, deliveries, now }: Deps,
): Promise<void> {
  await subscriptions.pause(chatId, threadId, reason, now())
  await deliveries.hold(chatId, threadId, now() + restMs)
}

/** The bot may write there again. */
export async function chatOpened(chatId: number, { subscriptions, deliveries, now }: Deps): Promise<void> {
  await subscriptions.resume(chatId)
  await deliveries.release(chatId, now())
}
