import type { Chat, ChatMember, User } from 'grammy/types'
import type { Language } from '../knowledge/types.ts'

/** Whom one can act as on the page. */
export const roles = ['official', 'member', 'admin', 'curator'] as const
export type Role = (typeof roles)[number]

/** Every visitor of the page is four people, told apart by the last figure of their number. */
const perVisitor = 10

/** @param visitor number of the browser, which is a multiple of ten. */
export function personOf(visitor: number, role: Role, language: Language, name: string): User {
  return { id: visitor + roles.indexOf(role), is_bot: false, first_name: name, language_code: language }
}

export function isPlaygroundCurator(userId: number): boolean {
  return userId % perVisitor === roles.indexOf('curator')
}

/** What a person is in the group of the playground. */
export function statusOf(userId: number): ChatMember['status'] {
  return userId % perVisitor === roles.indexOf('admin') ? 'administrator' : 'member'
}

/** Where one can talk on the page. */
export const places = ['private', 'group', 'topic'] as const
export type Place = (typeof places)[number]

/** The forum topic of the group. */
export const topicThread = 2

/** Every visitor has a group of their own; the numbers are like those of supergroups. */
export function groupOf(visitor: number, title: string): Chat.SupergroupChat {
  return { id: -1_001_000_000_000 - visitor, type: 'supergroup', title, is_forum: true }
}
