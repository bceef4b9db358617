import type { InlineQueryResultArticle, Message } from 'grammy/types'
import type { Payload } from './refusals.ts'

/** A message as the local Telegram keeps it, with what the page needs to draw it. */
export type KeptMessage = Message & { readonly fromBot: boolean }

/** What happens in a chat, for the page. */
export type ChatEvent =
  | { readonly kind: 'message' | 'edit'; readonly message: KeptMessage }
  | { readonly kind: 'delete'; readonly messageId: number }
  /** To one person, as if the chat were theirs. */
  | { readonly kind: 'notice'; readonly text: string; readonly alert: boolean }
  | { readonly kind: 'inline'; readonly queryId: string; readonly results: readonly InlineQueryResultArticle[] }

/** A call that the bot made, for the tests. */
export interface Call {
  readonly method: string
  readonly payload: Payload
  /** Undefined when accepted. */
  readonly refused?: string
}
