import type { Language } from '../../knowledge/types.ts'
import type { Announcement } from '../../storage/announcements.ts'
import type { BotContext } from '../context.ts'
import type { BotDeps } from '../deps.ts'
import { askForReply, reply } from '../reply.ts'
import { showPreview } from './preview.ts'

/** A note stands under a case that has to be read on a phone. */
const maxLength = 400
const maxLines = 6

/** Asks a curator for a note in one language; it is to be typed as a reply. */
export async function askForNote(
  ctx: BotContext,
  draft: Announcement,
  language: Language,
  { awaitedReplies, now }: BotDeps,
): Promise<void> {
  const limits = { length: maxLength, lines: maxLines }
  const asked = await askForReply(ctx, ctx.words.t(`queue.noteHere.${language}`, limits))
  await awaitedReplies.expect(ctx.chatName, asked, `note ${draft.id} ${language}`, now())
}

/** Keeps a note that was typed and asks for the other language, then shows the new preview. "-" takes it away. */
export async function takeNote(
  ctx: BotContext,
  text: string,
  draftId: string,
  language: Language,
  deps: BotDeps,
): Promise<void> {
  const { t } = ctx.words
  const { announcements, isCurator } = deps
  const draft = await announcements.get(draftId)
  const lines = text.split('\n').length
  if (!isCurator(ctx.from?.id ?? 0)) await reply(ctx, t('queue.notCurator'))
  else if (draft?.state !== 'draft') await reply(ctx, t('queue.tooLate'))
  else if (text.length > maxLength || lines > maxLines) {
    await reply(ctx, t('queue.noteTooLong', { length: text.length, lines, maxLength, maxLines }))
    await askForNote(ctx, draft, language, deps)
  } else await keep(ctx, draft, text === '-' ? {} : { ...draft.note, [language]: text }, language, deps)
}

async function keep(
  ctx: BotContext,
  draft: Announcement,
  note: Announcement['note'],
  language: Language,
  deps: BotDeps,
): Promise<void> {
  if (!(await deps.announcements.setNote(draft.id, note))) return void (await reply(ctx, ctx.words.t('queue.tooLate')))
  if (language === 'id' && note.id !== undefined) return askForNote(ctx, draft, 'en', deps)
  return showPreview(ctx, { ...draft, note }, deps)
}
