/** Made only where needed: there are tens of thousands, and most end a phrase. */
interface Node {
  next?: Map<string, Node>
  concepts?: number[]
}

/** A word or phrase of the glossary in stems, as messages are stemmed, with the number of its concept. */
export interface ConceptPhrase {
  readonly concept: number
  readonly stems: readonly string[]
}

/** Finds the concepts of the glossary in a sequence of stems; a phrase of several words counts as one. */
export class ConceptFinder {
  readonly #root: Node = {}
  readonly ids: readonly string[]

  constructor(ids: readonly string[], phrases: readonly ConceptPhrase[]) {
    this.ids = ids
    for (const { concept, stems } of phrases) this.#insert(stems, concept)
  }

  /**
   * Indices into `ids`. At each word the longest phrase wins over shorter ones that begin there, so that
   * "sister city" is not also "city"; words inside it are looked at again on their own.
   */
  find(stems: readonly string[]): number[] {
    const found = new Set<number>()
    let covered = 0
    for (let start = 0; start < stems.length; start++) {
      const { concepts, length } = this.#longest(stems, start)
      // A single word inside a longer phrase says nothing of its own.
      if (length === 1 && start < covered) continue
      for (const concept of concepts) found.add(concept)
      covered = Math.max(covered, start + length)
    }
    return [...found]
  }

  #longest(stems: readonly string[], start: number): { readonly concepts: readonly number[]; readonly length: number } {
    let at: Node | undefined = this.#root
    let best: { concepts: readonly number[]; length: number } = { concepts: [], length: 0 }
    for (let i = start; i < stems.length; i++) {
      at = at.next?.get(stems[i] ?? '')
      if (!at) break
      if (at.concepts) best = { concepts: at.concepts, length: i - start + 1 }
    }
    return best
  }

  #insert(stems: readonly string[], concept: number): void {
    if (stems.length === 0) return
    let at = this.#root
    for (const stem of stems) {
      at.next ??= new Map()
      let next = at.next.get(stem)
      if (!next) at.next.set(stem, (next = {}))
      at = next
    }
    at.concepts ??= []
    if (!at.concepts.includes(concept)) at.concepts.push(concept)
  }
}
