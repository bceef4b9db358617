import { nameOf, tryAgainMs } from '../../announcements/subscription.ts'
import { dueFrom } from '../../announcements/timing.ts'
import type { BotDeps } from '../deps.ts'

type Deps = Pick<BotDeps, 'subscriptions' | 'deliveryPlans' | 'now'>

/** Nothing can be written to a chat, or to one forum topic of it: its subscription rests, and what was due waits. */
export async function chatClosed(
  chatId: number,
  threadId: number | undefined,
  reason: string,
  { subscriptions, deliveryPlans, now }: Deps,
): Promise<void> {
  await subscriptions.pause(chatId, threadId, reason, now())
  await deliveryPlans.hold(chatId, threadId, now() + tryAgainMs)
}

/**
 * The bot may write there again: what waited comes as each subscription says, what was set for later then.
 * @param threadId undefined for the whole chat.
 */
export async function chatOpened(
  chatId: number,
  threadId: number | undefined,
  { subscriptions, deliveryPlans, now }: Deps,
): Promise<void> {
  await subscriptions.resume(chatId, threadId)
  const wishes = new Map((await subscriptions.ofChat(chatId)).map((wish) => [nameOf(wish), wish]))
  await deliveryPlans.release(chatId, threadId, (place, startsAt) => {
    const wish = wishes.get(nameOf(place))
    return wish ? dueFrom(wish, startsAt, now()) : Math.max(now(), startsAt)
  })
}
