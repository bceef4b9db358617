import type { Language } from '../knowledge/types.ts'
import type { AnnouncementRepository } from '../storage/announcements.ts'
import type { AwaitedReplyRepository } from '../storage/awaited-replies.ts'
import type { CaseFormRepository } from '../storage/case-forms.ts'
import type { ChatRepository } from '../storage/chats.ts'
import type { ConsultationRepository } from '../storage/consultations.ts'
import type { CuratedCaseRepository } from '../storage/curated-cases.ts'
import type { DeliveryRecordRepository } from '../storage/delivery-records.ts'
import type { DeliveryPlanRepository } from '../storage/delivery-plans.ts'
import type { DeliveryRepository } from '../storage/deliveries.ts'
import type { Pseudonym } from '../storage/facts.ts'
import type { LastTopicRepository } from '../storage/last-topics.ts'
import type { PeopleRepository } from '../storage/people.ts'
import type { ConversationRepository, PromptRepository } from '../storage/prompts.ts'
import type { QuestionRepository } from '../storage/questions.ts'
import type { ReplyRepository } from '../storage/replies.ts'
import type { ShownStepRepository } from '../storage/shown-steps.ts'
import type { SubscriptionRepository } from '../storage/subscriptions.ts'
import type { UpdateRepository } from '../storage/updates.ts'
import type { Outcome } from '../sending/outcome.ts'
import type { Learnt, Library } from './library.ts'
import type { AllWords } from './words.ts'

/** Everything the bot works with; made once in main.ts. */
export interface BotDeps {
  readonly library: Library
  readonly words: AllWords
  readonly people: PeopleRepository
  readonly chats: ChatRepository
  readonly questions: QuestionRepository
  readonly replies: ReplyRepository
  readonly lastTopics: LastTopicRepository
  readonly updates: UpdateRepository
  readonly consultations: ConsultationRepository
  readonly shownSteps: ShownStepRepository
  readonly prompts: PromptRepository
  readonly conversations: ConversationRepository
  readonly subscriptions: SubscriptionRepository
  readonly awaitedReplies: AwaitedReplyRepository
  readonly announcements: AnnouncementRepository
  readonly curatedCases: CuratedCaseRepository
  readonly caseForms: CaseFormRepository
  readonly deliveries: DeliveryRepository
  readonly deliveryPlans: DeliveryPlanRepository
  readonly deliveryRecords: DeliveryRecordRepository
  readonly pseudonym: Pseudonym
  readonly operator: string | undefined
  /** Asked at every use: who is one may change. */
  readonly isCurator: (userId: number) => boolean
  /** Who is told of news; in the playground nobody, since every visitor can be one. */
  readonly curatorIds: readonly number[]
  /** Reads the knowledge folder and learns from it anew. @throws {KnowledgeError} */
  readonly learnAnew: () => Promise<Learnt>
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
