import type { ConversationFlavor } from '@grammyjs/conversations'
import type { Context } from 'grammy'
import type { Language } from '../knowledge/types.ts'
import type { Turn } from './consultation/view.ts'
import type { Words } from './words.ts'

/** What the middleware adds to each update. */
export interface BotContext extends ConversationFlavor<Context> {
  /** The name under which the database knows the sender. */
  person: string
  /** The name under which the database knows the chat; that of the person where there is none (inline queries). */
  chatName: string
  /** The same for the chat and forum topic: where a follow-up continues what was said. */
  place: string
  /** In a group its language; else the sender's own: as set, else that of their Telegram, else the default. */
  language: Language
  /** The words of the interface in that language. */
  words: Words
  /** Messages of ours that the reply takes the place of, instead of coming after them. */
  corrects?: readonly number[]
  /** Where the update led to in a consultation, if it was for one. */
  turn?: Turn
}

export function inGroup(ctx: Context): boolean {
  return ctx.chat?.type === 'group' || ctx.chat?.type === 'supergroup'
}
