import type { Matcher } from '../answers/matcher.ts'
import type { KnowledgeBase, Language } from '../knowledge/types.ts'
import type { Pseudonym } from '../storage/facts.ts'
import type { LastTopicRepository } from '../storage/last-topics.ts'
import type { PeopleRepository } from '../storage/people.ts'
import type { QuestionRepository } from '../storage/questions.ts'
import type { UpdateRepository } from '../storage/updates.ts'
import type { Outcome } from '../sending/outcome.ts'
import type { AllWords } from './words.ts'

/** Everything the bot works with; made once in main.ts. */
export interface BotDeps {
  readonly knowledge: KnowledgeBase
  readonly matcher: Matcher
  readonly words: AllWords
  readonly people: PeopleRepository
  readonly questions: QuestionRepository
  readonly lastTopics: LastTopicRepository
  readonly updates: UpdateRepository
  readonly pseudonym: Pseudonym
  readonly operator: string | undefined
  readonly defaultLanguage: Language
  readonly report: BotReport
  readonly now: () => number
}

/** What the bot tells the log and the metrics; never any text of a person. */
export interface BotReport {
  asked(updateId: number, decision: string, topic: string | undefined, ms: number): void
  sendFailed(updateId: number, outcome: Outcome, error: unknown): void
  skipped(updateId: number): void
}
