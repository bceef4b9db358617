import type { Language } from '../knowledge/types.ts'
import type { Decision } from '../answers/decide.ts'

/** Times are milliseconds since 1970 everywhere; JSON is kept as text, the same on both databases. */
export interface Schema {
  updates: UpdatesTable
  people: PeopleTable
  chats: ChatsTable
  last_topics: LastTopicsTable
  replies: RepliesTable
  questions: QuestionsTable
  facts: FactsTable
  consultations: ConsultationsTable
  consultation_events: ConsultationEventsTable
  shown_steps: ShownStepsTable
  step_texts: StepTextsTable
  prompts: PromptsTable
  conversations: ConversationsTable
  subscriptions: SubscriptionsTable
  subscription_drafts: SubscriptionDraftsTable
  awaited_replies: AwaitedRepliesTable
  known_cases: KnownCasesTable
  announcements: AnnouncementsTable
  deliveries: DeliveriesTable
  leases: LeasesTable
  curated_cases: CuratedCasesTable
  case_forms: CaseFormsTable
}

/** The inbox: every update from Telegram until it is handled, and its number for a while after. */
interface UpdatesTable {
  update_id: number
  /** What must stay in order: the chat, or the person where there is none. */
  chat: string
  /** The update as received; removed once it is handled. */
  body: string | null
  received_at: number
  /** Until when a process has it in hand. */
  claimed_until: number
  /** How often it was begun, crashes included. */
  claims: number
  /** How often handling threw. */
  failures: number
  finished_at: number | null
  outcome: 'done' | 'set-aside' | null
}

/** Settings of one person. */
interface PeopleTable {
  /** Keyed hash of the Telegram user id. */
  person: string
  language: Language
  changed_at: number
}

/** Settings of one group. */
interface ChatsTable {
  /** Keyed hash of the chat id. */
  chat: string
  language: Language | null
  /** Whether the bot is a member. */
  present: 0 | 1
  greeted_at: number
}

/** What a person last got an answer about in a chat or forum topic. */
interface LastTopicsTable {
  /** Keyed hash of the chat and forum topic. */
  place: string
  /** Keyed hash. */
  person: string
  topic: string
  answered_at: number
}

/** Which messages answered a question, so that a corrected question corrects them. */
interface RepliesTable {
  /** Keyed hash of the chat id. */
  chat: string
  /** The message that asked. */
  question_id: number
  /** JSON list. */
  message_ids: string
  /** The topic that the question was read after, if any. */
  last_topic: string | null
  replied_at: number
}

/** Questions with what became of them, for the curators. */
interface QuestionsTable {
  /** The update that asked; makes a repeat change nothing. */
  update_id: number
  /** Keyed hash. */
  person: string
  /** With e-mail addresses, names and long numbers masked. */
  text: string
  language: Language
  decision: Decision
  /** JSON list of topic ids, best first. */
  topics: string
  /** The topic that was answered, if one was. */
  topic: string | null
  asked_at: number
  feedback: 'up' | 'down' | null
  /** Why not good, of the three that can be chosen. */
  reason: 'wrong' | 'other' | 'unclear' | null
  /** What the person wrote about it, masked. */
  comment: string | null
  /** The message to which a comment is a reply, until there is one: keyed hash of the chat, colon, message id. */
  comment_prompt: string | null
}

/** Single values: the key of the hashes, what the menus were last set to. */
interface FactsTable {
  name: string
  value: string
}

/** One partnership project of one office. */
interface ConsultationsTable {
  id: string
  /** Keyed hash of the person, or of the group's chat id. */
  owner: string
  /** Keyed hash of who began it; empty once they have erased their data. */
  starter: string
  practice: number
  archived: number
  created_at: number
  changed_at: number
}

/** Everything that was done to a consultation. */
interface ConsultationEventsTable {
  consultation: string
  /** From one. */
  number: number
  /** The update that did it; makes a repeat change nothing. */
  update_id: number
  at: number
  /** Keyed hash of the person; empty once they have erased their data. */
  who: string
  /** JSON: `Change` of consultation/types.ts. */
  change: string
}

