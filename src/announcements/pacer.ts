const secondMs = 1000
/** Telegram lets a bot send about 30 messages a second; ours are spaced evenly below that, without a burst. */
const slotMs = secondMs / 28
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
  /** As many of the latest of each chat as the limit of a minute counts. */
  readonly #sentTo = new Map<number, readonly number[]>()
  readonly #chatPausedUntil = new Map<number, number>()
  #sweptAt = 0

  /** How long until anything may be broadcast; zero when it may now. */
  wait(now: number): number {
    return Math.max(0, this.#nextSlot - now)
  }

  /** How long until this chat may get one. Its forum topics share it. */
  waitFor(chatId: number, now: number): number {
    const paused = (this.#chatPausedUntil.get(chatId) ?? 0) - now
    const sent = this.#sentTo.get(chatId) ?? []
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

  /** A reply or an edit went out besides. However many there are, a second later they hold nothing back any more. */
  reply(chatId: number | undefined, now: number): void {
    if (this.#nextSlot < now + secondMs) this.#nextSlot = Math.max(this.#nextSlot, now) + slotMs
    if (chatId !== undefined) this.#note(chatId, now)
  }

  /** Told to wait (429): one chat, or all broadcasts. */
  pause(chatId: number | 'all', until: number): void {
    if (chatId === 'all') this.#nextSlot = Math.max(this.#nextSlot, until)
    else this.#chatPausedUntil.set(chatId, until)
  }

  #note(chatId: number, now: number): void {
    this.#sentTo.set(chatId, [...(this.#sentTo.get(chatId) ?? []), now].slice(-groupPerMinute))
    if (now >= this.#sweptAt + minuteMs) this.#sweep(now)
  }

  /** Forgets what holds nothing back any more. */
  #sweep(now: number): void {
    this.#sweptAt = now
    for (const [chatId, sent] of this.#sentTo) {
      if ((sent.at(-1) ?? 0) <= now - minuteMs) this.#sentTo.delete(chatId)
    }
    for (const [chatId, until] of this.#chatPausedUntil) {
      if (until <= now) this.#chatPausedUntil.delete(chatId)
    }
  }
}
