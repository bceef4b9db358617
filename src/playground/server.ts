import { readdir, readFile } from 'node:fs/promises'
import { Hono, type MiddlewareHandler } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Chat, Message, User } from 'grammy/types'
import { z } from 'zod'
import type { AllWords } from '../bot/words.ts'
import { languages, type Language } from '../knowledge/types.ts'
import type { ChatEvent, KeptMessage } from './events.ts'
import type { LocalTelegram } from './local-telegram.ts'
import { pageHtml } from './page-html.ts'
import { groupOf, personOf, places, roles, topicThread } from './people.ts'

/** Who acts, and where. */
const acting = {
  visitor: z.coerce.number().int().min(1000).max(99_999_990).multipleOf(10),
  role: z.enum(roles),
  place: z.enum(places),
  language: z.enum(languages),
}
const text = z.string().trim().min(1).max(4096)
const messageId = z.number().int()
const watching = z.object(acting)
const written = z.object({ ...acting, text, replyTo: messageId.optional() })
const edited = z.object({ ...acting, text, messageId })
const pressed = z.object({ ...acting, messageId, data: z.string().max(64) })
const typed = z.object({ ...acting, query: z.string().max(256) })
const inserted = z.object({ ...acting, queryId: z.string().max(64), resultId: z.string().max(64) })
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
    return c.html(pageHtml(words[language], telegram.me.username))
  })
  app.get('/page/:file', (c) => {
    const file = files.get(c.req.param('file'))
    return file ? c.body(file.text, 200, { 'Content-Type': file.type }) : c.notFound()
  })

  app.post('/messages', async (c) => {
    const { text: said, replyTo, ...who } = written.parse(await c.req.json())
    const { from, chat, inTopic } = at(who, words)
    const quoted = telegram.history(chat.id).find((message) => message.message_id === replyTo)
    const reply = quoted ? { reply_to_message: quoted as never } : {}
    telegram.deliver(telegram.write(from, { text: said, ...commandEntity(said), ...inTopic, ...reply }, chat))
    return c.body(null, 204)
  })
  app.post('/edits', async (c) => {
    const { text: said, messageId: id, ...who } = edited.parse(await c.req.json())
    const { from, chat } = at(who, words)
    telegram.deliver(telegram.edit(from, chat.id, id, said))
    return c.body(null, 204)
  })
  app.post('/presses', async (c) => {
    const { messageId: id, data, ...who } = pressed.parse(await c.req.json())
    const { from, chat } = at(who, words)
    telegram.deliver(telegram.press(from, chat.id, id, data))
    return c.body(null, 204)
  })
  app.post('/queries', async (c) => {
    const { query, ...who } = typed.parse(await c.req.json())
    telegram.deliver(telegram.inlineQuery(at(who, words).from, query))
    return c.body(null, 204)
  })
  app.post('/insertions', async (c) => {
    const { queryId, resultId, ...who } = inserted.parse(await c.req.json())
    const { from, chat, inTopic } = at(who, words)
    const update = telegram.insertResult(from, chat, queryId, resultId, inTopic)
    if (!update) return c.notFound()
    telegram.deliver(update)
    return c.body(null, 204)
  })

  app.get('/events', (c) => {
    const who = watching.parse(c.req.query())
    const { from, chat, inTopic } = at(who, words)
    return streamSSE(c, async (stream) => {
      const send = (event: ChatEvent) => void stream.writeSSE({ data: JSON.stringify(event) })
      const here = (message: KeptMessage) => message.message_thread_id === inTopic.message_thread_id
      for (const message of telegram.history(chat.id).filter(here)) send({ kind: 'message', message })
      const stop = telegram.listen((chatId, event) => {
        const personal = event.kind === 'notice' || event.kind === 'inline'
        if (personal ? chatId === from.id : chatId === chat.id && (!('message' in event) || here(event.message)))
          send(event)
      })
      stream.onAbort(stop)
      // The admin of the group adds the bot when somebody first looks in.
      if (who.place !== 'private' && telegram.history(chat.id).length === 0) {
        const admin = personOf(who.visitor, 'admin', who.language, '')
        telegram.deliver(telegram.setBotStatus(admin, chat, 'left', 'member'))
      }
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

/** The person who acts, the chat they act in, and what marks its forum topic. */
function at(
  { visitor, role, place, language }: z.infer<typeof watching>,
  words: AllWords,
): { readonly from: User; readonly chat: Chat; readonly inTopic: Partial<Message> } {
  const from = personOf(visitor, role, language, words[language].t(`playground.roles.${role}`))
  if (place === 'private') {
    return { from, chat: { id: from.id, type: 'private', first_name: from.first_name }, inTopic: {} }
  }
  const inTopic = place === 'topic' ? { message_thread_id: topicThread, is_topic_message: true as const } : {}
  return { from, chat: groupOf(visitor, words[language].t('playground.groupTitle')), inTopic }
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

function commandEntity(said: string) {
  const command = /^\/\w+(@\w+)?/.exec(said)?.[0]
  return command ? { entities: [{ type: 'bot_command' as const, offset: 0, length: command.length }] } : {}
}
