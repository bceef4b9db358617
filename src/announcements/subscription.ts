import type { Zone } from '../calendar/zones.ts'
import type { Language } from '../knowledge/types.ts'
import type { Interest } from './interest.ts'

export const timings = ['at-once', 'daily', 'weekly'] as const
export type Timing = (typeof timings)[number]

/** When nothing is to be sent: whole hours of the day in a zone; over midnight where `from` is the later. */
export interface QuietHours {
  readonly from: number
  readonly to: number
}

/** A chat, or a forum topic of it. */
export interface Place {
  readonly chatId: number
  /** 0 for the chat as a whole. */
  readonly threadId: number
}

/** A wish of one chat, or of one forum topic of it, to hear of cases. */
export interface Subscription extends Place {
  readonly language: Language
  readonly interest: Interest
  readonly timing: Timing
  readonly zone: Zone
  readonly quiet: QuietHours | undefined
  /** What the group or channel is called, for the curators' report; a person is not named. */
  readonly title?: string | undefined
  /** Under a message in a channel a button would be pressed by its readers: it gets links instead. */
  readonly channel?: boolean | undefined
}

/** A place that nothing can be written to is tried this often: of some changes Telegram tells nothing. */
export const tryAgainMs = 24 * 60 * 60_000
/** How long a subscription rests that cannot be served; then it is removed. */
export const restMs = 30 * 24 * 60 * 60_000

/** Names a place in a set. */
export function nameOf({ chatId, threadId }: Place): string {
  return `${chatId}/${threadId}`
}
