import type { Context } from 'grammy'
import type { Language } from '../knowledge/types.ts'
import type { Words } from './words.ts'

/** What the middleware adds to each update. */
export interface BotContext extends Context {
  /** The name under which the database knows the sender. */
  person: string
  /** The sender's own language: as set, else that of their Telegram, else the default. */
  language: Language
  /** The words of the interface in that language. */
  words: Words
}
