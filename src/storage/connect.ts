import { chmodSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'libsql'
import { Kysely, Migrator, PostgresDialect, SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely'
import type { CustomTypesConfig } from 'pg'
import { ConfigError, type DatabaseConfig } from '../config.ts'
import * as first from './migrations/first.ts'
import * as second from './migrations/second.ts'
import * as third from './migrations/third.ts'
import * as fourth from './migrations/fourth.ts'
import * as fifth from './migrations/fifth.ts'
import * as sixth from './migrations/sixth.ts'
import type { Schema } from './schema.ts'

export type Database = Kysely<Schema>

export interface OpenDatabase {
  readonly db: Database
  /** Whether several processes may use it at once. */
  readonly shared: boolean
}

/** In the order of their names; a published one is never changed. */
const migrations = {
  '2026-11-24-first': first,
  '2026-11-24-second': second,
  '2026-11-24-third': third,
  '2026-11-25-fourth': fourth,
  '2026-11-26-fifth': fifth,
  '2026-11-27-sixth': sixth,
}

/**
 * Opens the database and brings its tables up to date.
 * @throws {ConfigError} naming DATABASE_URL when it cannot be opened.
 */
export async function openDatabase(config: DatabaseConfig): Promise<OpenDatabase> {
  try {
    const db = config.kind === 'sqlite' ? openSqlite(config.path) : await openPostgres(config.url)
    await migrate(db)
    return { db, shared: config.kind === 'postgres' }
  } catch (error) {
    throw new ConfigError(`DATABASE_URL: the database cannot be opened (${(error as Error).message})`, { cause: error })
  }
}

function openSqlite(path: string): Database {
  const inMemory = path === ':memory:'
  if (!inMemory) mkdirSync(dirname(path), { recursive: true })
  const database = new Sqlite(path)
  // Questions and chats of real people: for the owner only. The side files take over the mode of the main one.
  if (!inMemory) chmodSync(path, 0o600)
  for (const pragma of ['journal_mode = WAL', 'synchronous = NORMAL', 'busy_timeout = 5000']) database.pragma(pragma)
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: withKeptStatements(database) }) })
}

/**
 * Prepares each statement once. Kysely prepares anew for every query, and libsql never gives the memory of a
 * statement back: some 4 kB a query. The texts are few: values are parameters.
 */
function withKeptStatements(database: Sqlite.Database): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>()
  return {
    prepare(text) {
      let statement = statements.get(text)
      if (!statement) statements.set(text, (statement = database.prepare(text) as unknown as SqliteStatement))
      return statement
    },
    close: () => database.close(),
  }
}

async function openPostgres(url: string): Promise<Database> {
  const { default: pg } = await import('pg')
  // Times and update numbers are far below 2^53.
  const getTypeParser: CustomTypesConfig['getTypeParser'] = (oid, format) =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)
  const pool = new pg.Pool({ connectionString: url, max: 10, types: { getTypeParser }, connectionTimeoutMillis: 5000 })
  // An idle connection that breaks must not end the process; the next query opens another.
  pool.on('error', () => undefined)
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
}

async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error as Error
}
