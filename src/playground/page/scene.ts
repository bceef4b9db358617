/** Whom one acts as, and where. */
export interface Setting {
  readonly visitor: number
  readonly role: string
  readonly place: string
}

/** The choice of person and chat, kept for the next visit. */
export class Scene {
  readonly #visitor = ownNumber()
  readonly #role = byId('role') as HTMLSelectElement
  readonly #place = byId('place') as HTMLSelectElement
  readonly #changed: () => void

  constructor(changed: () => void) {
    this.#changed = changed
    for (const select of [this.#role, this.#place]) {
      const kept = localStorage.getItem(select.id)
      if (kept && [...select.options].some(({ value }) => value === kept)) select.value = kept
      select.addEventListener('change', () => {
        localStorage.setItem(select.id, select.value)
        changed()
      })
    }
  }

  now(): Setting {
    return { visitor: this.#visitor, role: this.#role.value, place: this.#place.value }
  }

  /** The number of the person acted as: that of the browser and the place in the list. */
  userId(): number {
    return this.#visitor + this.#role.selectedIndex
  }

  go(place: string): void {
    if (this.#place.value === place) return
    this.#place.value = place
    localStorage.setItem(this.#place.id, place)
    this.#changed()
  }
}

/** Each browser is a visitor of its own and stays so; the last figure is for whom one acts as. */
function ownNumber(): number {
  const kept = Number(localStorage.getItem('visitor'))
  if (kept) return kept
  const number = 10 * (100 + Math.floor(Math.random() * 9_000_000))
  localStorage.setItem('visitor', String(number))
  return number
}

export function byId(id: string): HTMLElement {
  const element = document.getElementById(id)
  if (!element) throw new Error(`the page has no #${id}`)
  return element
}
