import type { Updateable } from 'kysely'
import type { Planned } from '../announcements/plan.ts'
import { toldAs, type KnownCase, type News } from '../announcements/news.ts'
import type { Case, Language, PerLanguage } from '../knowledge/types.ts'
import type { Database } from './connect.ts'
import { plan, stop } from './delivery-plans.ts'
import { isKnown, know, oneAtATime } from './known-cases.ts'
import type { Schema } from './schema.ts'

export type AnnouncementState = 'draft' | 'approved' | 'skipped' | 'outdated'

/** One revision of one case, for a curator to approve. */
export interface Announcement extends News {
  readonly id: string
  readonly state: AnnouncementState
  /** What a curator adds, by language; neither or both when it is approved. */
  readonly note: Partial<PerLanguage<string>>
}

/** What a curator was told of how it went: nothing, that what could go at once has gone, or the end. */
export const reported = { nothing: 0, atOnce: 1, end: 2 } as const

/** Where a curator follows how it goes. */
export interface Follower {
  readonly chatId: number
  readonly messageId: number
  readonly language: Language
}

/** What is known of each case, and the announcements made of what is new. */
export class AnnouncementRepository {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  async known(): Promise<ReadonlyMap<string, KnownCase>> {
    const rows = await this.#db.selectFrom('known_cases').selectAll().execute()
    return new Map(
      rows.map(({ id, body, withdrawn }) => [id, { id, known: JSON.parse(body) as Case, withdrawn: withdrawn === 1 }]),
    )
  }

