import type { Transformer } from 'grammy'

/**
 * A group that became a supergroup has a new id, which Telegram tells in the error of a call to the old one: the
 * call is made again there (Bot API, "ResponseParameters"). What belongs to one message of the old group is dropped.
 * @param moved told before the second call, so that settings have moved when it arrives.
 */
export function followMigration(moved: (from: number, to: number) => Promise<void>): Transformer {
  return async (previous, method, payload, signal) => {
    const response = await previous(method, payload, signal)
    if (response.ok || response.parameters?.migrate_to_chat_id === undefined) return response
    const { chat_id: from } = payload as { readonly chat_id?: number }
    if (from === undefined) return response
    const to = response.parameters.migrate_to_chat_id
    await moved(from, to)
    const { reply_parameters: _, message_thread_id: __, ...rest } = payload as Record<string, unknown>
    return previous(method, { ...rest, chat_id: to } as typeof payload, signal)
  }
}
