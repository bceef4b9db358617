import type { KnowledgeBase } from '../knowledge/types.ts'
import type { Places } from '../places/places.ts'
import type { Bm25Data } from './bm25.ts'
import { trainClassifier, type ClassifierData } from './classifier.ts'
import { readCorpus, subjectsOf, type Subjects } from './corpus.ts'
import { learnLanguages, type LanguageData } from './language.ts'
import { indexSubjects } from './rank.ts'
import { prepareReader, Reader, type ReaderData } from './reader.ts'
import { countWords } from './vocabulary.ts'

/** All that a matcher has learnt from a knowledge base; plain data, which can be written to disk. */
export interface MatcherData {
  readonly subjects: Subjects
  readonly reader: ReaderData
  readonly index: Bm25Data
  readonly classifier: ClassifierData
  readonly language: LanguageData
  readonly places: Places
}

/** Reads, indexes and learns. Takes seconds for the whole knowledge base; the same input gives the same. */
export function buildMatcherData(knowledge: KnowledgeBase, places: Places): MatcherData {
  const corpus = readCorpus(knowledge, places)
  const subjects = subjectsOf(knowledge)
  const reader = prepareReader(knowledge.concepts, countWords(corpus))
  const ready = new Reader(reader)
  return {
    subjects,
    reader,
    index: indexSubjects(corpus, subjects, ready),
    classifier: trainClassifier(corpus, subjects, ready),
    language: learnLanguages(corpus),
    places,
  }
}
