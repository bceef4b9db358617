import { restMs } from '../announcements/subscription.ts'
import type { AwaitedReplyRepository } from '../storage/awaited-replies.ts'
import type { CaseFormRepository } from '../storage/case-forms.ts'
import type { DeliveryRecordRepository } from '../storage/delivery-records.ts'
import type { LastTopicRepository } from '../storage/last-topics.ts'
import type { QuestionRepository } from '../storage/questions.ts'
import type { ReplyRepository } from '../storage/replies.ts'
import type { SubscriptionRepository } from '../storage/subscriptions.ts'
import type { UpdateRepository } from '../storage/updates.ts'

const day = 24 * 60 * 60_000
/** Telegram delivers an update again for a day at most (Bot API, "Getting updates"); two to be sure. */
const keepUpdatesMs = 2 * day
/** As /privasi says. */
const keepQuestionsMs = 365 * day
const keepLastTopicsMs = 10 * 60_000
/** Longer than a correction takes to arrive. */
const keepRepliesMs = 60 * 60_000
/** Choices that nobody has saved, questions that nobody has answered. */
const keepDraftsMs = 30 * day
/** For so long what was sent can be put right. */
const keepDeliveriesMs = 365 * day
/** Of a curator's case that was never finished. */
const keepFormsMs = 30 * day

export interface RetentionDeps {
  readonly updates: UpdateRepository
  readonly questions: QuestionRepository
  readonly lastTopics: LastTopicRepository
  readonly replies: ReplyRepository
  readonly subscriptions: SubscriptionRepository
  readonly awaitedReplies: AwaitedReplyRepository
  readonly deliveryRecords: DeliveryRecordRepository
  readonly caseForms: CaseFormRepository
}

/** Deletes what has been kept long enough. */
export async function forgetOld(
  { updates, questions, lastTopics, replies, subscriptions, awaitedReplies, deliveryRecords, caseForms }: RetentionDeps,
  now: number,
): Promise<void> {
  await updates.forgetFinishedBefore(now - keepUpdatesMs)
  await questions.forgetBefore(now - keepQuestionsMs)
  await lastTopics.forgetBefore(now - keepLastTopicsMs)
  await replies.forgetBefore(now - keepRepliesMs)
  await subscriptions.forgetPausedBefore(now - restMs)
  await subscriptions.forgetDraftsBefore(now - keepDraftsMs)
  await awaitedReplies.forgetBefore(now - keepDraftsMs)
  await caseForms.forgetBefore(now - keepFormsMs)
  await deliveryRecords.forgetSettledBefore(now - keepDeliveriesMs)
}
