import type { Update } from 'grammy/types'

interface Holder {
  readonly chat?: { readonly id: number }
  readonly from?: { readonly id: number }
  readonly user?: { readonly id: number }
  readonly message?: { readonly chat: { readonly id: number } }
}

/** What an update must stay in order with: its chat, else its person, else nothing but itself. */
export function orderKey(update: Update): string {
  const { update_id: updateId, ...content } = update
  const [holder] = Object.values(content) as Holder[]
  const chat = holder?.chat ?? holder?.message?.chat
  if (chat) return `chat:${chat.id}`
  const person = holder?.from ?? holder?.user
  return person ? `person:${person.id}` : `update:${updateId}`
}
