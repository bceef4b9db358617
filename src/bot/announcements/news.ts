import { createHash } from 'node:crypto'
import type { Api } from 'grammy'
import { newsIn, print, type News } from '../../announcements/news.ts'
import { outcomeOf } from '../../sending/outcome.ts'
import { splitText } from '../../sending/text.ts'
import type { Announcement } from '../../storage/announcements.ts'
import { applyOverlay } from '../curated-cases.ts'
import type { BotDeps } from '../deps.ts'
import { preview } from './preview.ts'

/** More than these are only counted: a curator reads one after the other. */
const maxOffered = 3

/**
 * Compares the cases with what was known of them and keeps a draft of all that is new. The first time everything is
 * taken as known.
 * @returns the drafts that were made.
 */
export async function lookForNews(
  deps: Pick<BotDeps, 'announcements' | 'library' | 'curatedCases' | 'now'>,
): Promise<Announcement[]> {
  const { announcements, library, now } = deps
  const known = await announcements.known()
  // After what is known: a case that another process adds just now must not look withdrawn.
  await applyOverlay(deps)
  const cases = [...library.knowledge.cases.values()].filter(({ region }) => region.country === 'ID')
  if (known.size === 0) {
    await announcements.learn(cases)
    return []
  }
  const drafts: Announcement[] = []
  for (const one of newsIn(cases, known)) {
    const id = draftId(now(), one)
    const draft = (await announcements.draft(id, one, now())) ? await announcements.get(id) : undefined
    if (draft) drafts.push(draft)
  }
  return drafts
}

/** Later ones sort behind earlier ones; the same news at the same time, or by the same update, is one draft. */
export function draftId(at: number, { kind, about }: News): string {
  const content = createHash('sha256')
    .update(`${kind}${print(about)}`)
    .digest('hex')
    .slice(0, 8)
  return `${at.toString(36)}-${content}`
}

/** Shows curators what is new, each in their own language; many at once are only counted. */
export async function offerNews(
  api: Api,
  curatorIds: readonly number[],
  drafts: readonly Announcement[],
  deps: BotDeps,
): Promise<void> {
  if (drafts.length === 0) return
  for (const curatorId of curatorIds) {
    try {
      await offerTo(api, curatorId, drafts, deps)
    } catch (error) {
      // One who has never written to the bot, or has blocked it, keeps it from nobody else.
      if (outcomeOf(error) === 'other') throw error
    }
  }
}

async function offerTo(api: Api, curatorId: number, drafts: readonly Announcement[], deps: BotDeps): Promise<void> {
  const language = (await deps.people.language(deps.pseudonym('person', curatorId))) ?? deps.defaultLanguage
  const words = deps.words[language]
  await api.sendMessage(curatorId, words.t('queue.news', { count: drafts.length }))
  if (drafts.length > maxOffered) return
  for (const draft of drafts) {
    const { text, keyboard } = await preview(draft, words, deps)
    const parts = splitText(text)
    for (const [i, part] of parts.entries()) {
      const buttons = i === parts.length - 1 ? { reply_markup: keyboard } : {}
      const content = { entities: part.entities, link_preview_options: { is_disabled: true }, ...buttons }
      await api.sendMessage(curatorId, part.text, content)
    }
  }
}
