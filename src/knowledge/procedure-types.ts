import type { Caution, Citation, PerLanguage } from './types.ts'

/** A paper of a step, with what it must contain at least, one line to tick each. */
export interface StepDocument {
  readonly id: string
  readonly name: PerLanguage<string>
  readonly content: readonly PerLanguage<string>[]
  /** The rule that sets the content; none where it is custom. */
  readonly citation?: Citation | undefined
}

/** One legal step, or an event that may come at any time. */
export interface Step {
  readonly id: string
  /** Grows by one with every change of meaning. */
  readonly revision: number
  /** The topic that answers questions on it. */
  readonly topic: string
  readonly title: PerLanguage<string>
  /** Who acts, who decides. */
  readonly actor: PerLanguage<string>
  /** What must exist before. */
  readonly needs: readonly PerLanguage<string>[]
  readonly documents: readonly StepDocument[]
  readonly timeLimit?:
    | { readonly days: number; readonly kind: 'working-days' | 'calendar-days'; readonly from: PerLanguage<string> }
    | undefined
  readonly ifRefused?: PerLanguage<string> | undefined
  readonly ifSilent?: PerLanguage<string> | undefined
  /** When it is needed at all; always, where nothing is said. */
  readonly onlyWhen?: PerLanguage<string> | undefined
  readonly mistakes: readonly PerLanguage<string>[]
  readonly examples: readonly (PerLanguage<string> & { readonly case: string })[]
  readonly citations: readonly Citation[]
  readonly cautions: readonly Caution[]
}

/** A procedure from the first idea to life after the signature. */
export interface Procedure {
  readonly id: string
  readonly reviewed: string
  readonly title: PerLanguage<string>
  /** Which cooperation goes this way. */
  readonly scope: PerLanguage<string>
  /** In order. */
  readonly steps: readonly Step[]
  /** What comes again and again, such as reporting. */
  readonly recurring: readonly Step[]
  /** What may come at any time: disputes, amendment, ending. */
  readonly events: readonly Step[]
}
