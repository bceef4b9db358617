import type { KnowledgeBase, Language, SmallTalkKind } from '../knowledge/types.ts'
import { readCorpus } from './corpus.ts'
import { decide, type Decision } from './decide.ts'
import { LanguageDetector } from './language.ts'
import { Ranker, type Contribution, type Ranked } from './rank.ts'
import { Reader, type Reading } from './reader.ts'
import { SmallTalkFinder } from './small-talk.ts'

/** A longer message must be understood by itself. */
const maxFollowUpWords = 6

/** What the bot makes of a message. */
export interface Match {
  /** Undefined when the message is too short or mixed to tell. */
  readonly language: Language | undefined
  readonly decision: Decision
  /** At most five, best first, also when the decision is to abstain. */
  readonly topics: readonly Ranked[]
  readonly smallTalk?: SmallTalkKind
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

  constructor(knowledge: KnowledgeBase) {
    this.#topics = knowledge.topics
    const corpus = readCorpus(knowledge)
    this.#reader = new Reader(knowledge.concepts, corpus)
    this.#ranker = new Ranker(corpus, this.#reader)
    this.#language = new LanguageDetector(corpus)
    this.#smallTalk = new SmallTalkFinder(knowledge.smallTalk)
  }

  /**
   * @param lastTopic what the chat was just told about: a short message that means nothing by itself ("how
   * long?") is read as a follow-up to it, and then only offers candidates.
   */
  match(text: string, lastTopic?: string): Match {
    const match = this.#match(text, this.#reader.read(text))
    const topic = lastTopic === undefined ? undefined : this.#topics.get(lastTopic)
    if (!topic || match.smallTalk || match.decision !== 'abstain' || text.split(/\s+/).length > maxFollowUpWords)
      return match
    const together = `${topic.title[match.language ?? 'id']} ${text}`
    const followUp = this.#match(together, this.#reader.read(together))
    return followUp.decision === 'abstain' ? match : { ...followUp, language: match.language, decision: 'choose' }
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
