import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { Update } from 'grammy/types'
import { LocalTelegram } from '../../playground/local-telegram.ts'

/**
 * The local Telegram as an HTTP server, for the bot as a process of its own (BOT_API_ROOT).
 * @param answer what answers the calls; where it throws, the connection breaks.
 */
export async function telegramServer(telegram = new LocalTelegram(1), answer: typeof fetch = telegram.fetch) {
  const server = createServer((request, response) => {
    void (async () => {
      const body = await readBody(request)
      const gone = new AbortController()
      response.on('close', () => gone.abort())
      try {
        const answered = await answer(`http://local${request.url}`, { method: 'POST', body, signal: gone.signal })
        response.writeHead(answered.status, { 'Content-Type': 'application/json' }).end(await answered.text())
      } catch {
        response.destroy()
      }
    })()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    telegram,
    root: `http://127.0.0.1:${port}`,
    deliver: (update: Update) => telegram.deliver(update),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8') || '{}'
}
