import { setTimeout as sleepFor } from 'node:timers/promises'

/** Telegram could not be reached and certainly got nothing; trying later loses and doubles nothing. */
export class TelegramUnreachable extends Error {
  override readonly name = 'TelegramUnreachable'

  /** Conversations keep an error as JSON and make a plain one of it again. */
  toJSON(): string {
    return this.name
  }
}

/** The connection broke after the request left: Telegram may or may not have acted on it. */
export class UncertainSend extends Error {
  override readonly name = 'UncertainSend'

  /** Conversations keep an error as JSON and make a plain one of it again. */
  toJSON(): string {
    return this.name
  }
}

export interface TelegramFetchDeps {
  readonly fetch?: typeof fetch
  readonly sleep?: (ms: number) => Promise<void>
  /** Told of every message sent or edited, with its chat: broadcasts make room for them. */
  readonly onSend?: (chatId: number) => void
  /** Told of every repetition, for the log. */
  readonly onRetry?: (method: string, reason: string, waitMs: number) => void
}

/** Waits before the next try when Telegram cannot be reached or answers 5xx. */
const backoffMs = [300, 1000, 2500] as const
/** One call may wait this long for Telegram's answer. */
const attemptTimeoutMs = 30_000
/** How often 429 is obeyed in one call before the update goes back to the inbox. */
const maxFloodWaits = 5

/** Codes of Node and undici that prove the request never arrived. */
export const neverArrived: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/**
 * The `fetch` under grammY's client. It waits when told to (429), repeats what cannot double anything (edits,
 * deletions, answers to buttons, settings) and repeats a send whose fate is unknown once, because silence is worse
 * than twice. It lies here and not in a transformer so that it also covers calls that bypass those.
 * Always async: a `fetch` that throws synchronously hangs grammY's client (grammyjs/conversations#155).
 */
export function createTelegramFetch(deps: TelegramFetchDeps = {}): typeof fetch {
  const { fetch: send = fetch, sleep = sleepFor, onRetry, onSend } = deps
  return async (input, init) => {
    const method = methodOf(input)
    if (method === 'getUpdates') return send(input, withNativeSignal(init))
    const chatId = /^(?:send|edit)/.test(method) && chatOf(init?.body)
    if (chatId) onSend?.(chatId)
    const repeatable = typeof init?.body === 'string' || init?.body === undefined
    const uncertainTries = !repeatable
      ? 1
      : method.startsWith('send') || method.startsWith('copy')
        ? 2
        : backoffMs.length + 1
    let [unreached, uncertain, floodWaits] = [0, 0, 0]

    for (;;) {
      let wait: number
      let reason: string
      try {
        const response = await send(input, withNativeSignal(init, attemptTimeoutMs))
        if (response.status === 429 && repeatable && ++floodWaits <= maxFloodWaits) {
          wait = (await retryAfterSeconds(response)) * 1000
          reason = '429'
        } else if (response.status >= 500 && ++uncertain < uncertainTries) {
          wait = backoffMs[uncertain - 1] ?? 0
          reason = String(response.status)
        } else if (response.status >= 500) {
          throw new UncertainSend(`Telegram answered ${response.status} to ${method}`)
        } else return response
      } catch (error) {
        if (error instanceof UncertainSend || init?.signal?.aborted) throw error
        reason = codeOf(error)
        if (neverArrived.has(reason)) {
          if (!repeatable || unreached >= backoffMs.length) throw new TelegramUnreachable(`${method}: ${reason}`)
          wait = backoffMs[unreached++] ?? 0
        } else {
          if (++uncertain >= uncertainTries) throw new UncertainSend(`${method}: ${reason}`)
          wait = backoffMs[uncertain - 1] ?? 0
        }
      }
      onRetry?.(method, reason, wait)
      await sleep(wait)
    }
  }
}

function methodOf(input: Parameters<typeof fetch>[0]): string {
  const url = input instanceof Request ? input.url : String(input)
  return url.split('?')[0]?.split('/').at(-1) ?? ''
}

/** The chat of a call; undefined where it goes as a file upload. */
function chatOf(body: unknown): number | undefined {
  const id = typeof body === 'string' ? /"chat_id":(-?\d+)/.exec(body)?.[1] : undefined
  return id === undefined ? undefined : Number(id)
}

/** grammY aborts with the signal of a polyfill, which Node's fetch refuses. */
function withNativeSignal(init: RequestInit | undefined, timeoutMs?: number): RequestInit {
  const controller = new AbortController()
  if (init?.signal?.aborted) controller.abort()
  else init?.signal?.addEventListener('abort', () => controller.abort(), { once: true })
  const signal = timeoutMs ? AbortSignal.any([controller.signal, AbortSignal.timeout(timeoutMs)]) : controller.signal
  return { ...init, signal }
}

async function retryAfterSeconds(response: Response): Promise<number> {
  const body = (await response.json().catch(() => ({}))) as { parameters?: { retry_after?: number } }
  return body.parameters?.retry_after ?? 1
}

/** undici wraps the system's error as the cause; an aborted attempt is a time-out. */
export function codeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code
    if (at instanceof AggregateError) return codeOf(at.errors[0])
  }
  return error instanceof Error ? error.name : 'unknown'
}
