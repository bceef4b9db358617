import type { Language } from '../knowledge/types.ts'
import { wants } from './interest.ts'
import type { News } from './news.ts'
import { nameOf, type Place, type Subscription } from './subscription.ts'
import { dueAt } from './timing.ts'

/** How something is told at a place, also when its subscription has ended. */
export interface Manner {
  readonly language?: Language | undefined
  readonly channel?: boolean | undefined
}

/** One delivery that follows from an approval. */
export interface Planned extends Place, Manner {
  readonly announcement: string
  readonly edits: number | undefined
  readonly dueAt: number
  /** Nothing can be written there now: it waits until the bot is back. */
  readonly held: boolean
}

/** A subscription, and whether it rests since nothing can be written there. */
export interface Subscriber extends Subscription {
  readonly resting: boolean
}

/** Who has heard of a case before, and who is still to. */
export interface Heard {
  /** Messages that can be put right. */
  readonly told: readonly (Place & Manner & { readonly messageId: number })[]
  readonly heard: readonly Place[]
  readonly waiting: readonly (Place & Manner & { readonly dueAt: number; readonly held: boolean })[]
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
  subscribers: readonly Subscriber[],
  { told, heard, waiting }: Heard,
  now: number,
): Planned[] {
  const have = new Set(heard.map(nameOf))
  const hears = new Set([...heard, ...waiting].map(nameOf))
  const edits = firstOfEach(told).map((one) => ({
    announcement: `${id}!${one.messageId}`,
    ...addressOf(one),
    edits: one.messageId,
    dueAt: now,
    held: false,
  }))
  const hearing =
    kind === 'new'
      ? oncePerChat(subscribers.filter((one) => wants(one.interest, about))).filter((one) => !hears.has(nameOf(one)))
      : subscribers.filter((one) => matters && have.has(nameOf(one)))
  const messages = hearing.map((one) => ({ ...one, dueAt: dueAt(one, now), held: one.resting }))
  // Whatever was still to be said is said with this one: what has changed since they heard of it last.
  const toldNow = new Set(hearing.map(nameOf))
  const instead = kind === 'changed' ? waiting.filter((one) => !toldNow.has(nameOf(one))) : []
  return [
    ...(kind === 'new' ? [] : edits),
    ...[...messages, ...instead].map((one) => ({
      announcement: id,
      ...addressOf(one),
      edits: undefined,
      dueAt: one.dueAt,
      held: one.held,
    })),
  ]
}

function addressOf({ chatId, threadId, language, channel }: Place & Manner): Place & Manner {
  return { chatId, threadId, language, channel }
}

/** Of the messages to one place the first: those after it were corrections of it. */
function firstOfEach(told: Heard['told']): Heard['told'] {
  const byAge = told.toSorted((a, b) => b.messageId - a.messageId)
  return [...new Map(byAge.map((one) => [nameOf(one), one])).values()]
}

/** What a forum topic of a group has asked for comes there, not to the group as well. */
function oncePerChat(wanting: readonly Subscriber[]): Subscriber[] {
  const withTopic = new Set(wanting.filter((one) => one.threadId !== 0 && !one.resting).map(({ chatId }) => chatId))
  return wanting.filter((one) => one.threadId !== 0 || !withTopic.has(one.chatId))
}
