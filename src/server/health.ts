/** What the bot knows of its own state. */
export interface HealthReport {
  readonly ok: boolean
  /** 'ok', or what is wrong. */
  readonly database: string
  /** 'ok', or what is wrong. */
  readonly receiving: string
  readonly openUpdates: number | undefined
}

export interface HealthDeps {
  /** Rejects when the database does not answer. */
  readonly ping: () => Promise<void>
  readonly countOpen: () => Promise<number>
  readonly now: () => number
}

/** Polls return at the latest after half a minute; silence for longer is trouble. */
const silentMs = 90_000
const pingTimeoutMs = 2000

/** Healthy when the database answers and updates can come in. */
export class Health {
  readonly #deps: HealthDeps
  #lastReceived: number | undefined
  #problem = 'not started'

  constructor(deps: HealthDeps) {
    this.#deps = deps
  }

  /** @param until the webhook is healthy for good once it is set; a poll for the next while. */
  received(until: 'once' | 'always' = 'once'): void {
    this.#lastReceived = until === 'always' ? Number.POSITIVE_INFINITY : this.#deps.now()
    this.#problem = ''
  }

  trouble(problem: string): void {
    this.#problem = problem
  }

  async report(): Promise<HealthReport> {
    const database = await this.#database()
    const receiving = this.#receiving()
    const openUpdates = database === 'ok' ? await this.#deps.countOpen().catch(() => undefined) : undefined
    return { ok: database === 'ok' && receiving === 'ok', database, receiving, openUpdates }
  }

  async #database(): Promise<string> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no answer')), pingTimeoutMs)
    })
    try {
      await Promise.race([this.#deps.ping(), late])
      return 'ok'
    } catch (error) {
      return (error as Error).message
    } finally {
      clearTimeout(timer)
    }
  }

  #receiving(): string {
    if (this.#problem !== '') return this.#problem
    const since = this.#deps.now() - (this.#lastReceived ?? 0)
    return since < silentMs ? 'ok' : `nothing heard from Telegram for ${Math.round(since / 1000)} s`
  }
}
