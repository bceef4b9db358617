import { GrammyError, HttpError, type Transformer } from 'grammy'
import { UncertainSend } from './telegram-fetch.ts'

/** What a failed call means for the update that caused it. */
export type Outcome =
  /** Telegram cannot be reached: the update waits. */
  | 'unreachable'
  /** Sent once more already and still unknown: nothing more is sent. */
  | 'uncertain'
  /** The person has blocked the bot, the chat is gone or closed to the bot: nothing to do. */
  | 'gone'
  /** Telegram refuses what we sent: our mistake, trying again changes nothing. */
  | 'refused'
  /** Told to wait longer than one call waits. */
  | 'flooded'
  /** No error of sending at all. */
  | 'other'

export function outcomeOf(error: unknown): Outcome {
  if (error instanceof HttpError) return isUncertain(error.error) ? 'uncertain' : 'unreachable'
  if (!(error instanceof GrammyError)) return 'other'
  if (error.error_code === 429) return 'flooded'
  if (error.error_code === 403 || closed.test(error.description)) return 'gone'
  return 'refused'
}

/** As it was thrown, or as a conversation has made it anew. */
function isUncertain(error: unknown): boolean {
  return error instanceof UncertainSend || (error instanceof Error && error.message === UncertainSend.name)
}

/** What Telegram says of a chat, or a forum topic, that is not there or in which the bot may not write. */
export const closed =
  /chat not found|user is deactivated|not enough rights|have no rights|need administrator rights|CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED|TOPIC_CLOSED|TOPIC_DELETED|message thread not found|chat was deleted/i

/** Whether a message is not there any more, or too old to be changed: somebody deleted it, or 48 hours have passed. */
export function cannotBeEdited(error: unknown): boolean {
  return (
    error instanceof GrammyError &&
    /message to edit not found|can't be edited|MESSAGE_ID_INVALID/.test(error.description)
  )
}

/** Refusals that mean the wish is already fulfilled, or too late to fulfil. */
const alreadyDone = /message is not modified|query is too old|message to delete not found/

/** Counts "not modified" and "query is too old" as done. */
export const acceptAlreadyDone: Transformer = async (previous, method, payload, signal) => {
  const response = await previous(method, payload, signal)
  if (!response.ok && alreadyDone.test(response.description)) return { ok: true, result: true as never }
  return response
}
