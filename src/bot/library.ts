import { LawFinder } from '../answers/law-lookup.ts'
import { Matcher } from '../answers/matcher.ts'
import type { KnowledgeBase } from '../knowledge/types.ts'

/** What the bot knows at present, and what is built from it. Read it anew for each update: it may be replaced. */
export class Library {
  #knowledge: KnowledgeBase
  #matcher: Matcher
  #laws: LawFinder

  constructor(knowledge: KnowledgeBase) {
    this.#knowledge = knowledge
    this.#matcher = new Matcher(knowledge)
    this.#laws = new LawFinder(knowledge.laws)
  }

  get knowledge(): KnowledgeBase {
    return this.#knowledge
  }
  get matcher(): Matcher {
    return this.#matcher
  }
  get laws(): LawFinder {
    return this.#laws
  }

  /** Changes everything at once, between two updates. */
  replace(knowledge: KnowledgeBase): void {
    const next = new Library(knowledge)
    this.#knowledge = next.#knowledge
    this.#matcher = next.#matcher
    this.#laws = next.#laws
  }
}
