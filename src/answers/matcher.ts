import { CaseReader, type CaseQuestion } from '../cases/case-reader.ts'
import { filterCases, type CaseFilter } from '../cases/filter.ts'
import { countLinks } from '../knowledge/links.ts'
import type { KnowledgeBase, Language, SmallTalkKind } from '../knowledge/types.ts'
import { Classifier } from './classifier.ts'
import type { Subjects } from './corpus.ts'
import { decide, type Decision } from './decide.ts'
import { DefinitionFinder } from './definitions.ts'
import { weighEvidence, type Signals } from './evidence.ts'
import { features } from './features.ts'
import { maxFollowUpWords, rankFollowUp } from './follow-up.ts'
import { LanguageDetector } from './language.ts'
import type { MatcherData } from './matcher-data.ts'
import { severalQuestions } from './questions.ts'
import { Ranker, type Contribution, type Ranked } from './rank.ts'
import { Reader, type Reading, type Word } from './reader.ts'
import { SmallTalkFinder } from './small-talk.ts'
import { tokenise } from './tokens.ts'

/** Of a longer message the beginning and the end are read: a question stands in one of them. */
const longestText = 1500
/** Of a search: the least score, and the least share of the best one's. */
const leastToFind = 0.1
const leastOfBest = 0.3
/** A keyword fits many topics: those that others lead to come first. */
const perLink = 0.03
const mostLinks = 15
/** From here on a subject outside our field is named to the person. */
const surelyOutside = 0.5
/** A message with more words besides places, fields and words of asking asks for something else. */
const mostOthers = 2
/** A topic on this many cases is an overview. */
const leastForOverview = 3
/** Letters of a misspelt place that is still recognised. */
const shortestPlace = 6
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
  /** Topics of further questions in the same message, when the first is answered. */
  readonly also?: readonly string[]
  /** The concept of the glossary whose meaning was asked for; the topics are what comes near. */
  readonly definition?: string
  /** Which cases answer it, when an answer is made from them. */
  readonly cases?: CaseFilter
}

/** How a match came about, for `npm run ask -- --explain`. */
export interface Explanation {
  readonly match: Match
  readonly reading: Reading
  readonly signals: Signals
  /** For each of the first topics, what each feature of the question contributed in the index. */
  readonly contributions: ReadonlyMap<string, readonly Contribution[]>
}

/** From a message to a decision; built from a knowledge base and what was learnt from it. Only the cases may change. */
export class Matcher {
  readonly #reader: Reader
  readonly #ranker: Ranker
  readonly #classifier: Classifier
  readonly #language: LanguageDetector
  readonly #smallTalk: SmallTalkFinder
  readonly #definitions: DefinitionFinder
  readonly #subjects: Subjects
  readonly #links: ReadonlyMap<string, number>
  readonly #caseReader: CaseReader
  #knowledge: KnowledgeBase

  constructor(knowledge: KnowledgeBase, data: MatcherData) {
    this.#knowledge = knowledge
    this.#caseReader = new CaseReader(knowledge, data.places, tokenise)
    this.#links = countLinks(knowledge)
    this.#subjects = data.subjects
    this.#reader = new Reader(data.reader)
    this.#ranker = new Ranker(data.index, data.subjects)
    this.#classifier = new Classifier(data.classifier)
    this.#language = new LanguageDetector(data.language)
    this.#smallTalk = new SmallTalkFinder(knowledge.smallTalk)
    this.#definitions = new DefinitionFinder(knowledge.concepts)
  }

  /** Takes other cases for the same topics and laws; to build all anew would hold everybody up. */
  useCases(knowledge: KnowledgeBase): void {
    this.#knowledge = knowledge
    this.#caseReader.useCases(knowledge.cases)
  }

