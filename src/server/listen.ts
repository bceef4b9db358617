import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import { ConfigError } from '../config.ts'

/** A running HTTP server. */
export interface Listening {
  readonly port: number
  close(): Promise<void>
}

/**
 * Serves an app.
 * @param ports tried in order; 0 lets the system choose.
 * @throws {ConfigError} naming the variable when all are taken.
 */
export async function listen(app: Hono, host: string, ports: readonly number[], variable: string): Promise<Listening> {
  for (const port of ports) {
    const server = createAdaptorServer({ fetch: app.fetch }) as Server
    const code = await tryPort(server, host, port)
    if (code === undefined) return running(server)
    if (code !== 'EADDRINUSE')
      throw new ConfigError(`${variable}: port ${port} cannot be opened (${code}); choose another`)
  }
  throw new ConfigError(`${variable}: port ${ports[0]} is taken by another program; set ${variable} to a free one`)
}

function tryPort(server: Server, host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen(port, host, () => resolve(undefined))
  })
}

function running(server: Server): Listening {
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        // Event streams stay open for ever otherwise.
        server.closeAllConnections()
      }),
  }
}
