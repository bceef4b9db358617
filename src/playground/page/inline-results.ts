import { byId } from './scene.ts'

export interface Result {
  readonly id: string
  readonly title: string
  readonly description?: string
}

/** The list above the input while one types @bot and a keyword. */
export class InlineResults {
  readonly #list = byId('results')
  readonly #insert: (queryId: string, resultId: string) => void

  constructor(insert: (queryId: string, resultId: string) => void) {
    this.#insert = insert
  }

  show(queryId: string, results: readonly Result[]): void {
    this.#list.replaceChildren(...results.map((result) => this.#row(queryId, result)))
    this.#list.hidden = results.length === 0
  }

  hide(): void {
    this.#list.hidden = true
  }

  #row(queryId: string, { id, title, description = '' }: Result): HTMLElement {
    const row = document.createElement('button')
    row.type = 'button'
    const heading = document.createElement('b')
    heading.textContent = title
    const line = document.createElement('span')
    line.textContent = description
    row.append(heading, line)
    row.addEventListener('click', () => {
      this.hide()
      this.#insert(queryId, id)
    })
    return row
  }
}
