import type { Kysely } from 'kysely'

/** The curators' cases over those of the files, and the forms in which they write them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('curated_cases')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('base', 'text')
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .execute()

  await db.schema
    .createTable('case_forms')
    .addColumn('person', 'text', (column) => column.primaryKey())
    .addColumn('asks', 'text')
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('update_id', 'bigint', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .execute()
}
