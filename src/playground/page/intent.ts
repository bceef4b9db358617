import { byId } from './scene.ts'

const longestQuote = 60

/** What the next message will be: a reply, the edit of an earlier one, or neither. */
export class Intent {
  readonly #labels: Readonly<Record<string, string>>
  readonly #input: HTMLInputElement
  readonly #bar = byId('intent')
  #editing: number | undefined
  #replyTo: number | undefined

  constructor(labels: Readonly<Record<string, string>>, input: HTMLInputElement) {
    this.#labels = labels
    this.#input = input
    this.#bar.querySelector('button')?.addEventListener('click', () => {
      if (this.#editing !== undefined) this.#input.value = ''
      this.stop()
    })
  }

  reply(messageId: number, text: string): void {
    this.stop()
    this.#replyTo = messageId
    this.#say(`${this.#labels['replying'] ?? ''} ${text}`)
  }

  edit(messageId: number, text: string): void {
    this.stop()
    this.#editing = messageId
    this.#input.value = text
    this.#say(`${this.#labels['editing'] ?? ''} ${text}`)
  }

  /** Says what it was and ends it. */
  take(): { readonly editing: number | undefined; readonly replyTo: number | undefined } {
    const taken = { editing: this.#editing, replyTo: this.#replyTo }
    this.stop()
    return taken
  }

  stop(): void {
    this.#editing = undefined
    this.#replyTo = undefined
    this.#bar.hidden = true
  }

  #say(text: string): void {
    const span = this.#bar.querySelector('span')
    if (span) span.textContent = text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text
    this.#bar.hidden = false
    this.#input.focus()
  }
}
