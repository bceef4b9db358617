import { LawFinder } from '../answers/law-lookup.ts'
import type { MatcherData } from '../answers/matcher-data.ts'
import { Matcher } from '../answers/matcher.ts'
import type { KnowledgeBase } from '../knowledge/types.ts'

/** The knowledge base with what was learnt from it. */
export interface Learnt {
  readonly knowledge: KnowledgeBase
  readonly data: MatcherData
}

/** What the bot knows at present, and what is built from it. Read it anew for each update: it may be replaced. */
export class Library {
  #knowledge: KnowledgeBase
  #matcher: Matcher
  #laws: LawFinder

  constructor({ knowledge, data }: Learnt) {
    this.#knowledge = knowledge
    this.#matcher = new Matcher(knowledge, data)
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
  replace(learnt: Learnt): void {
    const next = new Library(learnt)
    this.#knowledge = next.#knowledge
    this.#matcher = next.#matcher
    this.#laws = next.#laws
  }
}
