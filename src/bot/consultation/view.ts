import type { Change } from '../../consultation/types.ts'
import type { PromptHint } from '../../storage/prompts.ts'

/** What a consultation shows. Those with `step` belong to one step of the road map. */
export type View =
  /** Whatever is next: the open question, else the verdict, else the road map. */
  | { readonly kind: 'present' }
  | { readonly kind: 'question'; readonly why?: boolean }
  | { readonly kind: 'review' }
  | { readonly kind: 'verdict'; readonly page: number }
  | { readonly kind: 'road-map' }
  | { readonly kind: 'step'; readonly step: string }
  | { readonly kind: 'checklist'; readonly step: string }
  /** When was it done? */
  | { readonly kind: 'date'; readonly step: string }
  | { readonly kind: 'note'; readonly step: string }
  | { readonly kind: 'title' }
  | { readonly kind: 'events' }
  | { readonly kind: 'history' }
  | { readonly kind: 'settings' }
  | { readonly kind: 'delete' }

/** What one update leads to. */
export interface Turn {
  readonly consultation: string
  readonly view: View
  readonly hint?: PromptHint | undefined
  /** Key of a text said above the button that was pressed. */
  readonly notice?: string | undefined
}

/**
 * A view that waits for a typed text, as it is kept in the prompt, and back.
 * @param question the one that is open.
 */
export function awaitsOf(view: View, question: string | undefined): string | undefined {
  if (view.kind === 'question') return `interview:${question}`
  if (view.kind === 'title') return 'title'
  if (view.kind === 'date' || view.kind === 'note') return `${view.kind}:${view.step}`
  return undefined
}

/** What is shown after something was typed. */
export function viewAfter(change: Change): View {
  if (change.kind === 'moved' || change.kind === 'noted') return { kind: 'step', step: change.step }
  return change.kind === 'renamed' ? { kind: 'settings' } : { kind: 'present' }
}

/** The question that a prompt asks, if it asks one. */
export function questionOf(awaits: string): string | undefined {
  return /^interview:(.+)$/.exec(awaits)?.[1]
}

export function viewOf(awaits: string): View {
  const [kind, step = ''] = awaits.split(':')
  if (kind === 'title') return { kind }
  if (kind === 'date' || kind === 'note') return { kind, step }
  return { kind: 'present' }
}
