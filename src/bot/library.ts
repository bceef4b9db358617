import { LawFinder } from '../answers/law-lookup.ts'
import type { MatcherData } from '../answers/matcher-data.ts'
import { Matcher } from '../answers/matcher.ts'
import type { KnowledgeBase } from '../knowledge/types.ts'
import type { Places } from '../places/places.ts'

/** The knowledge base, without the phrasings, with what was learnt from it. */
export interface Learnt {
  readonly knowledge: KnowledgeBase
  readonly data: MatcherData
}

/** What the bot knows at present, and what is built from it. Read it anew for each update: it may be replaced. */
export class Library {
  #knowledge: KnowledgeBase
  #matcher: Matcher
  #laws: LawFinder
  #places: Places

  constructor({ knowledge, data }: Learnt) {
    this.#knowledge = knowledge
    this.#matcher = new Matcher(knowledge, data)
    this.#laws = new LawFinder(knowledge.laws)
    this.#places = data.places
  }

  get knowledge(): KnowledgeBase {
    return this.#knowledge
  }
  get matcher(): Matcher {
    return this.#matcher
  }
  get places(): Places {
    return this.#places
  }
  get laws(): LawFinder {
    return this.#laws
  }

  /** Changes everything at once, between two updates. */
  replace(learnt: Learnt): void {
    const next = new Library(learnt)
    this.#knowledge = next.#knowledge
    this.#matcher = next.#matcher
    this.#laws = next.#laws
    this.#places = next.#places
  }
}
