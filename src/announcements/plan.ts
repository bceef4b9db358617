import type { News } from './news.ts'
import { wants, type Subscription } from './subscription.ts'
import { dueAt } from './timing.ts'

/** One delivery that follows from an approval. */
export interface Planned {
  readonly announcement: string
  readonly chatId: number
  readonly threadId: number
  readonly edits: number | undefined
  readonly dueAt: number
}

/** A message by which a chat was told of the case before. */
export interface Told {
  readonly chatId: number
  readonly threadId: number
  readonly messageId: number
}

/** The name under which the corrections of earlier messages stand in the outbox, beside the announcement itself. */
export function correctionsOf(announcement: string): string {
  return `${announcement}!`
}

/** The announcement to which a name in the outbox belongs. */
export function announcementOf(name: string): string {
  return name.replace('!', '')
}

/**
 * Who gets what when something is approved: what is new goes to all who want it; what has changed puts right what was
 * said before, and follows in a message of its own where it matters.
 */
export function deliveriesOf(
  id: string,
  { kind, about, matters }: News,
  subscriptions: readonly Subscription[],
  told: readonly Told[],
  now: number,
): Planned[] {
  const edits = told.map(({ chatId, threadId, messageId }) => ({
    announcement: correctionsOf(id),
    chatId,
    threadId,
    edits: messageId,
    dueAt: now,
  }))
  const heard = new Set(told.map(({ chatId, threadId }) => `${chatId}/${threadId}`))
  const hearing = subscriptions.filter((subscription) =>
    kind === 'new'
      ? wants(subscription.interest, about)
      : matters && heard.has(`${subscription.chatId}/${subscription.threadId}`),
  )
  const messages = hearing.map((subscription) => ({
    announcement: id,
    chatId: subscription.chatId,
    threadId: subscription.threadId,
    edits: undefined,
    dueAt: dueAt(subscription, now),
  }))
  return [...edits, ...messages]
}
