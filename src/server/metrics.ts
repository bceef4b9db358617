import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** The numbers an operator watches; none tells who asked what. */
export function createMetrics(countOpen: () => Promise<number>) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    open: new Gauge({
      name: 'paradiplomasi_updates_open',
      help: 'Updates stored and not yet handled',
      registers,
      async collect() {
        this.set(await countOpen())
      },
    }),
    handling: new Histogram({
      name: 'paradiplomasi_update_seconds',
      help: 'Time from taking an update to having handled it, sends included',
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
      registers,
    }),
    questions: new Counter({
      name: 'paradiplomasi_questions_total',
      help: 'Questions by what was decided',
      labelNames: ['decision'] as const,
      registers,
    }),
    troubles: new Counter({
      name: 'paradiplomasi_troubles_total',
      help: 'What went wrong, by kind',
      labelNames: ['kind'] as const,
      registers,
    }),
  }
}

export type Metrics = ReturnType<typeof createMetrics>
