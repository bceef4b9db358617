import { tryAgainMs } from './subscription.ts'
import type { Pacer } from './pacer.ts'
import type { Manner } from './plan.ts'

/** What became of one try to send. */
export type Attempt =
  | { readonly kind: 'sent'; readonly messageId: number }
  /** Told to wait (429). */
  | { readonly kind: 'flooded'; readonly ms: number }
  /** These are quiet hours there: not before then. */
  | { readonly kind: 'quiet'; readonly until: number }
  /** Certainly nothing arrived: refused connection, name not found, 5xx. */
  | { readonly kind: 'not-arrived'; readonly reason: string }
  /** Nobody knows whether it arrived. */
  | { readonly kind: 'unknown'; readonly reason: string }
  /** The bot may not write there: in the forum topic, or in the whole chat. */
  | { readonly kind: 'closed'; readonly reason: string; readonly whole: boolean }
  /** The group has become a supergroup with this number. */
  | { readonly kind: 'moved'; readonly to: number }
  | { readonly kind: 'refused'; readonly reason: string }
  /** There is nothing to say there any more. */
  | { readonly kind: 'needless' }

/** One delivery that was claimed: a message to one place, or the correction of one. */
export interface Parcel extends Manner {
  readonly announcement: string
  readonly chatId: number
  /** 0 for the chat as a whole. */
  readonly threadId: number
  /** The message that is put right; a new one where there is none. */
  readonly edits: number | undefined
  readonly attempts: number
  /** Whether it waited because nothing could be written there. */
  readonly held: boolean
}

export interface CourierDeps {
  readonly outbox: {
    takeTurn(holder: string, until: number, now: number): Promise<boolean>
    claim(now: number, until: number, waits: (chatId: number) => boolean): Promise<Parcel[]>
    settle(
      parcels: readonly Parcel[],
      outcome: { state: 'sent' | 'unconfirmed' | 'failed' | 'skipped'; messageId?: number; reason?: string },
      now: number,
    ): Promise<void>
    postpone(parcels: readonly Parcel[], until: number, now: number, reason?: string): Promise<void>
    recoverAbandoned(leasedUntil: number, now: number): Promise<void>
  }
  /** Sends what belongs into one message; never throws. */
  readonly attempt: (parcels: readonly Parcel[]) => Promise<Attempt>
  /** The bot may not write there any more. */
  readonly closed: (chatId: number, threadId: number | undefined, reason: string) => Promise<void>
  /** It may again. */
  readonly opened: (chatId: number, threadId: number) => Promise<void>
  readonly moved: (from: number, to: number) => Promise<void>
  readonly pacer: Pacer
  readonly holder: string
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
  readonly failed: (error: unknown) => void
}

/** How many sends may be under way at once; at 28 a second this lets each take more than half a second. */
const maxUnderWay = 16
const leaseMs = 60_000
const turnMs = 15_000
/** An announcement goes out as soon as a curator has approved it, in whichever process that was. */
const lookEveryMs = 200
const idleMs = 1000
/** Wait before the next try, by the number of tries; then the last. */
const backoffMs = [1000, 5000, 15_000, 60_000] as const
/** A correction whose fate is not known is tried this often. */
const maxAttempts = 20
/** What is under way is waited for at the end, but not for ever. */
const drainMs = 10_000
/** Told to wait, in whichever chat: the last second may have been too full, this much less goes out. */
const roomMs = 100
/** Another chat told to wait within this time, though there was room: it is not about one chat. */
const globalFloodMs = 1000

/**
 * Delivers what is in the outbox: claims, sends, records, evenly spaced. Only what certainly did not arrive is sent
 * again by itself.
 */
export class Courier {
  readonly #deps: CourierDeps
  readonly #underWay = new Set<Promise<void>>()
  #stopped = false
  #running: Promise<void> = Promise.resolve()
  #turnUntil = 0
  #lastFlood = { chatId: 0, at: Number.NEGATIVE_INFINITY }

  constructor(deps: CourierDeps) {
    this.#deps = deps
  }

  start(): void {
    this.#running = this.#run()
  }

