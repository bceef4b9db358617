import type { OpenDatabase } from './connect.ts'
import { AnnouncementRepository } from './announcements.ts'
import { AwaitedReplyRepository } from './awaited-replies.ts'
import { CaseFormRepository } from './case-forms.ts'
import { ChatRepository } from './chats.ts'
import { ConsultationRepository } from './consultations.ts'
import { CuratedCaseRepository } from './curated-cases.ts'
import { DeliveryRecordRepository } from './delivery-records.ts'
import { DeliveryPlanRepository } from './delivery-plans.ts'
import { DeliveryRepository } from './deliveries.ts'
import { FactRepository, loadPseudonym } from './facts.ts'
import { LastTopicRepository } from './last-topics.ts'
import { PeopleRepository } from './people.ts'
import { ConversationRepository, PromptRepository } from './prompts.ts'
import { QuestionRepository } from './questions.ts'
import { ReplyRepository } from './replies.ts'
import { ShownStepRepository } from './shown-steps.ts'
import { SubscriptionRepository } from './subscriptions.ts'
import { UpdateRepository } from './updates.ts'

/** All repositories over one database, and the pseudonym whose key lives in it. */
export async function createRepositories(database: OpenDatabase) {
  const { db } = database
  const facts = new FactRepository(db)
  return {
    updates: new UpdateRepository(database),
    people: new PeopleRepository(db),
    chats: new ChatRepository(db),
    questions: new QuestionRepository(db),
    replies: new ReplyRepository(db),
    lastTopics: new LastTopicRepository(db),
    consultations: new ConsultationRepository(db),
    shownSteps: new ShownStepRepository(db),
    prompts: new PromptRepository(db),
    conversations: new ConversationRepository(db),
    subscriptions: new SubscriptionRepository(db),
    awaitedReplies: new AwaitedReplyRepository(db),
    announcements: new AnnouncementRepository(db),
    curatedCases: new CuratedCaseRepository(db),
    caseForms: new CaseFormRepository(db),
    deliveries: new DeliveryRepository(db),
    deliveryPlans: new DeliveryPlanRepository(db),
    deliveryRecords: new DeliveryRecordRepository(db),
    facts,
    pseudonym: await loadPseudonym(facts),
  }
}
