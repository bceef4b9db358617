import { everything } from '../../src/announcements/interest.ts'

/** What a subscription says that wants everything at once. */
export const wish = { language: 'id', interest: everything, timing: 'at-once', zone: 'wib', quiet: undefined } as const

/** A delivery of the announcement "a" to a chat, due at once. */
export const to = (chatId: number, more: object = {}) => ({
  announcement: 'a',
  chatId,
  threadId: 0,
  edits: undefined,
  dueAt: 0,
  held: false,
  ...more,
})
export const nobody = () => false
