import { createHash, timingSafeEqual } from 'node:crypto'
import type { Update } from 'grammy/types'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'

/** Telegram's updates are a few kilobytes; more is nobody we know. */
const maxBytes = 1024 * 1024

export interface WebhookDeps {
  readonly path: string
  readonly secret: string
  /** Keeps the updates; rejects when the store is down. */
  readonly receive: (updates: readonly Update[]) => Promise<void>
  readonly storeFailed: (error: unknown) => void
}

/** Takes updates from Telegram: 200 once stored, 503 when they could not be, so that Telegram sends them again. */
export function webhookApp({ path, secret, receive, storeFailed }: WebhookDeps): Hono {
  const app = new Hono()
  app.post(path, bodyLimit({ maxSize: maxBytes }), async (c) => {
    // The header that setWebhook's secret_token comes back in (Bot API, "setWebhook").
    if (!isSame(c.req.header('X-Telegram-Bot-Api-Secret-Token') ?? '', secret)) return c.text('Forbidden', 403)
    const update = await c.req.json<unknown>().catch(() => undefined)
    if (!isUpdate(update)) return c.text('Bad Request', 400)
    try {
      await receive([update])
      return c.text('ok')
    } catch (error) {
      storeFailed(error)
      return c.text('Service Unavailable', 503)
    }
  })
  return app
}

/** Takes the same time whatever the difference is, also for another length. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}

function isUpdate(value: unknown): value is Update {
  return typeof value === 'object' && value !== null && Number.isSafeInteger((value as Partial<Update>).update_id)
}
