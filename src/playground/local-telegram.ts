import type { Message, Update, User } from 'grammy/types'
import { Faults } from './faults.ts'
import { refusal, type Payload } from './refusals.ts'

/** A message as the local Telegram keeps it, with what the page needs to draw it. */
export type KeptMessage = Message & { readonly fromBot: boolean }

/** What happens in a chat, for the page. */
export type ChatEvent =
  | { readonly kind: 'message' | 'edit'; readonly message: KeptMessage }
  | { readonly kind: 'delete'; readonly messageId: number }
  | { readonly kind: 'notice'; readonly text: string; readonly alert: boolean }

/** A call that the bot made, for the tests. */
export interface Call {
  readonly method: string
  readonly payload: Payload
  /** Undefined when accepted. */
  readonly refused?: string
}

const botUser = { id: 1, is_bot: true, first_name: 'Paradiplomasi', username: 'paradiplomasi_bot' } as const

/**
 * A Telegram for one process, below the API client: the playground and the tests talk to the bot through it. It
 * refuses what Telegram refuses and plays faults on demand.
 */
export class LocalTelegram {
  readonly calls: Call[] = []
  readonly faults = new Faults()
  readonly #messages = new Map<string, KeptMessage>()
  readonly #listeners = new Set<(chatId: number, event: ChatEvent) => void>()
  readonly #waiting: Update[] = []
  #wakePoll: (() => void) | undefined
  #nextMessageId = 1
  #nextUpdateId: number

  /** @param firstUpdateId must grow from process to process when they share a database. */
  constructor(firstUpdateId: number) {
    this.#nextUpdateId = firstUpdateId
  }

  /** The `fetch` for grammY's client. */
  readonly fetch: typeof fetch = async (input, init) => {
    const method =
      String(input instanceof Request ? input.url : input)
        .split('/')
        .at(-1) ?? ''
    const payload = (typeof init?.body === 'string' ? JSON.parse(init.body) : {}) as Payload
    const fault = this.faults.take(method)
    if (fault?.kind === 'reset-before') throw connectionError('ECONNREFUSED')
    if (fault?.kind === 'answer')
      return respond(fault.status, { description: fault.description, parameters: fault.parameters })
    if (method === 'getUpdates') return this.#getUpdates(payload, init?.signal ?? undefined)
    const response = this.#call(method, payload)
    if (fault?.kind === 'reset-after') throw connectionError('ECONNRESET')
    return response
  }

