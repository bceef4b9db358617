import { Hono } from 'hono'
import type { Health } from './health.ts'

/** The public port: a bare /health that tells nothing but yes or no. */
export function publicApp(health: Health): Hono {
  const app = new Hono()
  app.get('/health', async (c) => {
    const { ok } = await health.report()
    return c.text(ok ? 'ok' : 'unhealthy', ok ? 200 : 503)
  })
  return app
}
