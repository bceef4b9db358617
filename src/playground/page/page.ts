import { messageElement, type ShownMessage } from './message.ts'

type Event =
  | { kind: 'message' | 'edit'; message: ShownMessage }
  | { kind: 'delete'; messageId: number }
  | { kind: 'notice'; text: string; alert: boolean }

const language = document.documentElement.lang
const labels = JSON.parse(document.documentElement.dataset['labels'] ?? '{}') as Record<string, string>
const chat = byId('chat')
const notice = byId('notice')
const input = byId('text') as HTMLInputElement
const user = ownNumber()

const events = new EventSource(`/events?user=${user}`)
events.addEventListener('open', () => {
  // The server tells the whole chat again after each reconnection.
  chat.replaceChildren()
  showNotice('')
  // A new chat begins as in Telegram, with the bot's greeting.
  setTimeout(() => {
    if (chat.childElementCount === 0) void post('/messages', { text: '/start' })
  }, 500)
})
events.addEventListener('error', () => showNotice(labels['offline'] ?? ''))
events.addEventListener('message', ({ data }: MessageEvent<string>) => show(JSON.parse(data) as Event))

byId('compose').addEventListener('submit', (event) => {
  event.preventDefault()
  const text = input.value.trim()
  if (text === '') return
  input.value = ''
  void post('/messages', { text })
})
byId('start').addEventListener('click', () => void post('/messages', { text: '/start' }))

function show(event: Event): void {
  if (event.kind === 'notice') {
    if (event.alert) alert(event.text)
    else showNotice(event.text, 4000)
    return
  }
  if (event.kind === 'delete') {
    document.getElementById(`m${event.messageId}`)?.remove()
    return
  }
  const element = messageElement(
    event.message,
    labels,
    (data) => void post('/presses', { messageId: event.message.message_id, data }),
  )
  const before = document.getElementById(element.id)
  if (before) before.replaceWith(element)
  else {
    chat.append(element)
    // The beginning of a long answer is what one reads first.
    element.scrollIntoView({ block: element.offsetHeight > chat.clientHeight * 0.7 ? 'start' : 'end' })
  }
}

async function post(path: string, body: object): Promise<void> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ user, language, ...body }),
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

/** Each browser is a person of its own and stays so. */
function ownNumber(): number {
  const kept = Number(localStorage.getItem('user'))
  if (kept) return kept
  const number = 1000 + Math.floor(Math.random() * 9_000_000)
  localStorage.setItem('user', String(number))
  return number
}

function byId(id: string): HTMLElement {
  const element = document.getElementById(id)
  if (!element) throw new Error(`the page has no #${id}`)
  return element
}
