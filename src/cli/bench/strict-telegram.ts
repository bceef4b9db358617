import { setTimeout as sleep } from 'node:timers/promises'
import type { Chat, User } from 'grammy/types'
import type { Fault } from '../../playground/faults.ts'
import type { LocalTelegram } from '../../playground/local-telegram.ts'
import type { Payload } from '../../playground/refusals.ts'
import { Limits } from './limits.ts'

/** The share of messages, sent or edited, that meets each fault. */
export interface Chances {
  /** The message is there, but the connection breaks. */
  readonly reset: number
  /** 502, and nothing was done. */
  readonly serverError: number
  /** 429 without a reason. */
  readonly flood: number
}

/** One message sent or edited, as it came in. */
export interface Arrival {
  /** Milliseconds of the server's own clock (`performance.now`). */
  readonly at: number
  readonly fate: 'carried-out' | 'over-limit' | 'flood' | 'server-error' | 'moved'
}

/** An answer takes about as long as from Indonesia to Telegram and back, so that a kill finds messages under way. */
const answerMs = 50
/** The service messages come at some moment after the group has moved: until then only refused calls tell of it. */
const maxServiceMs = 5000

/**
 * The local Telegram with Telegram's limits enforced, which groups leave for supergroups and where things go wrong by
 * chance. Before `enforce` it lets everything through.
 */
export class StrictTelegram {
  readonly telegram: LocalTelegram
  readonly arrivals: Arrival[] = []
  readonly #limits = new Limits()
  readonly #moved = new Map<number, number>()
  readonly #random: () => number
  #chances: Chances | undefined

  /** @param random from 0 to 1; seeded, so that the same faults come again. */
  constructor(telegram: LocalTelegram, random: () => number) {
    this.telegram = telegram
    this.#random = random
  }

  /** From now on the limits hold and faults happen. */
  enforce(chances: Chances): void {
    this.#chances = chances
  }

  /** A group becomes a supergroup: its old number is refused from now on. */
  async migrate(by: User, group: Chat, supergroup: Chat): Promise<void> {
    this.#moved.set(group.id, supergroup.id)
    await sleep(this.#random() * maxServiceMs)
    const { telegram } = this
    telegram.deliver(telegram.write(by, { migrate_to_chat_id: supergroup.id }, group))
    telegram.deliver(telegram.write(by, { migrate_from_chat_id: group.id }, supergroup))
  }

  /** The `fetch` for the server. */
  readonly fetch: typeof fetch = async (input, init) => {
    const method = new URL(input instanceof Request ? input.url : input).pathname.split('/').at(-1) ?? ''
    const { chat_id: chatId } = (typeof init?.body === 'string' ? JSON.parse(init.body) : {}) as Payload
    if (!this.#chances || chatId === undefined) return this.telegram.fetch(input, init)
    const isMessage = /^(?:send|edit|copy|forward)/.test(method)
    const at = performance.now()
    const { fate, fault } = isMessage ? this.#judge(chatId, at, this.#chances) : this.#whereItIs(chatId)
    if (isMessage) this.arrivals.push({ at, fate })
    // Planned and taken in one go: no other call comes in between.
    if (fault) this.telegram.faults.next(fault, method)
    const [answer] = await Promise.all([this.telegram.fetch(input, init), sleep(answerMs)])
    return answer
  }

  /** The limits come first, then the servers behind them, then the chat itself, then the way back. */
  #judge(chatId: number, now: number, { flood, serverError, reset }: Chances): Verdict {
    const dice = this.#random()
    if (dice < flood) return tooMany('flood', this.#limits.shut(chatId, 1 + Math.round(this.#random()), now))
    const wait = this.#limits.refuse(chatId, now)
    if (wait !== undefined) return tooMany('over-limit', wait)
    if (dice < flood + serverError) {
      return { fate: 'server-error', fault: { kind: 'answer', status: 502, description: 'Bad Gateway' } }
    }
    const there = this.#whereItIs(chatId)
    if (there.fault || dice >= flood + serverError + reset) return there
    return { fate: 'carried-out', fault: { kind: 'reset-after' } }
  }

  #whereItIs(chatId: number): Verdict {
    const to = this.#moved.get(chatId)
    if (to === undefined) return { fate: 'carried-out' }
    const description = 'Bad Request: group chat was upgraded to a supergroup chat'
    return {
      fate: 'moved',
      fault: { kind: 'answer', status: 400, description, parameters: { migrate_to_chat_id: to } },
    }
  }
}

interface Verdict {
  readonly fate: Arrival['fate']
  readonly fault?: Fault
}

function tooMany(fate: 'flood' | 'over-limit', seconds: number): Verdict {
  const description = `Too Many Requests: retry after ${seconds}`
  return { fate, fault: { kind: 'answer', status: 429, description, parameters: { retry_after: seconds } } }
}

/** Numbers from 0 to 1 that look random and are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
