import { FormattedString } from '@grammyjs/parse-mode'
import { formOf, type CaseForm } from '../../../cases/case-form.ts'
import type { OverlayEntry } from '../../../knowledge/overlay.ts'
import type { Case } from '../../../knowledge/types.ts'
import type { BotContext } from '../../context.ts'
import type { BotDeps } from '../../deps.ts'
import { reply } from '../../reply.ts'
import { caseCard, caseTitle } from '../../views/cases.ts'
import { announceChange } from './save.ts'
import { keep, presentIn, resume, show } from './state.ts'
import { keyboardOf, paragraphs, type Shown } from './view.ts'
import type { Option } from './options.ts'

/** Stands for the key of a form in the buttons of the list. */
export const noForm = '-'
const maxListed = 20

/** /umumkan alone: goes on with the form that is open, else lists the curators' cases, else begins a new one. */
export async function start(ctx: BotContext, deps: BotDeps): Promise<void> {
  const kept = await deps.caseForms.get(ctx.person)
  const entries = await deps.curatedCases.all()
  if (kept) await resume(ctx, kept, deps)
  else if (entries.length > 0) await showList(ctx, entries, deps)
  else await begin(ctx, newForm(ctx), deps)
}

/**
 * A button of the list.
 * @returns false when it is too old.
 */
export async function pressList(ctx: BotContext, verb: string, id: string, deps: BotDeps): Promise<boolean> {
  const entries = await deps.curatedCases.all()
  if (verb === 'list') await showList(ctx, entries, deps)
  else if (verb === 'new') await begin(ctx, newForm(ctx), deps)
  else if (verb === 'known') await begin(ctx, newForm(ctx), deps, 'known')
  else {
    const entry = entries.find((one) => one.id === id)
    if (!entry) return false
    if (verb === 'edit') await begin(ctx, formOf(keyOf(ctx), presentIn(entries, deps)(id) ?? ''), deps, 'review')
    else if (verb === 'removed') await remove(ctx, entry, deps)
    else await send(ctx, verb === 'remove' ? removeView(entry, ctx) : entryView(entry, ctx, deps))
  }
  return true
}

/** A form that is open is gone on with: two at once would be one too many. */
async function begin(
  ctx: BotContext,
  form: CaseForm,
  deps: BotDeps,
  asks: 'region' | 'known' | 'review' = 'region',
): Promise<void> {
  const kept = await deps.caseForms.get(ctx.person)
  if (kept) return resume(ctx, kept, deps)
  await keep(ctx, { form, asks }, deps)
  return show(ctx, { form, asks }, deps)
}

function newForm(ctx: BotContext): CaseForm {
  return { key: keyOf(ctx), before: null, answers: {} }
}

function keyOf(ctx: BotContext): string {
  return ctx.update.update_id.toString(36)
}

async function remove(ctx: BotContext, entry: OverlayEntry, deps: BotDeps): Promise<void> {
  await deps.curatedCases.remove(entry)
  await announceChange(ctx, entry.id, ['caseForm.removed', 'caseForm.removed'], deps)
}

async function showList(ctx: BotContext, entries: readonly OverlayEntry[], { library }: BotDeps): Promise<void> {
  const { t } = ctx.words
  const newest = entries.toSorted((a, b) => b.changedAt - a.changedAt)
  const rows: Option[][] = [
    [[t('caseForm.new'), 'new']],
    [[t('caseForm.changeKnown'), 'known']],
    ...newest.slice(0, maxListed).map(({ id }): Option[] => {
      const one = library.knowledge.cases.get(id)
      return [[one ? caseTitle(one) : id, `entry.${id}`]]
    }),
  ]
  const rest = entries.length - maxListed
  const text = paragraphs(t('caseForm.list'), rest > 0 ? t('caseForm.listMore', { count: rest }) : undefined)
  await send(ctx, { text, keyboard: keyboardOf(noForm, noForm, rows, ctx.words) })
}

function entryView({ id, content }: OverlayEntry, { words }: BotContext, { library }: BotDeps): Shown {
  const rows: Option[][] = [
    [
      [words.t('caseForm.edit'), `edit.${id}`],
      [words.t('caseForm.remove'), `remove.${id}`],
    ],
    [[words.t('caseForm.back'), 'list']],
  ]
  const card = caseCard(content as Case, library.knowledge, library.places, words)
  return { text: card, keyboard: keyboardOf(noForm, noForm, rows, words) }
}

function removeView({ id, base }: OverlayEntry, { words }: BotContext): Shown {
  const text = words.t(base === null ? 'caseForm.removeNew' : 'caseForm.removeChange', { id })
  const row: Option[] = [
    [words.t('caseForm.removeYes'), `removed.${id}`],
    [words.t('caseForm.back'), `entry.${id}`],
  ]
  return { text: new FormattedString(text), keyboard: keyboardOf(noForm, noForm, [row], words) }
}

async function send(ctx: BotContext, { text, keyboard }: Shown): Promise<void> {
  await reply(ctx, text, keyboard)
}
