import { sql, type Kysely } from 'kysely'

/** Subscriptions that are being chosen, replies that answer something, the curators' notes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('subscription_drafts')
    .addColumn('chat_id', 'bigint', (column) => column.notNull())
    .addColumn('thread_id', 'bigint', (column) => column.notNull())
    .addColumn('wish', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('subscription_drafts_key', ['chat_id', 'thread_id'])
    .execute()
  await db.schema
    .createTable('awaited_replies')
    .addColumn('chat', 'text', (column) => column.notNull())
    .addColumn('message_id', 'bigint', (column) => column.notNull())
    .addColumn('about', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('awaited_replies_key', ['chat', 'message_id'])
    .execute()
  await db.schema.alterTable('announcements').addColumn('note', 'text').execute()
  await db.schema.alterTable('announcements').addColumn('starts_at', 'bigint').execute()
  await db.schema.alterTable('deliveries').addColumn('language', 'text').execute()
  await db.schema.alterTable('deliveries').addColumn('channel', 'integer').execute()
  // Until now there was one report, that of the end; now there are two.
  await sql`update announcements set reported = 2 where reported = 1`.execute(db)
}
