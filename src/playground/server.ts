import { readdir, readFile } from 'node:fs/promises'
import { Hono, type MiddlewareHandler } from 'hono'
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import type { AllWords } from '../bot/words.ts'
import { languages, type Language } from '../knowledge/types.ts'
import type { ChatEvent, LocalTelegram } from './local-telegram.ts'
import { pageHtml } from './page-html.ts'

const person = z.coerce.number().int().min(1000).max(9_999_999)
const maxLength = 4096
const written = z.object({ user: person, language: z.enum(languages), text: z.string().trim().min(1).max(maxLength) })
const pressed = z.object({
  user: person,
  language: z.enum(languages),
  messageId: z.number().int(),
  data: z.string().max(64),
})
const pingEveryMs = 20_000

/** The page to talk to the bot, and what it needs. For this machine only: any other Host or Origin is refused. */
export async function playgroundApp(
  telegram: LocalTelegram,
  words: AllWords,
  defaultLanguage: Language,
): Promise<Hono> {
  const files = await pageFiles()
  const app = new Hono()
  app.use(onlyThisMachine)

  app.get('/', (c) => {
    const language = languages.find((known) => known === c.req.query('lang')) ?? defaultLanguage
    c.header('Content-Security-Policy', "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'")
    return c.html(pageHtml(words[language]))
  })
  app.get('/page/:file', (c) => {
    const file = files.get(c.req.param('file'))
    return file ? c.body(file.text, 200, { 'Content-Type': file.type }) : c.notFound()
  })

  app.post('/messages', async (c) => {
    const { user, language, text } = written.parse(await c.req.json())
    telegram.deliver(telegram.write(userOf(user, language), { text, ...commandEntity(text) }))
    return c.body(null, 204)
  })
  app.post('/presses', async (c) => {
    const { user, language, messageId, data } = pressed.parse(await c.req.json())
    telegram.deliver(telegram.press(userOf(user, language), user, messageId, data))
    return c.body(null, 204)
  })

  app.get('/events', (c) => {
    const user = person.parse(c.req.query('user'))
    return streamSSE(c, async (stream) => {
      const send = (event: ChatEvent) => void stream.writeSSE({ data: JSON.stringify(event) })
      for (const message of telegram.history(user)) send({ kind: 'message', message })
      const stop = telegram.listen((chatId, event) => {
        if (chatId === user || chatId === 0) send(event)
      })
      stream.onAbort(stop)
      while (!stream.aborted) {
        await stream.sleep(pingEveryMs)
        await stream.writeSSE({ event: 'ping', data: '' })
      }
    })
  })

  app.onError((error, c) =>
    error instanceof z.ZodError || error instanceof SyntaxError ? c.text('Bad Request', 400) : c.text('Error', 500),
  )
  return app
}

/** The built scripts and the style of the page, read once. */
async function pageFiles(): Promise<ReadonlyMap<string, { readonly text: string; readonly type: string }>> {
  const folder = new URL('./page/', import.meta.url)
  const names = (await readdir(folder)).filter((name) => /\.(js|css)$/.test(name))
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')))
  const type = (name: string) => (name.endsWith('.js') ? 'text/javascript' : 'text/css')
  return new Map(names.map((name, i) => [name, { text: texts[i] ?? '', type: `${type(name)}; charset=utf-8` }]))
}

/** A page elsewhere must not reach this port through the browser of whoever runs it (DNS rebinding, forged forms). */
const onlyThisMachine: MiddlewareHandler = async (c, next) => {
  const host = c.req.header('host') ?? ''
  const origin = c.req.header('origin')
  const own = /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host) && (origin === undefined || origin === `http://${host}`)
  if (!own) return c.text('Forbidden', 403)
  return next()
}

function userOf(id: number, language: Language) {
  return { id, is_bot: false, first_name: 'Anda', language_code: language }
}

function commandEntity(text: string) {
  const command = /^\/\w+/.exec(text)?.[0]
  return command ? { entities: [{ type: 'bot_command' as const, offset: 0, length: command.length }] } : {}
}
