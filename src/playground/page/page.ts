import { InlineResults, type Result } from './inline-results.ts'
import { Intent } from './intent.ts'
import { messageElement, type ShownMessage } from './message.ts'
import { byId, Scene } from './scene.ts'

type Event =
  | { kind: 'message' | 'edit'; message: ShownMessage }
  | { kind: 'delete'; messageId: number }
  | { kind: 'notice'; text: string; alert: boolean }
  | { kind: 'inline'; queryId: string; results: readonly Result[] }

const { lang: language, dataset } = document.documentElement
const labels = JSON.parse(dataset['labels'] ?? '{}') as Record<string, string>
const botName = dataset['bot'] ?? ''
const chat = byId('chat')
const notice = byId('notice')
const input = byId('text') as HTMLInputElement
const scene = new Scene(watch)
const intent = new Intent(labels, input)
const results = new InlineResults((queryId, resultId) => {
  input.value = ''
  void post('/insertions', { queryId, resultId })
})

let events: EventSource | undefined
let typing: number | undefined
watch()

/** Follows the chat of the present scene from its beginning. */
function watch(): void {
  events?.close()
  intent.stop()
  const query = new URLSearchParams({ ...scene.now(), language } as unknown as Record<string, string>)
  events = new EventSource(`/events?${query.toString()}`)
  events.addEventListener('open', () => {
    // The server tells the whole chat again after each reconnection.
    chat.replaceChildren()
    showNotice('')
    // A new chat begins as in Telegram, with the bot's greeting.
    setTimeout(() => {
      const { place } = scene.now()
      if (place === 'private' && chat.childElementCount === 0) void post('/messages', { text: '/start' })
    }, 500)
  })
  events.addEventListener('error', () => showNotice(labels['offline'] ?? ''))
  events.addEventListener('message', ({ data }: MessageEvent<string>) => show(JSON.parse(data) as Event))
}

byId('compose').addEventListener('submit', (event) => {
  event.preventDefault()
  const text = input.value.trim()
  if (text === '') return
  const { editing, replyTo } = intent.take()
  input.value = ''
  clearTimeout(typing)
  results.hide()
  if (editing === undefined) void post('/messages', { text, ...(replyTo !== undefined && { replyTo }) })
  else void post('/edits', { text, messageId: editing })
})
byId('start').addEventListener('click', () => void post('/messages', { text: '/start' }))

input.addEventListener('input', () => {
  clearTimeout(typing)
  const query = new RegExp(`^@${botName} (.*)$`).exec(input.value)?.[1]
  if (query === undefined) results.hide()
  else typing = setTimeout(() => void post('/queries', { query: query.slice(0, 256) }), 200)
})

// Links to the bot itself lead into this page instead of to Telegram.
chat.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : undefined
  const url = link && new URL(link.href)
  if (url?.href.startsWith(`https://t.me/${botName}`)) {
    event.preventDefault()
    const payload = url.searchParams.get('start')
    scene.go(url.searchParams.has('startgroup') ? 'group' : 'private')
    if (payload) setTimeout(() => void post('/messages', { text: `/start ${payload}` }), 300)
  }
})

function show(event: Event): void {
  if (event.kind === 'notice') {
    if (event.alert) alert(event.text)
    else showNotice(event.text, 4000)
  } else if (event.kind === 'inline') {
    // They may come after the message was sent.
    if (input.value.startsWith(`@${botName} `)) results.show(event.queryId, event.results)
  } else if (event.kind === 'delete') document.getElementById(`m${event.messageId}`)?.remove()
  else showMessage(event.message)
}

function showMessage(message: ShownMessage): void {
  const id = message.message_id
  const element = messageElement(message, labels, {
    mine: message.from?.id === scene.userId(),
    group: scene.now().place !== 'private',
    press: (data) => void post('/presses', { messageId: id, data }),
    reply: () => intent.reply(id, message.text ?? ''),
    edit: () => intent.edit(id, message.text ?? ''),
  })
  if (asksMe(message)) intent.reply(id, message.text ?? '')
  else if (message.from?.id === scene.userId()) intent.stop()
  const before = document.getElementById(element.id)
  if (before) before.replaceWith(element)
  else {
    chat.append(element)
    // The beginning of a long answer is what one reads first.
    element.scrollIntoView({ block: element.offsetHeight > chat.clientHeight * 0.7 ? 'start' : 'end' })
  }
}

/** Whether a message opens the reply to it for me, as Telegram does: in private always, else for whoever it mentions. */
function asksMe({ reply_markup: markup, entities = [] }: ShownMessage): boolean {
  const mine = scene.now().place === 'private' || entities.some(({ user }) => user?.id === scene.userId())
  return markup?.force_reply === true && mine
}

async function post(path: string, body: object): Promise<void> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...scene.now(), language, ...body }),
    })
    if (!response.ok) throw new Error(String(response.status))
  } catch {
    showNotice(labels['offline'] ?? '')
  }
}

let noticeTimer: number | undefined

function showNotice(text: string, forMs?: number): void {
  clearTimeout(noticeTimer)
  notice.textContent = text
  notice.hidden = text === ''
  if (forMs) noticeTimer = setTimeout(() => showNotice(''), forMs)
}
