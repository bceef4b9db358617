import { textNodes, type Entity } from './entities.ts'

export interface ShownMessage {
  readonly message_id: number
  readonly fromBot: boolean
  readonly text?: string
  readonly entities?: readonly Entity[]
  readonly caption?: string
  readonly caption_entities?: readonly Entity[]
  readonly photo?: unknown
  readonly document?: { readonly file_name?: string }
  readonly edit_date?: number
  readonly reply_markup?: { readonly inline_keyboard: readonly (readonly Button[])[] }
}

interface Button {
  readonly text: string
  readonly callback_data?: string
  readonly url?: string
}

/** Draws one message with its formatting and buttons. */
export function messageElement(
  message: ShownMessage,
  labels: Readonly<Record<string, string>>,
  press: (data: string) => void,
): HTMLElement {
  const article = document.createElement('article')
  article.id = `m${message.message_id}`
  article.className = message.fromBot ? 'bot' : 'me'
  const bubble = document.createElement('div')
  bubble.className = 'bubble'
  if (message.photo) bubble.append(attachment('🖼'))
  if (message.document) bubble.append(attachment(`📎 ${message.document.file_name ?? ''}`))
  bubble.append(
    ...textNodes(message.text ?? message.caption ?? '', message.entities ?? message.caption_entities ?? [], labels),
  )
  if (message.edit_date) {
    const edited = document.createElement('small')
    edited.textContent = labels['edited'] ?? ''
    bubble.append(edited)
  }
  article.append(bubble)
  for (const row of message.reply_markup?.inline_keyboard ?? []) article.append(rowElement(row, press))
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

function attachment(label: string): HTMLElement {
  const element = document.createElement('p')
  element.className = 'attachment'
  element.textContent = label
  return element
}
