import type { Chat, ChatMember, InlineQueryResultArticle, Message, Update, User } from 'grammy/types'
import type { Call, ChatEvent, KeptMessage } from './events.ts'
import { Faults } from './faults.ts'
import { reachesBot } from './privacy-mode.ts'
import { refusal, type Payload } from './refusals.ts'
import { connectionError, respond } from './responses.ts'

const botUser = { id: 1, is_bot: true, first_name: 'Paradiplomasi', username: 'paradiplomasi_bot' } as const

/**
 * A Telegram for one process, below the API client: the playground and the tests talk to the bot through it. It
 * refuses what Telegram refuses and plays faults on demand.
 */
export class LocalTelegram {
  readonly calls: Call[] = []
  readonly faults = new Faults()
  readonly me = botUser
  readonly #chats = new Map<number, Chat>()
  /** Who pressed a button or typed an inline query, by the id of the query. */
  readonly #askers = new Map<string, number>()
  readonly #inline = new Map<string, readonly InlineQueryResultArticle[]>()
  readonly #statusOf: (userId: number) => ChatMember['status']
  readonly #messages = new Map<string, KeptMessage>()
  readonly #listeners = new Set<(chatId: number, event: ChatEvent) => void>()
  readonly #waiting: Update[] = []
  #wakePoll: (() => void) | undefined
  #nextMessageId = 1
  #nextUpdateId: number