  /** Hears everything that happens in any chat; returns how to stop. */
  listen(listener: (chatId: number, event: ChatEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** A person writes: keeps the message and makes the update. */
  write(from: User, content: Partial<Message>, chat: Message['chat'] = privateChat(from)): Update {
    const message = this.#keep({ ...content, from, chat }, false)
    const { fromBot: _, ...sent } = message
    return { update_id: this.#nextUpdateId++, message: sent as Message & Update.NonChannel }
  }

  /** A person presses a button under a message of the bot. */
  press(from: User, chatId: number, messageId: number, data: string): Update {
    const gone = { chat: privateChat(from), message_id: messageId, date: 0 } as const
    const message = this.#messages.get(`${chatId}:${messageId}`) ?? gone
    const id = String(this.#nextUpdateId)
    return {
      update_id: this.#nextUpdateId++,
      callback_query: { id, from, data, chat_instance: String(chatId), message },
    }
  }

  /** Hands an update to whoever polls. */
  deliver(update: Update): void {
    this.#waiting.push(update)
    this.#wakePoll?.()
  }

  /** All messages of a chat, oldest first. */
  history(chatId: number): KeptMessage[] {
    return [...this.#messages.values()].filter((message) => message.chat.id === chatId)
  }

  #call(method: string, payload: Payload): Response {
    const refused = refusal(method, payload, (key) => this.#messages.get(key))
    this.calls.push({ method, payload, ...(refused && { refused }) })
    if (refused) return respond(400, { description: `Bad Request: ${refused}` })
    return respond(200, this.#do(method, payload))
  }

  #do(method: string, payload: Payload): unknown {
    switch (method) {
      case 'getMe':
        return { ...botUser, can_join_groups: true, can_read_all_group_messages: false, supports_inline_queries: false }
      case 'sendMessage':
        return this.#send(payload, { text: payload.text ?? '', entities: payload.entities })
      case 'sendPhoto':
        return this.#send(payload, { photo: [], caption: payload.caption, caption_entities: payload.caption_entities })
      case 'sendDocument':
        return this.#send(payload, {
          document: {},
          caption: payload.caption,
          caption_entities: payload.caption_entities,
        })
      case 'editMessageText':
        return this.#edit(payload, { text: payload.text ?? '', entities: payload.entities })
      case 'editMessageReplyMarkup':
        return this.#edit(payload, {})
      case 'deleteMessage':
        return this.#delete(payload)
      case 'answerCallbackQuery':
        return this.#answerQuery(payload)
      default:
        return true
    }
  }

  #send(payload: Payload, content: object): KeptMessage {
    const chat = { id: payload.chat_id ?? 0, type: 'private', first_name: 'Anda' } as const
    const markup = payload.reply_markup && { reply_markup: payload.reply_markup }
    const message = this.#keep({ ...defined(content), ...markup, chat, from: botUser }, true)
    this.#tell(chat.id, { kind: 'message', message })
    return message
  }

  #edit(payload: Payload, content: object): KeptMessage {
    const key = `${payload.chat_id}:${payload.message_id}`
    const { reply_markup: _, ...before } = this.#messages.get(key) as KeptMessage & { reply_markup?: unknown }
    const markup = payload.reply_markup && { reply_markup: payload.reply_markup }
    const edited = { ...before, ...defined(content), ...markup, edit_date: seconds() } as KeptMessage
    this.#messages.set(key, edited)
    this.#tell(edited.chat.id, { kind: 'edit', message: edited })
    return edited
  }

  #delete(payload: Payload): true {
    this.#messages.delete(`${payload.chat_id}:${payload.message_id}`)
    this.#tell(payload.chat_id ?? 0, { kind: 'delete', messageId: payload.message_id ?? 0 })
    return true
  }

  #answerQuery(payload: Payload): true {
    if (payload.text) {
      for (const listener of this.#listeners) {
        listener(0, { kind: 'notice', text: payload.text, alert: payload.show_alert === true })
      }
    }
    return true
  }

  #keep(message: Partial<Message> & Pick<Message, 'chat'>, fromBot: boolean): KeptMessage {
    const kept = { message_id: this.#nextMessageId++, date: seconds(), ...message, fromBot } as KeptMessage
    this.#messages.set(`${kept.chat.id}:${kept.message_id}`, kept)
    if (!fromBot) this.#tell(kept.chat.id, { kind: 'message', message: kept })
    return kept
  }

  #tell(chatId: number, event: ChatEvent): void {
    for (const listener of this.#listeners) listener(chatId, event)
  }

  /** Holds the call open until there is something, as Telegram does; `offset` confirms what came before. */
  async #getUpdates({ offset = 0, timeout = 0 }: Payload, signal: AbortSignal | undefined): Promise<Response> {
    while ((this.#waiting[0]?.update_id ?? Number.POSITIVE_INFINITY) < offset) this.#waiting.shift()
    if (this.#waiting.length === 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeout * 1000)
        this.#wakePoll = () => {
          clearTimeout(timer)
          resolve()
        }
        signal?.addEventListener('abort', () => this.#wakePoll?.(), { once: true })
      })
    }
    if (signal?.aborted) throw new DOMException('aborted', 'AbortError')
    return respond(200, this.#waiting.slice(0, 100))
  }
}

function privateChat(from: User): Message['chat'] {
  return { id: from.id, type: 'private', first_name: from.first_name }
}

function respond(status: number, body: unknown): Response {
  const content = status === 200 ? { ok: true, result: body } : { ok: false, error_code: status, ...(body as object) }
  return Response.json(content, { status })
}

function connectionError(code: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
}

/** Without the fields that are undefined, as JSON would drop them. */
function defined(content: object): object {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined))
}

function seconds(): number {
  return Math.floor(Date.now() / 1000)
}
