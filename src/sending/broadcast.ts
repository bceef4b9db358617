import { GrammyError, HttpError } from 'grammy'
import type { Attempt } from '../announcements/courier.ts'
import { closed } from './outcome.ts'
import { codeOf, neverArrived } from './telegram-fetch.ts'

/** Telegram answered 5xx: it did nothing. */
class ServerBusy extends Error {
  override readonly name = 'ServerBusy'
}

/**
 * A `fetch` for broadcasts: one try, nothing repeated, since the outbox knows best what may be sent again.
 * Always async, see telegram-fetch.ts.
 */
export function onceFetch(send: typeof fetch = fetch): typeof fetch {
  return async (input, init) => {
    const { signal: _, ...rest } = init ?? {}
    const response = await send(input, { ...rest, signal: AbortSignal.timeout(timeoutMs) })
    if (response.status >= 500) throw new ServerBusy(String(response.status))
    return response
  }
}

const timeoutMs = 30_000

/** What an error of one try says about what it was to send. */
export function attemptOf(error: unknown): Attempt {
  if (error instanceof GrammyError) {
    const { error_code: code, description, parameters } = error
    if (parameters.migrate_to_chat_id !== undefined) return { kind: 'moved', to: parameters.migrate_to_chat_id }
    // Already as it should be: somebody was told that it was not certain, and it was.
    if (/message is not modified/.test(description)) return { kind: 'sent', messageId: 0 }
    // A wrong token or address is nobody's refusal.
    if (code === 401 || code === 404) return { kind: 'not-arrived', reason: description }
    if (code === 429) return { kind: 'flooded', ms: (parameters.retry_after ?? 1) * 1000 }
    if (code === 403 || closed.test(description)) {
      return { kind: 'closed', reason: description, whole: !/TOPIC|thread/i.test(description) }
    }
    return { kind: 'refused', reason: description }
  }
  const cause = error instanceof HttpError ? error.error : error
  if (cause instanceof ServerBusy) return { kind: 'not-arrived', reason: cause.message }
  const reason = codeOf(cause)
  return neverArrived.has(reason) ? { kind: 'not-arrived', reason } : { kind: 'unknown', reason }
}