  /**
   * @param firstUpdateId must grow from process to process when they share a database.
   * @param statusOf what each person is in the groups.
   */
  constructor(firstUpdateId: number, statusOf: (userId: number) => ChatMember['status'] = () => 'member') {
    this.#nextUpdateId = firstUpdateId
    this.#statusOf = statusOf
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
  write(from: User, content: Partial<Message>, chat: Chat = privateChat(from)): Update {
    const message = this.#keep({ ...content, from, chat }, false)
    return { update_id: this.#nextUpdateId++, message: asSent(message) as never }
  }

  /** A person edits what they wrote. @throws {Error} when there is no such message of theirs. */
  edit(from: User, chatId: number, messageId: number, text: string): Update {
    const before = this.#messages.get(`${chatId}:${messageId}`)
    if (!before || before.from?.id !== from.id) throw new Error('only one’s own messages can be edited')
    const edited = { ...before, text, edit_date: seconds() } as KeptMessage
    this.#messages.set(`${chatId}:${messageId}`, edited)
    this.#tell(chatId, { kind: 'edit', message: edited })
    return { update_id: this.#nextUpdateId++, edited_message: asSent(edited) as never }
  }

  /** A person presses a button under a message of the bot. */
  press(from: User, chatId: number, messageId: number, data: string): Update {
    const gone = { chat: privateChat(from), message_id: messageId, date: 0 } as const
    const kept = this.#messages.get(`${chatId}:${messageId}`)
    const id = this.#query(from)
    const query = { id, from, data, chat_instance: String(chatId), message: kept ? asSent(kept) : gone }
    return { update_id: this.#nextUpdateId++, callback_query: query }
  }

  /** A person types @bot and something in any chat; the results come as an event. */
  inlineQuery(from: User, query: string): Update {
    const id = this.#query(from)
    return { update_id: this.#nextUpdateId++, inline_query: { id, from, query, offset: '' } }
  }

  /** A person inserts one of the results; undefined when they are not to be had any more. */
  insertResult(
    from: User,
    chat: Chat,
    queryId: string,
    resultId: string,
    inTopic: Partial<Message> = {},
  ): Update | undefined {
    const result = this.#inline.get(queryId)?.find(({ id }) => id === resultId)
    const content = result?.input_message_content
    if (!result || !content || !('message_text' in content)) return undefined
    const { message_text: text, entities = [] } = content
    const markup = result.reply_markup && { reply_markup: result.reply_markup }
    return this.write(from, { text, entities, via_bot: botUser, ...markup, ...inTopic }, chat)
  }

  /** Somebody changes what the bot is in a group: adds it, removes it, restricts it. */
  setBotStatus(by: User, chat: Chat, before: ChatMember['status'], after: ChatMember['status']): Update {
    this.#chats.set(chat.id, chat)
    const member = (status: ChatMember['status']) => ({ user: botUser, status }) as ChatMember
    const changed = { chat, from: by, date: seconds(), old_chat_member: member(before), new_chat_member: member(after) }
    return { update_id: this.#nextUpdateId++, my_chat_member: changed }
  }

  /** Hands an update to whoever polls, unless privacy mode keeps it from the bot. */
  deliver(update: Update): void {
    const message = update.message ?? update.edited_message
    if (message && !reachesBot(message, botUser)) return
    this.#waiting.push(update)
    this.#wakePoll?.()
  }

  /** All messages of a chat, oldest first. */
  history(chatId: number): KeptMessage[] {
    return [...this.#messages.values()].filter((message) => message.chat.id === chatId)
  }

  #call(method: string, payload: Payload): Response {
    const unseen = method === 'getChat' && !this.#find(payload.chat_id) ? 'chat not found' : undefined
    const refused = unseen ?? refusal(method, payload, (key) => this.#messages.get(key))
    this.calls.push({ method, payload, ...(refused && { refused }) })
    if (refused) return respond(400, { description: `Bad Request: ${refused}` })
    return respond(200, this.#do(method, payload))
  }

  #do(method: string, payload: Payload): unknown {
    switch (method) {
      case 'getMe':
        return { ...botUser, can_join_groups: true, can_read_all_group_messages: false, supports_inline_queries: true }
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
        return this.#edit(payload, { text: payload.text ?? '', entities: payload.entities ?? [] })
      case 'editMessageReplyMarkup':
        return this.#edit(payload, {})
      case 'deleteMessage':
        return this.#delete(payload)
      case 'answerCallbackQuery':
        return this.#answerQuery(payload)
      case 'answerInlineQuery':
        return this.#answerInline(payload)
      case 'getChat':
        return this.#find(payload.chat_id)
      case 'getChatMember':
        return { user: { id: payload.user_id }, status: this.#statusOf(payload.user_id ?? 0) }
      default:
        return true
    }
  }

  /** A chat by its number or its @name. */
  #find(named: number | string | undefined): Chat | undefined {
    if (typeof named === 'number') return this.#chats.get(named)
    return [...this.#chats.values()].find((chat) => 'username' in chat && `@${chat.username}` === named)
  }

  #send(payload: Payload, content: object): KeptMessage {
    const id = payload.chat_id ?? 0
    const chat = this.#chats.get(id) ?? ({ id, type: 'private', first_name: 'Anda' } as const)
    const markup = payload.reply_markup && { reply_markup: payload.reply_markup }
    const thread = payload.message_thread_id
    const place = thread === undefined ? {} : { message_thread_id: thread, is_topic_message: true }
    const quoted = this.#messages.get(`${id}:${payload.reply_parameters?.message_id}`)
    const replied = quoted && { reply_to_message: asSent(quoted) }
    const sent = { ...defined(content), ...markup, ...place, ...replied, chat, from: botUser }
    const message = this.#keep(sent as Partial<Message> & Pick<Message, 'chat'>, true)
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
    const asker = this.#askers.get(payload.callback_query_id ?? '')
    if (payload.text && asker !== undefined) {
      this.#tell(asker, { kind: 'notice', text: payload.text, alert: payload.show_alert === true })
    }
    return true
  }

  #answerInline({ inline_query_id: queryId = '', results = [] }: Payload): true {
    this.#inline.set(queryId, results)
    const asker = this.#askers.get(queryId)
    if (asker !== undefined) this.#tell(asker, { kind: 'inline', queryId, results })
    return true
  }

  #query(from: User): string {
    const id = String(this.#nextUpdateId)
    this.#askers.set(id, from.id)
    return id
  }

  #keep(message: Partial<Message> & Pick<Message, 'chat'>, fromBot: boolean): KeptMessage {
    const kept = { message_id: this.#nextMessageId++, date: seconds(), ...message, fromBot } as KeptMessage
    this.#messages.set(`${kept.chat.id}:${kept.message_id}`, kept)
    this.#chats.set(kept.chat.id, kept.chat)
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

/** Without what only the page knows. */
function asSent(kept: KeptMessage): Message {
  const { fromBot, ...message } = kept
  return fromBot ? { ...message, from: botUser } : message
}

function privateChat(from: User): Chat.PrivateChat {
  return { id: from.id, type: 'private', first_name: from.first_name }
}

/** Without the fields that are undefined, as JSON would drop them. */
function defined(content: object): object {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined))
}

function seconds(): number {
  return Math.floor(Date.now() / 1000)
}