  /** @param lastTopic what the person was just told about; a short message may continue it ("how long?"). */
  match(whole: string, lastTopic?: string): Match {
    const text =
      whole.length > longestText ? `${whole.slice(0, longestText / 2)} ${whole.slice(-longestText / 2)}` : whole
    const reading = this.#reader.read(text)
    const match = this.#several(text) ?? this.#match(text, reading)
    const last = lastTopic === undefined ? undefined : this.#knowledge.topics.get(lastTopic)
    if (match.cases || !last || reading.words.length > maxFollowUpWords) return match
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

  /** Which cases a text asks for that is known to ask for some. */
  readCases(text: string): CaseFilter {
    return this.readCaseQuestion(text).filter
  }

  /** The same with the words that say nothing of cases. */
  readCaseQuestion(text: string): CaseQuestion {
    return this.#caseReader.read(this.#reader.read(text).words.map((word) => this.#placeWord(word)))
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
    if (smallTalk) {
      return { language: language ?? smallTalk.language, decision: 'abstain', topics, smallTalk: smallTalk.kind }
    }
    const decision = topics.length > 0 ? decide(signals) : 'abstain'
    const clear = decision === 'abstain' && outside !== undefined && outside.score >= surelyOutside
    const match: Match = { language, decision, topics, ...(clear && { outside: outside.id }) }
    return this.#fromCases(match, reading) ?? this.#fromGlossary(text, match) ?? match
  }

  /** The meaning of a word, unless a topic is sure that is about this very word. */
  #fromGlossary(text: string, match: Match): Match | undefined {
    const concept = this.#definitions.find(text)
    if (!concept) return undefined
    const title = this.#knowledge.topics.get(match.topics[0]?.id ?? '')?.title
    const named = title && this.#reader.read(`${title.id} ${title.en}`).concepts.includes(concept.id)
    if (match.decision === 'answer' && named) return undefined
    const decision = match.decision === 'answer' ? 'choose' : match.decision
    return { ...match, decision, definition: concept.id }
  }

  /** Of several questions in one message each is read alone; undefined unless all are sure, about different topics. */
  #several(text: string): Match | undefined {
    const matches = severalQuestions(text).map((question) => this.#match(question, this.#reader.read(question)))
    const [first, ...others] = matches
    if (!first || matches.some(({ decision, cases }) => decision !== 'answer' || cases)) return undefined
    const best = matches.flatMap(({ topics }) => topics[0] ?? [])
    const also = others.flatMap(({ topics }) => topics[0]?.id ?? [])
    if (new Set(best.map(({ id }) => id)).size < best.length) return undefined
    return { ...first, topics: [...best, ...first.topics.slice(1)].slice(0, 5), also }
  }

  /**
   * An answer made from the cases, when the message names a place and asks for cases there, and no topic is right:
   * none is sure, or the first is about other places.
   */
  #fromCases(match: Match, { words }: Reading): Match | undefined {
    const { filter, place, asks, others } = this.#caseReader.read(words.map((word) => this.#placeWord(word)))
    if (!place || match.outside !== undefined || !(asks || others.length === 0) || others.length > mostOthers)
      return undefined
    const all = [...this.#knowledge.cases.values()]
    const found = filterCases(all, filter).map(({ id }) => id)
    // That we know of none, or of none exactly, is an answer only to a plain question.
    if (found.length === 0 && others.length > 0) return undefined
    const [first] = match.topics.flatMap(({ id }) => this.#knowledge.topics.get(id) ?? [])
    if (first?.category !== 'cases') {
      if (match.decision === 'answer' && others.length > 0) return undefined
    } else {
      const covered = found.filter((id) => first.cases.includes(id)).length
      // What nothing fits exactly, and what a topic is an overview of, the topic knows better.
      if (found.length === 0) return undefined
      if (covered === first.cases.length && covered >= leastForOverview) return { ...match, decision: 'answer' }
      if (covered > 0 && (match.decision === 'answer' || covered * 2 >= found.length)) return undefined
    }
    const [only] = found
    const id = found.length === 1 && only ? `case:${only}` : 'case-search'
    return { ...match, decision: 'answer', topics: [{ id, score: 1 }, ...match.topics.slice(0, 4)], cases: filter }
  }

  /**
   * A short word is not corrected into the name of a place: "kapan" is no slip for Japan. Nor is a word of a place
   * that the vocabulary was not learnt from.
   */
  #placeWord({ typed, word }: Word): string {
    return typed.length < shortestPlace || this.#caseReader.knows(typed) ? typed : word
  }

  #weigh(reading: Reading) {
    const asked = features(reading)
    return weighEvidence(this.#ranker.shares(asked), this.#classifier.probabilities(asked), this.#subjects, reading)
  }
}

function foreignShare({ words }: Reading): number {
  return words.filter(({ known }) => !known).length / Math.max(1, words.length)
}
