import type { Language } from '../knowledge/types.ts'
import type { Decision } from '../answers/decide.ts'

/** Times are milliseconds since 1970 everywhere; JSON is kept as text, the same on both databases. */
export interface Schema {
  updates: UpdatesTable
  people: PeopleTable
  last_topics: LastTopicsTable
  questions: QuestionsTable
  facts: FactsTable
}

/** The inbox: every update from Telegram until it is handled, and its number for a while after. */
interface UpdatesTable {
  update_id: number
  /** What must stay in order: the chat, or the person where there is none. */
  chat: string
  /** The update as received; removed once it is handled. */
  body: string | null
  received_at: number
  /** Until when a process has it in hand. */
  claimed_until: number
  /** How often it was begun, crashes included. */
  claims: number
  /** How often handling threw. */
  failures: number
  finished_at: number | null
  outcome: 'done' | 'set-aside' | null
}

/** Settings of one person. */
interface PeopleTable {
  /** Keyed hash of the Telegram user id. */
  person: string
  language: Language
  changed_at: number
}

/** What a chat last got an answer about. */
interface LastTopicsTable {
  /** Keyed hash of the chat id. */
  chat: string
  topic: string
  answered_at: number
}

/** Questions with what became of them, for the curators. */
interface QuestionsTable {
  /** The update that asked; makes a repeat change nothing. */
  update_id: number
  /** Keyed hash. */
  person: string
  /** With e-mail addresses, names and long numbers masked. */
  text: string
  language: Language
  decision: Decision
  /** JSON list of topic ids, best first. */
  topics: string
  asked_at: number
  feedback: 'up' | 'down' | null
}

/** Single values: the key of the hashes, what the menus were last set to. */
interface FactsTable {
  name: string
  value: string
}
