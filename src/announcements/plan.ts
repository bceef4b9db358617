import type { News } from './news.ts'
import { wants, type Subscription } from './subscription.ts'
import { dueAt } from './timing.ts'

/** One delivery that follows from an approval. */
export interface Planned extends Place {
  readonly announcement: string
  readonly edits: number | undefined
  readonly dueAt: number
}

/** A chat, or a forum topic of it. */
export interface Place {
  readonly chatId: number
  readonly threadId: number
}

/** Who has heard of a case before, and who is still to. */
export interface Heard {
  /** Messages that can be put right. */
  readonly told: readonly (Place & { readonly messageId: number })[]
  readonly heard: readonly Place[]
  readonly waiting: readonly (Place & { readonly dueAt: number })[]
}

/** The announcement to which a name in the outbox belongs: each correction of a message has a name of its own. */
export function announcementOf(name: string): string {
  return name.split('!')[0] ?? name
}

/**
 * Who gets what when something is approved: what is new goes to all who want it and have not heard of it; what has
 * changed puts right what was said, follows in a message of its own where it matters, and takes the place of what was
 * still to be said.
 */
export function deliveriesOf(
  id: string,
  { kind, about, matters }: News,
  subscriptions: readonly Subscription[],
  { told, heard, waiting }: Heard,
  now: number,
): Planned[] {
  const place = ({ chatId, threadId }: Place) => `${chatId}/${threadId}`
  const have = new Set(heard.map(place))
  const edits =
    kind === 'new'
      ? []
      : told.map(({ chatId, threadId, messageId }) => ({
          announcement: `${id}!${messageId}`,
          chatId,
          threadId,
          edits: messageId,
          dueAt: now,
        }))
  const hearing = subscriptions.filter((one) =>
    kind === 'new' ? wants(one.interest, about) && !have.has(place(one)) : matters && have.has(place(one)),
  )
  const messages = hearing.map((one) => ({ chatId: one.chatId, threadId: one.threadId, dueAt: dueAt(one, now) }))
  const instead = kind === 'changed' ? waiting.filter((one) => !have.has(place(one))) : []
  return [
    ...edits,
    ...[...messages, ...instead].map(({ chatId, threadId, dueAt: due }) => ({
      announcement: id,
      chatId,
      threadId,
      edits: undefined,
      dueAt: due,
    })),
  ]
}
