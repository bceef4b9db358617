const secondMs = 1000
const minuteMs = 60_000

interface Limit {
  readonly max: number
  readonly withinMs: number
}

/** "About 30 messages per second" for a bot in all (Telegram, "Bots FAQ"). */
const everywhere: Limit = { max: 30, withinMs: secondMs }
/**
 * 20 a minute in a group stands in the FAQ. It also asks for no more than one a second in a chat, of which it says that
 * short bursts go through: three in a group, where all share one allowance, five for one person.
 */
const inGroup: readonly Limit[] = [
  { max: 20, withinMs: minuteMs },
  { max: 3, withinMs: secondMs },
]
const inPrivate: readonly Limit[] = [{ max: 5, withinMs: secondMs }]

/** Telegram's limits on messages sent or edited, in sliding windows, by the time at which they arrive (milliseconds). */
export class Limits {
  readonly #all: number[] = []
  readonly #chats = new Map<number, number[]>()
  readonly #shutUntil = new Map<number, number>()

  /** Lets a message through, which then counts; or says after how many seconds the chat is open again. */
  refuse(chatId: number, now: number): number | undefined {
    const chat = this.#chats.get(chatId) ?? []
    const waits = [
      (this.#shutUntil.get(chatId) ?? 0) - now,
      waitFor(this.#all, everywhere, now),
      ...(chatId < 0 ? inGroup : inPrivate).map((limit) => waitFor(chat, limit, now)),
    ]
    const wait = Math.max(...waits)
    if (wait > 0) return this.shut(chatId, Math.ceil(wait / 1000), now)
    this.#all.push(now)
    this.#chats.set(chatId, [...chat, now])
    return undefined
  }

  /** Who was told to wait is refused until then: a bot that does not obey shows in the count. */
  shut(chatId: number, seconds: number, now: number): number {
    this.#shutUntil.set(chatId, now + seconds * 1000)
    return seconds
  }
}

function waitFor(times: readonly number[], { max, withinMs }: Limit, now: number): number {
  const oldest = times.at(-max)
  return oldest === undefined ? 0 : oldest + withinMs - now
}
