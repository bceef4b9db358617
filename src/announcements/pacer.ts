/** Telegram lets a bot send about 30 messages a second; ours are spaced evenly below that, without a burst. */
const slotMs = 1000 / 28
/** In one group a message a second and 20 a minute, edits counted (Telegram, "Bots FAQ"). */
const groupGapMs = 1000
const groupPerMinute = 20
const minuteMs = 60_000

/**
 * Says when the next broadcast may go out. Replies to people are never held back; each takes the place of a broadcast.
 * All times are milliseconds; nothing here waits.
 */
export class Pacer {
  #nextSlot = 0
  #pausedUntil = 0
  readonly #sentTo = new Map<number, number[]>()
  readonly #chatPausedUntil = new Map<number, number>()

  /** How long until anything may be broadcast; zero when it may now. */
  wait(now: number): number {
    return Math.max(0, this.#nextSlot - now, this.#pausedUntil - now)
  }

  /** How long until this chat may get one. Its forum topics share it. */
  waitFor(chatId: number, now: number): number {
    const paused = (this.#chatPausedUntil.get(chatId) ?? 0) - now
    const sent = this.#recent(chatId, now)
    const gap = (sent.at(-1) ?? Number.NEGATIVE_INFINITY) + groupGapMs - now
    const oldest = sent.at(-groupPerMinute)
    const minute = oldest === undefined ? 0 : oldest + minuteMs - now
    return Math.max(0, paused, gap, minute)
  }

  /** A broadcast goes out now. */
  broadcast(chatId: number, now: number): void {
    this.#nextSlot = Math.max(this.#nextSlot, now - slotMs) + slotMs
    this.#note(chatId, now)
  }

  /** A reply or an edit went out besides. */
  reply(chatId: number | undefined, now: number): void {
    this.#nextSlot = Math.max(this.#nextSlot, now) + slotMs
    if (chatId !== undefined) this.#note(chatId, now)
  }

  /** Told to wait (429): one chat, or all broadcasts. */
  pause(chatId: number | 'all', until: number): void {
    if (chatId === 'all') this.#pausedUntil = Math.max(this.#pausedUntil, until)
    else this.#chatPausedUntil.set(chatId, until)
  }

  #note(chatId: number, now: number): void {
    this.#sentTo.set(chatId, [...this.#recent(chatId, now), now])
  }

  #recent(chatId: number, now: number): number[] {
    const recent = (this.#sentTo.get(chatId) ?? []).filter((at) => at > now - minuteMs)
    if (recent.length === 0) this.#sentTo.delete(chatId)
    else this.#sentTo.set(chatId, recent)
    return recent
  }
}
