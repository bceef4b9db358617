import { LawFinder } from '../answers/law-lookup.ts'
import type { MatcherData } from '../answers/matcher-data.ts'
import { Matcher } from '../answers/matcher.ts'
import type { KnowledgeBase } from '../knowledge/types.ts'
import type { Places } from '../places/places.ts'
import { PlaceSearch } from '../places/search.ts'

/** The knowledge base, without the phrasings, with what was learnt from it. */
export interface Learnt {
  readonly knowledge: KnowledgeBase
  readonly data: MatcherData
}

/** What the bot knows at present, and what is built from it. Read it anew for each update: it may be replaced. */
export class Library {
  #files: KnowledgeBase
  #current: ReturnType<typeof open>

  constructor(learnt: Learnt) {
    this.#files = learnt.knowledge
    this.#current = open(learnt)
  }

  /** What the files say, without the curators' cases. */
  get files(): KnowledgeBase {
    return this.#files
  }
  get knowledge(): KnowledgeBase {
    return this.#current.knowledge
  }
  get matcher(): Matcher {
    return this.#current.matcher
  }
  get places(): Places {
    return this.#current.places
  }
  get placeSearch(): PlaceSearch {
    return this.#current.placeSearch
  }
  get laws(): LawFinder {
    return this.#current.laws
  }

  /**
   * Changes everything at once, between two updates.
   * @param knowledge the same with the curators' cases.
   */
  replace(learnt: Learnt, knowledge = learnt.knowledge): void {
    this.#files = learnt.knowledge
    this.#current = open({ ...learnt, knowledge })
  }

  /** Changes the cases only, which takes a few milliseconds. @param knowledge the files with other cases. */
  useCases(knowledge: KnowledgeBase): void {
    this.#current = { ...this.#current, knowledge }
    this.#current.matcher.useCases(knowledge)
  }
}

function open({ knowledge, data }: Learnt) {
  return {
    knowledge,
    matcher: new Matcher(knowledge, data),
    laws: new LawFinder(knowledge.laws),
    places: data.places,
    placeSearch: new PlaceSearch(data.places),
  }
}
