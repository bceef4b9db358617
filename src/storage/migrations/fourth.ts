import type { Kysely } from 'kysely'

/** Subscriptions, what is known of each case, announcements and their deliveries. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('subscriptions')
    .addColumn('chat_id', 'bigint', (column) => column.notNull())
    .addColumn('thread_id', 'bigint', (column) => column.notNull())
    .addColumn('wish', 'text', (column) => column.notNull())
    .addColumn('paused_because', 'text')
    .addColumn('paused_at', 'bigint')
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('subscriptions_key', ['chat_id', 'thread_id'])
    .execute()

  await db.schema
    .createTable('known_cases')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('withdrawn', 'integer', (column) => column.notNull())
    .execute()

  await db.schema
    .createTable('announcements')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('case_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('matters', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .addColumn('decided_at', 'bigint')
    .addColumn('report_chat', 'bigint')
    .addColumn('report_message', 'bigint')
    .addColumn('report_language', 'text')
    .addColumn('reported', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema.createIndex('announcements_state').on('announcements').columns(['state', 'made_at']).execute()

  await db.schema
    .createTable('deliveries')
    .addColumn('announcement', 'text', (column) => column.notNull())
    .addColumn('chat_id', 'bigint', (column) => column.notNull())
    .addColumn('thread_id', 'bigint', (column) => column.notNull())
    .addColumn('edits', 'bigint')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('claimed_until', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('message_id', 'bigint')
    .addColumn('reason', 'text')
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('deliveries_key', ['announcement', 'chat_id', 'thread_id'])
    .execute()
  await db.schema
    .createTable('leases')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('holder', 'text', (column) => column.notNull())
    .addColumn('until_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('deliveries_open')
    .on('deliveries')
    .columns(['due_at'])
    .where('state' as never, 'in', ['pending', 'sending'])
    .execute()
}
