import { setTimeout as sleep } from 'node:timers/promises'
import { GrammyError, type Api } from 'grammy'
import type { Update } from 'grammy/types'

/** How long Telegram holds an empty getUpdates open, in seconds. */
const longPollSeconds = 30
const pauseMs = 3000

/** The kinds of updates the bot handles; Telegram sends no others. */
export const allowedUpdates = [
  'message',
  'edited_message',
  'channel_post',
  'callback_query',
  'inline_query',
  'my_chat_member',
] as const

export interface PollDeps {
  readonly api: Api
  /** Keeps the updates; only then the next call acknowledges them. */
  readonly receive: (updates: readonly Update[]) => Promise<void>
  readonly log: PollLog
}

export interface PollLog {
  /** Telegram answers and updates are coming in. */
  receiving(): void
  interrupted(error: unknown): void
  /** Another process polls with the same token (409). */
  conflict(): void
}

/** Long polling by our own loop: an update is confirmed only after it was stored. */
export class Poller {
  readonly #deps: PollDeps
  readonly #abort = new AbortController()
  #loop: Promise<void> | undefined

  constructor(deps: PollDeps) {
    this.#deps = deps
  }

  start(): void {
    this.#loop ??= this.#run()
  }

  async stop(): Promise<void> {
    this.#abort.abort()
    await this.#loop
  }

  async #run(): Promise<void> {
    let offset = 0
    // grammY's types know the signal of a polyfill only; any AbortSignal works.
    const signal = this.#abort.signal as unknown as Parameters<Api['getUpdates']>[1]
    while (!this.#abort.signal.aborted) {
      try {
        const updates = await this.#deps.api.getUpdates(
          { offset, timeout: longPollSeconds, allowed_updates: allowedUpdates },
          signal,
        )
        await this.#deps.receive(updates)
        offset = (updates.at(-1)?.update_id ?? offset - 1) + 1
        this.#deps.log.receiving()
      } catch (error) {
        if (this.#abort.signal.aborted) return
        if (error instanceof GrammyError && error.error_code === 409) this.#deps.log.conflict()
        else this.#deps.log.interrupted(error)
        await sleep(pauseMs, undefined, { signal: this.#abort.signal }).catch(() => undefined)
      }
    }
  }
}
