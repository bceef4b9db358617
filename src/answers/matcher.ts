import { countLinks } from '../knowledge/links.ts'
import type { KnowledgeBase, Language, SmallTalkKind } from '../knowledge/types.ts'
import { readCorpus } from './corpus.ts'
import { decide, mostForeign, type Decision } from './decide.ts'
import { maxFollowUpWords, rankFollowUp } from './follow-up.ts'
import { LanguageDetector } from './language.ts'
import { Ranker, type Contribution, type Ranked } from './rank.ts'
import { Reader, type Reading } from './reader.ts'
import { SmallTalkFinder } from './small-talk.ts'

/** Of a search: the least score, and the least share of the best one's. */
const leastToFind = 0.1
const leastOfBest = 0.3
/** A keyword fits many topics: those that others lead to come first. */
const perLink = 0.03
const mostLinks = 15

/** What the bot makes of a message. */
export interface Match {
  /** Undefined when the message is too short or mixed to tell. */
  readonly language: Language | undefined
  readonly decision: Decision
  /** At most five, best first, also when the decision is to abstain. */
  readonly topics: readonly Ranked[]
  readonly smallTalk?: SmallTalkKind
  /** The topic that the message was taken to continue. */
  readonly continues?: string
}

/** How a match came about, for `npm run ask -- --explain`. */
export interface Explanation {
  readonly match: Match
  readonly reading: Reading
  /** For each of the first topics, what each feature of the question contributed. */
  readonly contributions: ReadonlyMap<string, readonly Contribution[]>
}

/** From a message to a decision; built once from a knowledge base and never changed. */
export class Matcher {
  readonly #reader: Reader
  readonly #ranker: Ranker
  readonly #language: LanguageDetector
  readonly #smallTalk: SmallTalkFinder

  readonly #topics: KnowledgeBase['topics']
  readonly #links: ReadonlyMap<string, number>

  constructor(knowledge: KnowledgeBase) {
    this.#topics = knowledge.topics
    this.#links = countLinks(knowledge)
    const corpus = readCorpus(knowledge)
    this.#reader = new Reader(knowledge.concepts, corpus)
    this.#ranker = new Ranker(corpus, this.#reader)
    this.#language = new LanguageDetector(corpus)
    this.#smallTalk = new SmallTalkFinder(knowledge.smallTalk)
  }

  /** @param lastTopic what the person was just told about; a short message may continue it ("how long?"). */
  match(text: string, lastTopic?: string): Match {
    const reading = this.#reader.read(text)
    const match = this.#match(text, reading)
    const last = lastTopic === undefined ? undefined : this.#topics.get(lastTopic)
    if (!last || reading.words.length > maxFollowUpWords) return match
    if (match.smallTalk === 'next' && last.next) {
      const { smallTalk: _, ...rest } = match
      return { ...rest, decision: 'answer', topics: [{ id: last.next, score: 1 }], continues: last.id }
    }
    if (match.smallTalk || foreignShare(reading) > mostForeign) return match
    const together = this.#reader.read(`${last.title.id} ${last.title.en} ${text}`)
    const followUp = rankFollowUp(this.#ranker.rank(reading), this.#ranker.rank(together), last)
    return followUp ? { ...match, ...followUp, continues: last.id } : match
  }

  /** The topics nearest to a text that may still be being typed, best first; none that is far behind the best. */
  search(text: string, limit: number): readonly Ranked[] {
    const ranked = this.#ranker
      .rank(this.#reader.read(text))
      .map(({ id, score }) => ({ id, score: score * (1 + perLink * Math.min(mostLinks, this.#links.get(id) ?? 0)) }))
      .sort((a, b) => b.score - a.score)
    const least = Math.max(leastToFind, (ranked[0]?.score ?? 0) * leastOfBest)
    return ranked.filter(({ score }) => score >= least).slice(0, limit)
  }

  explain(text: string): Explanation {
    const reading = this.#reader.read(text)
    const match = this.#match(text, reading)
    const contributions = match.topics
      .slice(0, 3)
      .map(({ id }) => [id, this.#ranker.contributions(reading, id)] as const)
    return { match, reading, contributions: new Map(contributions) }
  }

  #match(text: string, reading: Reading): Match {
    const language = this.#language.detect(text)
    const topics = this.#ranker.rank(reading).slice(0, 5)
    const smallTalk = this.#smallTalk.find(text)
    if (smallTalk) return { language, decision: 'abstain', topics, smallTalk }
    return { language, decision: decide(topics, foreignShare(reading)), topics }
  }
}

/** How much of a message the knowledge base has no word for. */
function foreignShare({ words }: Reading): number {
  return words.filter(({ known }) => !known).length / Math.max(1, words.length)
}
