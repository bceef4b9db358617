import type { Citation, PerLanguage } from '../knowledge/types.ts'
import type { Condition } from './facts.ts'

/** What an answer means under the law. Rules stand in `knowledge/consultation/rules.yaml`. */
export interface Rule {
  readonly id: string
  /** `no`: not in this form; `condition`: only if something is done; `note`: good to know. */
  readonly outcome: 'no' | 'condition' | 'note'
  /** Whether the interview need not go on once it holds. */
  readonly ends: boolean
  readonly when: Condition
  readonly unless?: Condition | undefined
  readonly reason: PerLanguage<string>
  /** What to do instead. */
  readonly instead?: PerLanguage<string> | undefined
  readonly citations: readonly Citation[]
  /** How sure the conclusion is, where it is not the law's own word. */
  readonly verification?: 'secondary' | 'unverified' | undefined
  /** The topic that says more. */
  readonly topic: string
}

/** The words of a question. */
export interface QuestionWords {
  /** Names the answer in a list. */
  readonly title: PerLanguage<string>
  readonly ask: PerLanguage<string>
  readonly why: PerLanguage<string>
  readonly citations: readonly Citation[]
  /** What to find out, and whom to ask, when one does not know. */
  readonly open: PerLanguage<string>
  readonly options: Readonly<Record<string, PerLanguage<string>>>
}
