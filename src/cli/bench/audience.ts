import type { Chat } from 'grammy/types'
import type { LocalTelegram } from '../../playground/local-telegram.ts'
import { admin, type Stage } from './stage.ts'

/** The groups that hear of an announcement, and how often each has heard. */
export class Audience {
  readonly groups: readonly Chat[]
  /** When the last of them heard for the first time. */
  lastAt = 0
  readonly #times = new Map<number, number>()

  /** @param moving how many of them are no supergroups yet; they stand among the others. */
  constructor(count: number, moving: number, telegram: LocalTelegram) {
    const every = Math.ceil(count / moving)
    this.groups = Array.from({ length: count }, (_, i) => ({
      id: -1_001_000_000_000 - i,
      type: i % every === every - 1 ? 'group' : 'supergroup',
      title: `Grup ${i}`,
    }))
    telegram.listen((chatId, event) => {
      // The curator gets a preview, in private.
      if (chatId < 0 && event.kind === 'message' && event.message.text?.startsWith('🆕')) this.#hear(before(chatId))
    })
  }

  /** An admin subscribes in each group: a command, then a press. */
  async subscribe({ strict: { telegram }, deliver, press, until }: Stage): Promise<void> {
    const active = new Set<number>()
    const stop = telegram.listen((chatId, event) => {
      if (!('message' in event) || !event.message.fromBot) return
      if (event.kind === 'message') press(admin, event.message, '✅ Berlangganan')
      else active.add(chatId)
    })
    for (const group of this.groups) deliver(telegram.write(admin, { text: '/langganan' }, group))
    await until('all subscriptions', () => active.size === this.groups.length)
    stop()
  }

  /** Those that are not supergroups yet become some, all at once. */
  async move({ strict }: Stage): Promise<void> {
    const moving = this.groups.filter(({ type }) => type === 'group')
    await Promise.all(moving.map((group) => strict.migrate(admin, group, supergroupOf(group))))
  }

  /** How many have heard. */
  get arrived(): number {
    return this.#times.size
  }

  get doubles(): number {
    return [...this.#times.values()].filter((times) => times > 1).length
  }

  /** Those that have not heard and are not among these. */
  missing(listed: readonly number[]): number {
    const accounted = new Set([...this.#times.keys(), ...listed.map(before)])
    return this.groups.filter(({ id }) => !accounted.has(id)).length
  }

  #hear(id: number): void {
    if (!this.#times.has(id)) this.lastAt = performance.now()
    this.#times.set(id, (this.#times.get(id) ?? 0) + 1)
  }
}

const further = 1_000_000_000

function supergroupOf({ id, title = '' }: Chat): Chat {
  return { id: id - further, type: 'supergroup', title }
}

/** The number that a group had before it moved. */
function before(id: number): number {
  return id <= -1_002_000_000_000 ? id + further : id
}