  /** Claims nothing more and waits for what is under way. */
  async stop(): Promise<void> {
    this.#stopped = true
    await Promise.race([this.#running.then(() => Promise.all(this.#underWay)), this.#deps.sleep(drainMs)])
  }

  /** Whether this process is the one that sends now: of several, one does. */
  get hasTurn(): boolean {
    return this.#deps.now() < this.#turnUntil
  }

  async #run(): Promise<void> {
    const { sleep, failed } = this.#deps
    while (!this.#stopped) {
      try {
        const wait = await this.#step()
        if (wait > 0) await sleep(Math.min(wait, idleMs))
      } catch (error) {
        failed(error)
        await sleep(idleMs)
      }
    }
  }

  /** Sends one message, if one may go now; returns how long to wait before the next look. */
  async #step(): Promise<number> {
    const { outbox, pacer, now } = this.#deps
    const wait = pacer.wait(now())
    if (wait > 0) return wait
    if (!(await this.#takesTurn())) return idleMs
    if (this.#underWay.size >= maxUnderWay) {
      await Promise.race(this.#underWay)
      return 0
    }
    const parcels = await outbox.claim(now(), now() + leaseMs, (chatId) => pacer.waitFor(chatId, now()) > 0)
    const [first] = parcels
    if (!first) return lookEveryMs
    pacer.broadcast(first.chatId, now())
    const work: Promise<void> = this.#deliver(parcels, first)
      .catch(this.#deps.failed)
      .finally(() => this.#underWay.delete(work))
    this.#underWay.add(work)
    return 0
  }

  async #takesTurn(): Promise<boolean> {
    const { outbox, holder, now } = this.#deps
    if (now() < this.#turnUntil - turnMs / 2) return true
    if (!(await outbox.takeTurn(holder, now() + turnMs, now()))) return false
    // With a new turn nobody else is sending any more: what is still being sent was left behind.
    const all = this.#turnUntil === 0
    this.#turnUntil = now() + turnMs
    await outbox.recoverAbandoned(all ? Number.MAX_SAFE_INTEGER : now(), now())
    return true
  }

  async #deliver(parcels: readonly Parcel[], { chatId, threadId, edits, attempts, held }: Parcel): Promise<void> {
    const { outbox, attempt, closed, opened, moved, pacer, now } = this.#deps
    const sentAt = now()
    const outcome = await attempt(parcels)
    const again = (ms: number) => outbox.postpone(parcels, now() + ms, now())
    const settle = (state: 'sent' | 'unconfirmed' | 'failed', reason?: string) =>
      outbox.settle(parcels, { state, ...(reason !== undefined && { reason }) }, now())
    switch (outcome.kind) {
      case 'sent':
        await outbox.settle(parcels, { state: 'sent', messageId: outcome.messageId }, now())
        return held ? opened(chatId, threadId) : undefined
      case 'flooded':
        this.#flooded(chatId, outcome.ms, sentAt)
        return again(outcome.ms)
      case 'quiet':
        return outbox.postpone(parcels, outcome.until, now())
      case 'moved':
        // Given back first, so that they go along.
        await again(0)
        return moved(chatId, outcome.to)
      case 'closed':
        // It did not arrive: it waits with all else until the bot may write there again.
        await outbox.postpone(parcels, now() + tryAgainMs, now(), 'held')
        return closed(chatId, outcome.whole ? undefined : threadId, outcome.reason)
      case 'not-arrived':
        // Without a connection nothing else would arrive either.
        if (!outcome.reason.startsWith('5')) pacer.pause('all', now() + (backoffMs[attempts - 1] ?? 60_000))
        return again(backoffMs[attempts - 1] ?? 60_000)
      case 'unknown':
        // Putting a message right twice changes nothing; sending it twice would.
        if (edits !== undefined && attempts < maxAttempts) return again(backoffMs[attempts - 1] ?? 60_000)
        return settle('unconfirmed', outcome.reason)
      case 'needless':
        return outbox.settle(parcels, { state: 'skipped' }, now())
      case 'refused':
        return settle('failed', outcome.reason)
    }
  }

  /** What was under way already when the last one was told to wait says nothing new. */
  #flooded(chatId: number, ms: number, sentAt: number): void {
    const { pacer, now } = this.#deps
    const at = now()
    const { chatId: lastChat, at: lastAt } = this.#lastFlood
    const everywhere = chatId !== lastChat && sentAt > lastAt && at - lastAt < globalFloodMs
    pacer.pause(chatId, at + ms)
    pacer.pause('all', at + (everywhere ? ms : roomMs))
    this.#lastFlood = { chatId, at }
  }
}
