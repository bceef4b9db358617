import { position, type FormState, type FormWorld } from '../../../cases/case-form.ts'
import type { Present } from '../../../cases/form-steps.ts'
import { textOf, type OverlayEntry } from '../../../knowledge/overlay.ts'
import type { KeptForm } from '../../../storage/case-forms.ts'
import type { BotContext } from '../../context.ts'
import { isoDay } from '../../curated-cases.ts'
import type { BotDeps } from '../../deps.ts'
import { reply } from '../../reply.ts'
import { formView } from './view.ts'

/** Keeps where a form has come to, under the number of the update that brought it there. */
export async function keep(ctx: BotContext, { form, asks }: FormState, { caseForms, now }: BotDeps): Promise<void> {
  await caseForms.set(ctx.person, { form, asks, updateId: ctx.update.update_id }, now())
}

/** Asks what is open; what a consultation was asking before can no longer be answered by typing. */
export async function show(ctx: BotContext, state: FormState, deps: BotDeps): Promise<void> {
  await deps.prompts.close(ctx.place, ctx.person)
  const { text, keyboard } = formView(state, deps.library, ctx.words, deps.words, isoDay(deps.now()))
  await reply(ctx, text, keyboard)
}

/** Goes on with a form that was paused. */
export async function resume(ctx: BotContext, kept: KeptForm, deps: BotDeps): Promise<void> {
  const state = stateOf(kept)
  await keep(ctx, state, deps)
  await show(ctx, state, deps)
}

export function stateOf({ form, asks }: KeptForm): FormState {
  return { form, asks: asks ?? position(form) }
}

export function worldOf({ library, now }: BotDeps): FormWorld {
  const { placeSearch: places, knowledge } = library
  return { places, terms: knowledge.caseTerms, cases: knowledge.cases, today: isoDay(now()) }
}

/** How the cases stand: the curators' version before that of the files. */
export function presentIn(entries: readonly OverlayEntry[], { library }: BotDeps): Present {
  const curated = new Map(entries.map(({ id, content }) => [id, JSON.stringify(content)]))
  return (id) => curated.get(id) ?? textOf(library.files.cases.get(id))
}
