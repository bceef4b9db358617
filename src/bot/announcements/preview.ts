import { createHash } from 'node:crypto'
import { FormattedString } from '@grammyjs/parse-mode'
import { InlineKeyboard } from 'grammy'
import { print } from '../../announcements/news.ts'
import { deliveriesOf, type Planned } from '../../announcements/plan.ts'
import { nameOf } from '../../announcements/subscription.ts'
import { nextTime } from '../../announcements/timing.ts'
import { languages } from '../../knowledge/types.ts'
import type { Announcement } from '../../storage/announcements.ts'
import { buttonData } from '../buttons.ts'
import type { BotContext } from '../context.ts'
import type { BotDeps } from '../deps.ts'
import { reply } from '../reply.ts'
import { announcementText } from '../views/announcement.ts'
import { caseChanges } from '../views/cases.ts'
import type { Words } from '../words.ts'

const monday = 1
/** When an announcement can be set for, all in WIB. */
export const slots = {
  morning: (now: number) => nextTime('wib', 8, now),
  noon: (now: number) => nextTime('wib', 13, now),
  monday: (now: number) => nextTime('wib', 8, now, monday),
} as const
type Slot = keyof typeof slots

/** What would be sent, in both languages, with to how many, and what can be done about it. */
export async function preview(
  draft: Announcement,
  words: Words,
  deps: BotDeps,
): Promise<{ readonly text: FormattedString; readonly keyboard: InlineKeyboard }> {
  const texts = languages.map((language) => announcementText(draft, deps.library, deps.words[language]))
  const { deliveries, replaces } = await planned(draft, deps.now(), deps)
  const places = new Set(deliveries.filter(({ held }) => !held).map(nameOf))
  const foot = [
    FormattedString.b(words.t('queue.audience', { count: places.size })),
    ...(await changesSince(replaces.at(-1), draft, words, deps)),
    ...(isNoteHalf(draft) ? [words.t('queue.noteHalf')] : []),
  ]
  return {
    text: FormattedString.join([...texts, FormattedString.join(foot, '\n')], '\n\n———\n\n'),
    keyboard: previewButtons(draft, words),
  }
}

/** What those are told who have heard of the case before. */
async function changesSince(
  last: string | undefined,
  { kind, about }: Announcement,
  words: Words,
  { announcements, library }: BotDeps,
): Promise<string[]> {
  const before = kind === 'changed' && last !== undefined ? await announcements.get(last) : undefined
  return before ? caseChanges(before.about, about, library.knowledge, library.places, words) : []
}

/** Sends it to the curator who asked for it. */
export async function showPreview(ctx: BotContext, draft: Announcement, deps: BotDeps): Promise<void> {
  const { text, keyboard } = await preview(draft, ctx.words, deps)
  await reply(ctx, text, keyboard)
}

export function previewButtons(draft: Announcement, { t, language }: Words): InlineKeyboard {
  const data = (verb: string) => buttonData('curate', language, `${draft.id}.${verb}`)
  const stamp = stampOf(draft)
  return new InlineKeyboard()
    .text(t('queue.approve'), data(`yes.${stamp}`))
    .text(t('queue.schedule'), data(`when.${stamp}`))
    .row()
    .text(t('queue.note'), data('note'))
    .text(t('queue.skip'), data('no'))
}

/** The times for which it can be set. */
export function slotButtons(draft: Announcement, { t, language }: Words): InlineKeyboard {
  const keyboard = new InlineKeyboard()
  for (const slot of Object.keys(slots) as Slot[]) {
    const data = buttonData('curate', language, `${draft.id}.at.${stampOf(draft)}.${slot}`)
    keyboard.text(t(`queue.slots.${slot}`), data).row()
  }
  return keyboard.text(t('subscribe.back'), buttonData('curate', language, `${draft.id}.back`))
}

export function slotTime(name: string | undefined, now: number): number | undefined {
  const slot = (Object.keys(slots) as Slot[]).find((one) => one === name)
  return slot && slots[slot](now)
}

/** Names what a preview showed, so that an approval counts for that only. */
export function stampOf({ about, note }: Announcement): string {
  return createHash('sha256')
    .update(`${print(about)}${JSON.stringify(note)}`)
    .digest('hex')
    .slice(0, 6)
}

/** Whether the note stands in one language only. */
export function isNoteHalf({ note }: Announcement): boolean {
  return (note.id === undefined) !== (note.en === undefined)
}

/** Everything that follows from approving it then, and which announcements it takes the place of. */
export async function planned(
  draft: Announcement,
  at: number,
  { announcements, deliveryRecords, subscriptions }: BotDeps,
): Promise<{ readonly deliveries: Planned[]; readonly replaces: readonly string[] }> {
  const replaces = await announcements.earlier(draft.about.id, draft.id)
  const told = await deliveryRecords.messagesOf(replaces)
  const heard = { told, ...(await deliveryRecords.heardOf(replaces)) }
  return { deliveries: deliveriesOf(draft.id, draft, await subscriptions.all(), heard, at), replaces }
}
