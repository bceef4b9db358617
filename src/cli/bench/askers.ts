import { setTimeout as sleep } from 'node:timers/promises'
import { person, type Stage } from './stage.ts'

const everyMs = 1000
/** A reply that meets an error of the server twice is given up; nobody waits for it longer than this. */
const patienceMs = 15_000
const firstAsker = 100_000

const questions = [
  'apa itu paradiplomasi?',
  'bagaimana cara membuat sister city?',
  'apakah gubernur boleh menandatangani MoU dengan kota di luar negeri?',
  'dasar hukum kerja sama luar negeri daerah',
  'kerja sama Surabaya dengan Jepang',
  'siapa yang harus menyetujui perjanjian dengan pemerintah daerah asing?',
  'apa bedanya MoU dan LoI?',
  'berapa lama proses persetujuan Kemendagri?',
  'kota mana saja yang punya sister city di Korea?',
  'apakah DPRD harus setuju?',
] as const

/** Somebody asks once a second, each time somebody else, and waits for the answer. */
export class Askers {
  /** Milliseconds from the question to the answer. */
  readonly waits: number[] = []
  readonly #stage: Stage
  readonly #askedAt = new Map<number, number>()
  readonly #stopListening: () => void
  #stopped = false
  #asking: Promise<void>

  constructor(stage: Stage) {
    this.#stage = stage
    this.#stopListening = stage.strict.telegram.listen((chatId, event) => {
      const askedAt = this.#askedAt.get(chatId)
      if (askedAt === undefined || event.kind !== 'message' || !event.message.fromBot) return
      this.#askedAt.delete(chatId)
      this.waits.push(performance.now() - askedAt)
    })
    this.#asking = this.#ask()
  }

  /** How many have no answer yet. */
  get waiting(): number {
    return this.#askedAt.size
  }

  /** Asks no more and waits for the answers that are still to come. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#asking
    const deadline = performance.now() + patienceMs
    await this.#stage.until('the answers', () => this.waiting === 0 || performance.now() > deadline)
    this.#stopListening()
  }

  async #ask(): Promise<void> {
    const { strict, deliver } = this.#stage
    for (let i = 0; !this.#stopped; i++) {
      const from = person(firstAsker + i, 'Warga')
      const text = questions[i % questions.length] ?? ''
      this.#askedAt.set(from.id, performance.now())
      deliver(strict.telegram.write(from, { text }))
      await sleep(everyMs)
    }
  }
}
