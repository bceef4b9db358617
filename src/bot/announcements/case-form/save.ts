import { caseOf, newCaseId, type CaseForm } from '../../../cases/case-form.ts'
import { withHint, type Present } from '../../../cases/form-steps.ts'
import { readCase } from '../../../knowledge/check-cases.ts'
import { textOf } from '../../../knowledge/overlay.ts'
import type { Case } from '../../../knowledge/types.ts'
import type { BotContext } from '../../context.ts'
import { isoDay } from '../../curated-cases.ts'
import type { BotDeps } from '../../deps.ts'
import { reply } from '../../reply.ts'
import { lookForNews, offerNews } from '../news.ts'
import { showPreview } from '../preview.ts'
import { keep, presentIn, show } from './state.ts'

/**
 * Keeps a case among those of the curators: from now on the bot knows it, and its announcement waits for approval.
 * Every step may be taken twice; the form goes last, so that a repeat finds it.
 */
export async function save(ctx: BotContext, form: CaseForm, deps: BotDeps): Promise<void> {
  const { curatedCases, caseForms, library, now } = deps
  const entries = await curatedCases.all()
  const present = presentIn(entries, deps)
  const today = isoDay(now())
  const id = idOf(form, present, today)
  const read = readCase(caseOf(form, id, today), library.knowledge.caseTerms, today)
  const changed = form.before !== null && ![form.before, written(form, id, today)].includes(present(id) ?? '')
  if ('flaws' in read || changed) {
    const state = { form: { ...form, before: changed ? present(id) : form.before }, asks: 'review' } as const
    const shown = changed ? withHint(state, { problem: 'caseForm.problem.changed' }) : state
    await keep(ctx, shown, deps)
    await show(ctx, shown, deps)
    return
  }
  await keep(ctx, { form: { ...form, id }, asks: 'review' }, deps)
  const before = entries.find((entry) => entry.id === id)
  // Somebody else was quicker by a moment: look again.
  if (!(await curatedCases.put(read.value, textOf(library.files.cases.get(id)), before, now()))) {
    return save(ctx, form, deps)
  }
  await announceChange(ctx, id, ['caseForm.saved', 'caseForm.noNews'], deps)
  await caseForms.remove(ctx.person)
}

/** That of the case; for a new one a free one, unless this very form has taken it before. */
function idOf(form: CaseForm, present: Present, today: string): string {
  const { id, before, answers } = form
  const there = id === undefined ? null : present(id)
  // It may have been saved before midnight and be repeated after it.
  const mine = id !== undefined && (there === null || withoutDay(there) === withoutDay(written(form, id, today)))
  return id !== undefined && (before !== null || mine) ? id : newCaseId(answers, (taken) => present(taken) !== null)
}

function withoutDay(one: string): string {
  const { checked: _, ...rest } = JSON.parse(one) as Case
  return JSON.stringify(rest)
}

function written(form: CaseForm, id: string, today: string): string {
  return JSON.stringify(caseOf(form, id, today))
}

/**
 * Takes a changed overlay into use, says so, and shows what of it could be announced.
 * @param keys of what to say: when there is something to announce, and when not.
 */
export async function announceChange(
  ctx: BotContext,
  id: string,
  keys: readonly [string, string],
  deps: BotDeps,
): Promise<void> {
  const news = await lookForNews(deps)
  const draft = (await deps.announcements.drafts()).find(({ about }) => about.id === id)
  await reply(ctx, ctx.words.t(keys[draft ? 0 : 1], { id }))
  // The preview is a message of its own.
  delete ctx.corrects
  if (draft) await showPreview(ctx, draft, deps)
  const others = deps.curatorIds.filter((curatorId) => curatorId !== ctx.from?.id)
  await offerNews(ctx.api, others, news, deps)
}