  /** Takes cases as known without a word, as at the first start. */
  async learn(cases: readonly Case[]): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      for (const one of cases) await know(tx, one, false)
    })
  }

  /**
   * Keeps a draft of something new and takes the case as known from now on. A draft of the same case that nobody has
   * decided yet is replaced: what was new is still new, what mattered still matters.
   * @param asKnown whether it may be known already, as when a curator announces an old case.
   * @returns whether there is something to decide now.
   */
  async draft(id: string, news: News, now: number, { asKnown = false } = {}): Promise<boolean> {
    const { about } = news
    return this.#db.transaction().execute(async (tx) => {
      await oneAtATime(tx)
      if (!asKnown && (await isKnown(tx, news))) return false
      const ofCase = tx.selectFrom('announcements').selectAll().where('case_id', '=', about.id)
      const before = await ofCase.where('state', '=', 'draft').where('id', '!=', id).executeTakeFirst()
      const told = await ofCase.where('state', '=', 'approved').orderBy('made_at', 'desc').executeTakeFirst()
      await tx
        .updateTable('announcements')
        .set({ state: 'outdated', decided_at: now })
        .where('case_id', '=', about.id)
        .where('state', '=', 'draft')
        .where('id', '!=', id)
        .execute()
      await know(tx, about, news.kind === 'withdrawn')
      const kind = toldAs(news, before?.kind, told?.kind, asKnown)
      if (kind === undefined) return false
      await tx
        .insertInto('announcements')
        .values({
          id,
          case_id: about.id,
          kind,
          matters: news.matters || before?.matters === 1 ? 1 : 0,
          body: JSON.stringify(about),
          note: before?.note ?? null,
          state: 'draft',
          made_at: now,
          decided_at: null,
          starts_at: null,
          report_chat: null,
          report_message: null,
          report_language: null,
          reported: reported.nothing,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute()
      return true
    })
  }

  async get(id: string): Promise<Announcement | undefined> {
    const row = await this.#db.selectFrom('announcements').selectAll().where('id', '=', id).executeTakeFirst()
    return row && readRow(row)
  }

  /** Whether something was announced of the same case since. */
  async isSuperseded({ id, about }: Pick<Announcement, 'id' | 'about'>): Promise<boolean> {
    const others = await this.#db
      .selectFrom('announcements')
      .select(['id', 'made_at'])
      .where('case_id', '=', about.id)
      .where('state', '=', 'approved')
      .orderBy('made_at')
      .execute()
    return others.length > 0 && others.at(-1)?.id !== id
  }

  async drafts(): Promise<Announcement[]> {
    const rows = await this.#db
      .selectFrom('announcements')
      .selectAll()
      .where('state', '=', 'draft')
      .orderBy('made_at')
      .execute()
    return rows.map(readRow)
  }

  /** Only while nobody has decided; returns whether it could be. */
  async setNote(id: string, note: Announcement['note']): Promise<boolean> {
    return changeDraft(this.#db, id, { note: JSON.stringify(note) })
  }

  /**
   * Approved, with everything that follows from it: of two curators who decide at once, the first.
   * @param startsAt from when on it may go out.
   * @param replaces announcements that say less than this one: what of them is still to be sent is not.
   */
  async approve(
    id: string,
    startsAt: number,
    planned: readonly Planned[],
    now: number,
    replaces: readonly string[] = [],
  ): Promise<boolean> {
    return this.#db.transaction().execute(async (tx) => {
      if (!(await changeDraft(tx, id, { state: 'approved', starts_at: startsAt, decided_at: now }))) return false
      for (const one of replaces) await stop(tx, one, 'replaced', now)
      await plan(tx, planned, now)
      return true
    })
  }

  /** Returns whether nobody had decided before. */
  async skip(id: string, now: number): Promise<boolean> {
    return changeDraft(this.#db, id, { state: 'skipped', decided_at: now })
  }

  /**
   * The message in which a curator follows how it goes, until its end.
   * @param instead whether of another curator who follows it already.
   */
  async follow(id: string, { chatId, messageId, language }: Follower, instead: boolean): Promise<void> {
    const values = { report_chat: chatId, report_message: messageId, report_language: language }
    const open = this.#db
      .updateTable('announcements')
      .set(values)
      .where('id', '=', id)
      .where('reported', '<', reported.end)
    await (instead ? open : open.where('report_chat', 'is', null)).execute()
  }

  /** Somebody wants to be forgotten. */
  async forgetFollower(chatId: number): Promise<void> {
    const values = { report_chat: null, report_message: null }
    await this.#db.updateTable('announcements').set(values).where('report_chat', '=', chatId).execute()
  }

  /** Approved ones whose end nobody was told of yet. */
  async followed(): Promise<(Announcement & Follower & { readonly reported: number })[]> {
    const rows = await this.#db
      .selectFrom('announcements')
      .selectAll()
      .where('state', '=', 'approved')
      .where('reported', '<', reported.end)
      .where('report_chat', 'is not', null)
      .execute()
    return rows.map((row) => ({
      ...readRow(row),
      chatId: row.report_chat ?? 0,
      messageId: row.report_message ?? 0,
      language: row.report_language ?? 'id',
      reported: row.reported,
    }))
  }

  /** How much its curator was told; at the end where is forgotten. */
  async setReported(id: string, told: number): Promise<void> {
    const values = { reported: told, ...(told === reported.end && { report_chat: null, report_message: null }) }
    await this.#db.updateTable('announcements').set(values).where('id', '=', id).execute()
  }

  /** All other announcements of a case that were approved, oldest first: those before it, while it is the newest. */
  async earlier(caseId: string, than: string): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('announcements')
      .select('id')
      .where('case_id', '=', caseId)
      .where('state', '=', 'approved')
      .where('id', '!=', than)
      .orderBy('made_at')
      .execute()
    return rows.map(({ id }) => id)
  }
}

/** Changes a draft; returns whether it still was one. */
async function changeDraft(db: Database, id: string, values: Updateable<Schema['announcements']>): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('announcements')
    .set(values)
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

function readRow(row: {
  readonly id: string
  readonly kind: 'new' | 'changed' | 'withdrawn'
  readonly matters: number
  readonly body: string
  readonly note: string | null
  readonly state: AnnouncementState
}): Announcement {
  const { id, kind, matters, body, note, state } = row
  return {
    id,
    kind,
    matters: matters === 1,
    about: JSON.parse(body) as Case,
    state,
    note: JSON.parse(note ?? '{}') as Announcement['note'],
  }
}