/** The revision of each step that a consultation was last shown. */
interface ShownStepsTable {
  consultation: string
  step: string
  revision: number
}

/** The words of steps as they were shown, by "procedure/step" and revision. */
interface StepTextsTable {
  step: string
  revision: number
  /** JSON. */
  body: string
}

/** What each person is being asked, by chat and forum topic. */
interface PromptsTable {
  /** Keyed hash of the chat and forum topic. */
  place: string
  /** Keyed hash. */
  person: string
  consultation: string
  awaits: string
  /** JSON. */
  hint: string | null
  asked_at: number
}

/** State of @grammyjs/conversations. */
interface ConversationsTable {
  place: string
  person: string
  /** JSON. */
  state: string
}

/** Who wants to hear of cases. The chat must be known by its number, since it is written to. */
interface SubscriptionsTable {
  chat_id: number
  /** 0 for the chat as a whole. */
  thread_id: number
  /** JSON: `Subscription` of announcements/subscription.ts without the two. */
  wish: string
  paused_because: string | null
  paused_at: number | null
  changed_at: number
}

/** A subscription that is being chosen and is not saved yet. */
interface SubscriptionDraftsTable {
  chat_id: number
  thread_id: number
  /** JSON, as in `subscriptions`. */
  wish: string
  changed_at: number
}

/** Messages of ours to which a reply is an answer to something. */
interface AwaitedRepliesTable {
  /** Keyed hash of the chat. */
  chat: string
  message_id: number
  /** What it answers: its kind, then what that kind needs. */
  about: string
  asked_at: number
}

/** Each case as it was when it was last looked at. */
interface KnownCasesTable {
  id: string
  /** JSON. */
  body: string
  withdrawn: number
}

/** One revision of one case, approved by a curator or not. */
interface AnnouncementsTable {
  id: string
  case_id: string
  kind: 'new' | 'changed' | 'withdrawn'
  /** Whether it is worth a message of its own. */
  matters: number
  /** JSON: the case. */
  body: string
  /** JSON: what a curator adds, by language; null for nothing. */
  note: string | null
  state: 'draft' | 'approved' | 'skipped' | 'outdated'
  made_at: number
  decided_at: number | null
  /** From when on it may go out, for an approved one. */
  starts_at: number | null
  /** The message in which its curator follows how it goes. */
  report_chat: number | null
  report_message: number | null
  report_language: Language | null
  /** What the curator was told of how it went: `reported` of storage/announcements.ts. */
  reported: number
}

/** The outbox: what each chat or forum topic gets of each announcement, once. */
interface DeliveriesTable {
  announcement: string
  chat_id: number
  thread_id: number
  /** The message that is put right; null where a new one is sent. */
  edits: number | null
  state: 'pending' | 'sending' | 'sent' | 'unconfirmed' | 'failed' | 'skipped'
  due_at: number
  attempts: number
  /** Until when a process has it in hand. */
  claimed_until: number
  message_id: number | null
  /** How it was told, so that a correction is told alike; null for older ones. */
  language: Language | null
  channel: number | null
  /** Why it failed or was skipped. */
  reason: string | null
  changed_at: number
}

/** What only one process may do at a time. */
interface LeasesTable {
  name: string
  holder: string
  until_at: number
}

/** Cases of the curators, over those of the files. */
interface CuratedCasesTable {
  id: string
  /** JSON: the case. */
  body: string
  /** JSON: the case in the files as it stood then; null for a new one. */
  base: string | null
  changed_at: number
}

/** The case that a curator is writing down. */
interface CaseFormsTable {
  /** Keyed hash. */
  person: string
  /** What was asked last, unless something else came in between. */
  asks: string | null
  /** JSON: `CaseForm` of cases/case-form.ts. */
  body: string
  /** The update that changed it last; makes a repeat change nothing. */
  update_id: number
  changed_at: number
}
