/** What the local Telegram can be told to do wrong. */
export type Fault =
  /** The connection is refused; nothing arrives. */
  | { readonly kind: 'reset-before' }
  /** The call is carried out, but its answer is lost. */
  | { readonly kind: 'reset-after' }
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly description: string
      readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number }
    }

/** Faults to come, in order; each is played once, on the first call it fits. */
export class Faults {
  readonly #planned: { readonly fits: (called: string) => boolean; readonly fault: Fault }[] = []

  /** @param method plays it on this method only; without, on the next call but getUpdates. */
  next(fault: Fault, method?: string): this {
    const fits = (called: string) => (method === undefined ? called !== 'getUpdates' : called === method)
    this.#planned.push({ fits, fault })
    return this
  }

  /** 429: wait as long as told. */
  nextFlood(retryAfterSeconds: number, method?: string): this {
    const description = `Too Many Requests: retry after ${retryAfterSeconds}`
    return this.next(
      { kind: 'answer', status: 429, description, parameters: { retry_after: retryAfterSeconds } },
      method,
    )
  }

  take(method: string): Fault | undefined {
    const at = this.#planned.findIndex(({ fits }) => fits(method))
    return at < 0 ? undefined : this.#planned.splice(at, 1)[0]?.fault
  }
}
