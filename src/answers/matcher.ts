import { countLinks } from '../knowledge/links.ts'
import type { KnowledgeBase, Language, SmallTalkKind } from '../knowledge/types.ts'
import { Classifier } from './classifier.ts'
import type { Subjects } from './corpus.ts'
import { decide, type Decision } from './decide.ts'
import { weighEvidence, type Signals } from './evidence.ts'
import { features } from './features.ts'
import { maxFollowUpWords, rankFollowUp } from './follow-up.ts'
import { LanguageDetector } from './language.ts'
import type { MatcherData } from './matcher-data.ts'
import { Ranker, type Contribution, type Ranked } from './rank.ts'
import { Reader, type Reading } from './reader.ts'
import { SmallTalkFinder } from './small-talk.ts'

/** Of a search: the least score, and the least share of the best one's. */
const leastToFind = 0.1
const leastOfBest = 0.3
/** A keyword fits many topics: those that others lead to come first. */
const perLink = 0.03
const mostLinks = 15
/** From here on a subject outside our field is named to the person. */
const surelyOutside = 0.5
/** With a larger share of words that are not of our field a message continues nothing. */
const mostForeign = 0.45

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
  /** What it is about instead, when that is clear: an entry of outside.yaml. Only when abstaining. */
  readonly outside?: string
}

/** How a match came about, for `npm run ask -- --explain`. */
export interface Explanation {
  readonly match: Match
  readonly reading: Reading
  readonly signals: Signals
  /** For each of the first topics, what each feature of the question contributed in the index. */
  readonly contributions: ReadonlyMap<string, readonly Contribution[]>
}

/** From a message to a decision; built from a knowledge base and what was learnt from it, never changed. */
export class Matcher {
  readonly #reader: Reader
  readonly #ranker: Ranker
  readonly #classifier: Classifier
  readonly #language: LanguageDetector
  readonly #smallTalk: SmallTalkFinder
  readonly #subjects: Subjects
  readonly #topics: KnowledgeBase['topics']
  readonly #links: ReadonlyMap<string, number>

  constructor(knowledge: KnowledgeBase, data: MatcherData) {
    this.#topics = knowledge.topics
    this.#links = countLinks(knowledge)
    this.#subjects = data.subjects
    this.#reader = new Reader(data.reader)
    this.#ranker = new Ranker(data.index, data.subjects)
    this.#classifier = new Classifier(data.classifier)
    this.#language = new LanguageDetector(data.language)
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
    if (!followUp) return match
    const { outside: _, ...rest } = match
    return { ...rest, ...followUp, continues: last.id }
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
    return { match, reading, signals: this.#weigh(reading).signals, contributions: new Map(contributions) }
  }

  #match(text: string, reading: Reading): Match {
    const language = this.#language.detect(text)
    const { topics, signals, outside } = this.#weigh(reading)
    const smallTalk = this.#smallTalk.find(text)
    if (smallTalk) return { language, decision: 'abstain', topics, smallTalk }
    const decision = topics.length > 0 ? decide(signals) : 'abstain'
    const clear = decision === 'abstain' && outside !== undefined && outside.score >= surelyOutside
    return { language, decision, topics, ...(clear && { outside: outside.id }) }
  }

  #weigh(reading: Reading) {
    const asked = features(reading)
    return weighEvidence(this.#ranker.shares(asked), this.#classifier.probabilities(asked), this.#subjects, reading)
  }
}

function foreignShare({ words }: Reading): number {
  return words.filter(({ known }) => !known).length / Math.max(1, words.length)
}
