import type { CaseForm, FormState, FormWorld, Hint } from './case-form.ts'
import { caseQuestions, formOf, position } from './case-form.ts'
import { readChoice, readTyped, type Answered } from './form-answers.ts'

/** More are offered no place, though a case that is changed may have them. */
export const maxSources = 3

/** Where a typed answer leads; one that does not answer leads back to the question, with what is wrong. */
export function afterTyped(state: FormState, typed: string, world: FormWorld, present: Present): FormState {
  const ready = goesOn.test(typed.trim()) ? afterPress(state, 'next', world, present) : undefined
  if (ready) return ready
  const read = readTyped(state.asks, typed, world)
  return 'problem' in read ? withHint(state, read) : afterAnswer(state, read, present)
}

/** "Lanjut" in place of the button. */
const goesOn = /^(?:lanjut|selesai|next|done)$/i

/** Where a pressed button leads; undefined when there is none such any more. */
export function afterPress(state: FormState, value: string, world: FormWorld, present: Present): FormState | undefined {
  const { asks, form } = state
  const answers = form.answers
  if (asks === 'region' && value === 'known') return { form: withoutHint(form), asks: 'known' }
  if (asks === 'fields') {
    const { fields = [] } = answers
    if (value === 'next') return answered(form, { fields })
    if (!Object.hasOwn(world.terms.fields, value)) return undefined
    const ticked = fields.includes(value) ? fields.filter((field) => field !== value) : [...fields, value]
    return { form: { ...withoutHint(form), answers: { ...answers, fields: ticked } }, asks }
  }
  if (asks === 'sources') {
    const { sources = [] } = answers
    if (value === 'next') return answered(form, {})
    if (value === 'add')
      return sources.length < maxSources ? { form: withoutHint(form), asks: 'source-title' } : undefined
    const left = sources.filter((_, i) => value !== `drop${i}`)
    if (left.length === sources.length) return undefined
    return left.length > 0 ? moreSources(form, left) : { form: withSources(form, left), asks: 'source-title' }
  }
  if (asks === 'review') {
    const question = caseQuestions.find((one) => value === `to-${one}`)
    return question && { form: withoutHint(form), asks: question }
  }
  const read = readChoice(asks, value, world)
  return read && afterAnswer(state, read, present)
}

/** The JSON of a case as it stands, its curators' version before that of the files. */
export type Present = (id: string) => string | null

export function withHint({ form, asks }: FormState, hint: Hint): FormState {
  return { form: { ...form, hint }, asks }
}

function afterAnswer({ form, asks }: FormState, read: Answered, present: Present): FormState {
  const { answers, sourceTitle, sourceUrl, known } = read
  if (sourceTitle !== undefined) return { form: { ...withoutHint(form), sourceTitle }, asks: 'source-url' }
  if (sourceUrl !== undefined) {
    const { sources = [] } = form.answers
    return moreSources(form, [...sources, { title: form.sourceTitle ?? '', url: sourceUrl }])
  }
  const before = known === undefined ? null : present(known)
  if (before !== null) return { form: formOf(form.key, before), asks: 'review' }
  return answers ? answered(form, answers) : { form, asks }
}

function answered(form: CaseForm, answers: CaseForm['answers']): FormState {
  const next = { ...withoutHint(form), answers: { ...form.answers, ...answers } }
  return { form: next, asks: position(next) }
}

function moreSources(form: CaseForm, sources: NonNullable<CaseForm['answers']['sources']>): FormState {
  return { form: withSources(form, sources), asks: 'sources' }
}

function withSources(form: CaseForm, sources: NonNullable<CaseForm['answers']['sources']>): CaseForm {
  const { sourceTitle: _, ...rest } = withoutHint(form)
  return { ...rest, answers: { ...rest.answers, sources } }
}

function withoutHint(form: CaseForm): CaseForm {
  const { hint: _, ...rest } = form
  return rest
}
