import type { Update } from 'grammy/types'
import type { ClaimedUpdate, UpdateRepository } from '../storage/updates.ts'
import { orderKey } from './order-key.ts'

/** How many updates, each of another chat, are handled side by side. */
const concurrency = 8
/** For how long an update is ours before another process may take it; renewed while we work on it. */
const leaseMs = 60_000
const renewEveryMs = 20_000
/** An update that throws this often, or is begun this often without an end (a crash), is set aside. */
const maxFailures = 3
const maxClaims = 10
/** Wait before an update that failed is tried again, by the number of failures. */
const retryAfterMs = [1000, 5000] as const
/** Wait while Telegram or the database cannot be reached. */
const unreachableMs = 5000

export interface InboxDeps {
  readonly updates: UpdateRepository
  /** `bot.handleUpdate`, or something like it. */
  readonly handle: (update: Update) => Promise<void>
  /** Whether an error says that Telegram cannot be reached, which is not the update's fault. */
  readonly isUnreachable: (error: unknown) => boolean
  readonly log: InboxLog
  readonly now: () => number
}

export interface InboxLog {
  handled(updateId: number, ms: number): void
  failed(updateId: number, error: unknown): void
  setAside(updateId: number, error: unknown): void
  unreachable(error: unknown): void
}

/**
 * Keeps updates before they are acknowledged and handles each once, in order within a chat and many chats side
 * by side. What a kill leaves unfinished is handled at the next start.
 */
export class Inbox {
  readonly #deps: InboxDeps
  readonly #working = new Map<number, Promise<void>>()
  #stopping = false
  #claiming = false
  #wakeAgain = false
  #timer: NodeJS.Timeout | undefined
  #renewal: NodeJS.Timeout | undefined

  constructor(deps: InboxDeps) {
    this.#deps = deps
  }

  async start(): Promise<void> {
    await this.#deps.updates.releaseAbandoned()
    this.#renewal = setInterval(() => void this.#renew(), renewEveryMs)
    this.#wake()
  }

  /**
   * Keeps updates; when it returns they may be acknowledged. Inline queries are not kept: an answer after a
   * restart would come too late, so they are handled at once.
   */
  async receive(updates: readonly Update[]): Promise<void> {
    const [now, later] = [
      updates.filter((update) => update.inline_query),
      updates.filter((update) => !update.inline_query),
    ]
    for (const update of now) void this.#handleNow(update)
    await this.#deps.updates.store(
      later.map((update) => ({ updateId: update.update_id, chat: orderKey(update), body: JSON.stringify(update) })),
      this.#deps.now(),
    )
    this.#wake()
  }

  /** Takes nothing new and waits for what is in hand; what is not finished in time is handled at the next start. */
  async stop({ withinMs }: { readonly withinMs: number }): Promise<void> {
    this.#stopping = true
    clearTimeout(this.#timer)
    clearInterval(this.#renewal)
    let deadline: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => (deadline = setTimeout(resolve, withinMs)))
    await Promise.race([Promise.allSettled(this.#working.values()), late])
    clearTimeout(deadline)
  }

  /** Fills the free places; called whenever there may be something to do. */
  #wake(): void {
    this.#wakeAgain = true
    if (!this.#claiming) void this.#fill()
  }

  async #fill(): Promise<void> {
    this.#claiming = true
    clearTimeout(this.#timer)
    try {
      while (this.#wakeAgain) {
        this.#wakeAgain = false
        while (!this.#stopping && this.#working.size < concurrency) {
          const now = this.#deps.now()
          const claimed = await this.#deps.updates.claim(now, now + leaseMs)
          if (!claimed) break
          this.#begin(claimed)
        }
      }
    } catch (error) {
      this.#deps.log.unreachable(error)
    } finally {
      this.#claiming = false
      // Wakes up for updates that wait for their next try, and for what a dead process left behind.
      if (!this.#stopping) this.#timer = setTimeout(() => this.#wake(), 1000)
    }
  }

  #begin(claimed: ClaimedUpdate): void {
    const work = this.#process(claimed)
      .catch((error: unknown) => this.#deps.log.unreachable(error))
      .finally(() => {
        this.#working.delete(claimed.updateId)
        this.#wake()
      })
    this.#working.set(claimed.updateId, work)
  }

  async #process({ updateId, body, claims, failures }: ClaimedUpdate): Promise<void> {
    const { updates, log, now } = this.#deps
    const begun = now()
    if (claims > maxClaims) {
      log.setAside(updateId, new Error(`begun ${claims - 1} times and never finished`))
      return updates.finish(updateId, 'set-aside', now())
    }
    try {
      await this.#deps.handle(JSON.parse(body) as Update)
    } catch (error) {
      if (this.#deps.isUnreachable(error)) {
        log.unreachable(error)
        return updates.release(updateId, now() + unreachableMs, false)
      }
      if (failures + 1 >= maxFailures) {
        log.setAside(updateId, error)
        return updates.finish(updateId, 'set-aside', now())
      }
      log.failed(updateId, error)
      return updates.release(updateId, now() + (retryAfterMs[failures] ?? 0), true)
    }
    await updates.finish(updateId, 'done', now())
    log.handled(updateId, now() - begun)
  }

  async #handleNow(update: Update): Promise<void> {
    try {
      await this.#deps.handle(update)
    } catch (error) {
      this.#deps.log.setAside(update.update_id, error)
    }
  }

  async #renew(): Promise<void> {
    try {
      await this.#deps.updates.renew([...this.#working.keys()], this.#deps.now() + leaseMs)
    } catch (error) {
      this.#deps.log.unreachable(error)
    }
  }
}
