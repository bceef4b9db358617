import { textNodes, type Entity } from './entities.ts'

export interface ShownMessage {
  readonly message_id: number
  readonly fromBot: boolean
  readonly from?: { readonly id: number; readonly first_name: string }
  readonly via_bot?: { readonly username?: string }
  readonly reply_to_message?: { readonly text?: string }
  readonly text?: string
  readonly entities?: readonly Entity[]
  readonly caption?: string
  readonly caption_entities?: readonly Entity[]
  readonly photo?: unknown
  readonly document?: { readonly file_name?: string }
  readonly edit_date?: number
  readonly reply_markup?: {
    readonly inline_keyboard?: readonly (readonly Button[])[]
    /** Asks whoever the message mentions for a reply (Bot API, "ForceReply"). */
    readonly force_reply?: boolean
  }
}

interface Button {
  readonly text: string
  readonly callback_data?: string
  readonly url?: string
}

/** Where a message is shown and what can be done with it. */
export interface Around {
  readonly mine: boolean
  readonly group: boolean
  readonly press: (data: string) => void
  readonly reply: () => void
  readonly edit: () => void
}

const longestQuote = 80

/** Draws one message with its formatting and buttons. */
export function messageElement(
  message: ShownMessage,
  labels: Readonly<Record<string, string>>,
  around: Around,
): HTMLElement {
  const article = document.createElement('article')
  article.id = `m${message.message_id}`
  article.className = message.fromBot ? 'bot' : around.mine ? 'me' : 'other'
  const bubble = document.createElement('div')
  bubble.className = 'bubble'
  const names = [around.group && message.from?.first_name, message.via_bot && `via @${message.via_bot.username}`]
  const said = names.filter(Boolean).join(' · ')
  if (said) bubble.append(line('sender', said))
  const quoted = message.reply_to_message?.text
  if (quoted) bubble.append(line('quoted', quoted.length > longestQuote ? `${quoted.slice(0, longestQuote)}…` : quoted))
  if (message.photo) bubble.append(line('attachment', '🖼'))
  if (message.document) bubble.append(line('attachment', `📎 ${message.document.file_name ?? ''}`))
  bubble.append(
    ...textNodes(message.text ?? message.caption ?? '', message.entities ?? message.caption_entities ?? [], labels),
  )
  if (message.edit_date) {
    const edited = document.createElement('small')
    edited.textContent = labels['edited'] ?? ''
    bubble.append(edited)
  }
  if (message.fromBot) bubble.append(tool('↩', labels['reply'] ?? '', around.reply))
  else if (around.mine && !message.via_bot) bubble.append(tool('✎', labels['edit'] ?? '', around.edit))
  article.append(bubble)
  for (const row of message.reply_markup?.inline_keyboard ?? []) article.append(rowElement(row, around.press))
  return article
}

function rowElement(row: readonly Button[], press: (data: string) => void): HTMLElement {
  const element = document.createElement('div')
  element.className = 'row'
  for (const { text, url, callback_data: data } of row) {
    if (url) {
      const link = document.createElement('a')
      link.href = url
      link.target = '_blank'
      link.rel = 'noreferrer'
      link.textContent = text
      element.append(link)
    } else if (data) {
      const button = document.createElement('button')
      button.type = 'button'
      button.textContent = text
      button.addEventListener('click', () => press(data))
      element.append(button)
    }
  }
  return element
}

function line(kind: string, text: string): HTMLElement {
  const element = document.createElement('p')
  element.className = kind
  element.textContent = text
  return element
}

function tool(sign: string, label: string, use: () => void): HTMLElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'tool'
  button.textContent = sign
  button.setAttribute('aria-label', label)
  button.title = label
  button.addEventListener('click', use)
  return button
}
