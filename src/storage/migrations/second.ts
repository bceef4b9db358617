import type { Kysely } from 'kysely'

/** Groups: settings, who asked what where, replies that can be corrected, opinions with reasons. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('chats')
    .addColumn('chat', 'text', (column) => column.primaryKey())
    .addColumn('language', 'text')
    .addColumn('present', 'integer', (column) => column.notNull())
    .addColumn('greeted_at', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute()

  // What it held lives ten minutes at most.
  await db.schema.dropTable('last_topics').execute()
  await db.schema
    .createTable('last_topics')
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('topic', 'text', (column) => column.notNull())
    .addColumn('answered_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('last_topics_key', ['place', 'person'])
    .execute()

  await db.schema
    .createTable('replies')
    .addColumn('chat', 'text', (column) => column.notNull())
    .addColumn('question_id', 'bigint', (column) => column.notNull())
    .addColumn('message_ids', 'text', (column) => column.notNull())
    .addColumn('last_topic', 'text')
    .addColumn('replied_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('replies_key', ['chat', 'question_id'])
    .execute()

  await db.schema.alterTable('questions').addColumn('topic', 'text').execute()
  await db.schema.alterTable('questions').addColumn('reason', 'text').execute()
  await db.schema.alterTable('questions').addColumn('comment', 'text').execute()
  await db.schema.alterTable('questions').addColumn('comment_prompt', 'text').execute()
  await db.schema
    .createIndex('questions_answered')
    .on('questions')
    .columns(['asked_at', 'topic'])
    .where('topic' as never, 'is not', null)
    .execute()
}
