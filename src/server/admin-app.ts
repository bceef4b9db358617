import { Hono } from 'hono'
import type { Health } from './health.ts'
import type { Metrics } from './metrics.ts'

/** The admin port, only on 127.0.0.1: metrics for Prometheus and the details of health. */
export function adminApp(health: Health, { registry }: Metrics): Hono {
  const app = new Hono()
  app.get('/metrics', async (c) => c.body(await registry.metrics(), 200, { 'Content-Type': registry.contentType }))
  app.get('/health', async (c) => {
    const report = await health.report()
    return c.json(report, report.ok ? 200 : 503)
  })
  return app
}
