/** What stands for "don't know yet" in an answer to any question. */
export const unknown = 'unknown'

/**
 * An answer: the names of the chosen options, the code of a region or country, a name, or a date ("2027-06-12",
 * "2027-06" or "2027"). One value for most questions, several where several may be chosen.
 */
export type Answer = readonly string[]

/** Answers by question id; what is no longer asked is kept, in case it is asked again. */
export type Answers = ReadonlyMap<string, Answer>

export const stepStates = ['not-yet', 'working', 'waiting', 'done', 'not-needed'] as const
export type StepState = (typeof stepStates)[number]

/** Something that a person did to a consultation. The dossier is the fold of all of them. */
export type Change =
  /** With what is known from the beginning, such as the invented region of an exercise. */
  | { readonly kind: 'began'; readonly answers: Readonly<Record<string, Answer>> }
  | { readonly kind: 'answered'; readonly question: string; readonly answer: Answer }
  /** Options chosen so far where several may be; the question stays open until it is answered. */
  | { readonly kind: 'chose'; readonly question: string; readonly chosen: Answer }
  /** A question was opened again to change its answer. */
  | { readonly kind: 'reopened'; readonly question: string }
  /** An opened question was left as it was. */
  | { readonly kind: 'kept' }
  | {
      readonly kind: 'moved'
      readonly step: string
      readonly state: StepState
      /** ISO date on which it happened, where it is known. */
      readonly date?: string | undefined
    }
  /** A line of a document's checklist was ticked, or the tick taken away. */
  | { readonly kind: 'ticked'; readonly step: string; readonly line: string; readonly on: boolean }
  | { readonly kind: 'noted'; readonly step: string; readonly text: string }
  | { readonly kind: 'renamed'; readonly title: string }
  | { readonly kind: 'archived' | 'restored' }
  /** Takes back the change with this number. */
  | { readonly kind: 'undone'; readonly number: number }

/** A change as it is kept: numbered from one, with when and by whom. */
export interface DossierEvent {
  readonly number: number
  /** Milliseconds since 1970. */
  readonly at: number
  /** The name under which the database knows the person; empty once they have erased their data. */
  readonly who: string
  readonly change: Change
}
