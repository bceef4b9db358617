import type { Kysely } from 'kysely'

/** Consultations with all that was ever done to them, and what each person is being asked at present. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('consultations')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('starter', 'text', (column) => column.notNull())
    .addColumn('practice', 'integer', (column) => column.notNull())
    .addColumn('archived', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('consultations_owner').on('consultations').columns(['owner', 'changed_at']).execute()

  await db.schema
    .createTable('consultation_events')
    .addColumn('consultation', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('update_id', 'bigint', (column) => column.notNull().unique())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('who', 'text', (column) => column.notNull())
    .addColumn('change', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('consultation_events_key', ['consultation', 'number'])
    .execute()

  await db.schema
    .createTable('shown_steps')
    .addColumn('consultation', 'text', (column) => column.notNull())
    .addColumn('step', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('shown_steps_key', ['consultation', 'step'])
    .execute()
  await db.schema
    .createTable('step_texts')
    .addColumn('step', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('step_texts_key', ['step', 'revision'])
    .execute()

  await db.schema
    .createTable('prompts')
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('consultation', 'text', (column) => column.notNull())
    .addColumn('awaits', 'text', (column) => column.notNull())
    .addColumn('hint', 'text')
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('prompts_key', ['place', 'person'])
    .execute()
  await db.schema.createIndex('prompts_person').on('prompts').column('person').execute()
  await db.schema
    .createTable('conversations')
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('conversations_key', ['place', 'person'])
    .execute()
}
