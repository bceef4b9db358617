import { nameOf, tryAgainMs } from '../../announcements/subscription.ts'
import { dueAt } from '../../announcements/timing.ts'
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

/** The bot may write there again: what waited comes as each subscription says, what was set for later then. */
export async function chatOpened(chatId: number, { subscriptions, deliveryPlans, now }: Deps): Promise<void> {
  await subscriptions.resume(chatId)
  const wishes = new Map((await subscriptions.ofChat(chatId)).map((wish) => [nameOf(wish), wish]))
  await deliveryPlans.release(chatId, (place, startsAt) => {
    const from = Math.max(now(), startsAt)
    const wish = wishes.get(nameOf(place))
    return wish ? dueAt(wish, from) : from
  })
}
