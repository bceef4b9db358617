import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { checkKnowledge, type Locate } from './check.ts'
import {
  caseSchema,
  caseTermsSchema,
  glossarySchema,
  lawsSchema,
  outsideSchema,
  placeNamesSchema,
  smallTalkSchema,
} from './schemas.ts'
import { checkConsultation } from './check-consultation.ts'
import { checkProcedures } from './check-procedures.ts'
import { questionWordsSchema, rulesSchema } from './consultation-schema.ts'
import { procedureSchema } from './procedure-schema.ts'
import { readTopic } from './topic-file.ts'
import { checkCases } from './check-cases.ts'
import type { CaseTerms, KnowledgeBase, Law, PlaceNames, SmallTalk, Topic } from './types.ts'
import { readYaml, type Mistake, type YamlFile } from './yaml-file.ts'

/** The knowledge folder has mistakes; `message` lists all of them, one a line with file, line and remedy. */
export class KnowledgeError extends Error {
  readonly mistakes: readonly Mistake[]

  constructor(directory: string, mistakes: readonly Mistake[]) {
    const list = mistakes.map((mistake) => `${mistake.file}:${mistake.line}  ${mistake.message}`)
    super(`${mistakes.length} mistake(s) in ${directory}:\n${list.join('\n')}`)
    this.name = 'KnowledgeError'
    this.mistakes = mistakes
  }
}

/**
 * Reads and checks the whole knowledge folder, all or nothing.
 * @param today ISO date, against which the dates in the files are checked.
 * @throws {KnowledgeError} with every mistake found.
 */
export async function loadKnowledge(directory: string, today: string): Promise<KnowledgeBase> {
  const [words, rules, laws, glossary, smallTalk, outside, caseTerms, placeNames, procedures, cases, topics] = await Promise.all([
    readFileWith(directory, 'consultation/questions.yaml', (file, text) => readYaml(file, text, questionWordsSchema)),
    readFileWith(directory, 'consultation/rules.yaml', (file, text) => readYaml(file, text, rulesSchema)),
    readFileWith(directory, 'laws.yaml', (file, text) => readYaml(file, text, lawsSchema)),
    readFileWith(directory, 'glossary.yaml', (file, text) => readYaml(file, text, glossarySchema)),
    readFileWith(directory, 'smalltalk.yaml', (file, text) => readYaml(file, text, smallTalkSchema)),
    readFileWith(directory, 'outside.yaml', (file, text) => readYaml(file, text, outsideSchema)),
    readFileWith(directory, 'case-terms.yaml', (file, text) => readYaml(file, text, caseTermsSchema)),
    readFileWith(directory, 'places.yaml', (file, text) => readYaml(file, text, placeNamesSchema)),
    readFolder(directory, 'procedures', '.yaml', (file, text) => readYaml(file, text, procedureSchema)),
    readFolder(directory, 'cases', '.yaml', (file, text) => readYaml(file, text, caseSchema)),
    readFolder(directory, 'topics', '.md', readTopic),
  ])
  const knowledge: KnowledgeBase = {
    topics: new Map([...topics.values()].flatMap(({ value }) => (value ? [[value.id, value]] : []))),
    laws: new Map((laws.value ?? []).map((law) => [law.id, law])),
    concepts: glossary.value ?? [],
    smallTalk: smallTalk.value ?? ({} as SmallTalk),
    cases: new Map([...cases.values()].flatMap(({ value }) => (value ? [[value.id, value]] : []))),
    procedures: new Map([...procedures.values()].flatMap(({ value }) => (value ? [[value.id, value]] : []))),
    caseTerms: caseTerms.value ?? ({} as CaseTerms),
    placeNames: placeNames.value ?? ({} as PlaceNames),
    questionWords: new Map(Object.entries(words.value ?? {})),
    rules: rules.value ?? [],
    outside: new Map((outside.value ?? []).map((subject) => [subject.id, subject])),
  }
  const mistakes = [
    ...[words, rules, laws, glossary, smallTalk, outside, caseTerms, placeNames, ...procedures.values(), ...cases.values(), ...topics.values()].flatMap((file) => file.mistakes),
    ...misplaced(topics),
    ...[...procedures].flatMap(([file, one]) => misnamed(file, one, '.yaml')),
    ...checkProcedures(procedures, knowledge, today),
    ...[...cases].flatMap(([file, one]) => misnamed(file, one, '.yaml')),
    ...(caseTerms.value ? checkCases(cases, caseTerms.value, today) : []),
    ...(laws.value ? checkConsultation(words, rules, knowledge) : []),
    ...repeated('consultation/rules.yaml', rules),
    ...repeated('laws.yaml', laws),
    ...repeated('glossary.yaml', glossary),
    ...repeated('outside.yaml', outside),
    ...(laws.value ? checkKnowledge(knowledge, idsOf(topics), today, locator(topics, laws)) : []),
  ]
  if (mistakes.length > 0) throw new KnowledgeError(directory, mistakes)
  return Object.freeze(knowledge)
}

function idsOf(topics: ReadonlyMap<string, unknown>): ReadonlySet<string> {
  return new Set([...topics.keys()].map((file) => basename(file, '.md')))
}

/** The way from a topic or law back to its file and line. */
function locator(topics: ReadonlyMap<string, YamlFile<Topic>>, laws: YamlFile<readonly Law[]>): Locate {
  const files = new Map([...topics].flatMap(([name, file]) => (file.value ? [[file.value.id, { name, file }]] : [])))
  const order = new Map((laws.value ?? []).map((law, i) => [law.id, i]))
  return (subject, path) => {
    const topic = 'category' in subject ? files.get(subject.id) : undefined
    if (topic) return { file: topic.name, line: topic.file.lineOf(path) }
    return { file: 'laws.yaml', line: laws.lineOf([order.get(subject.id) ?? 0, ...path]) }
  }
}

async function readFileWith<T>(
  directory: string,
  file: string,
  read: (file: string, text: string) => YamlFile<T>,
): Promise<YamlFile<T>> {
  try {
    return read(file, await readFile(join(directory, file), 'utf8'))
  } catch (error) {
    const message = `cannot be read (${(error as Error).message}); is KNOWLEDGE_DIR the right folder?`
    return { mistakes: [{ file, line: 1, message }], lineOf: () => 1 }
  }
}

/** All files of a folder with this ending, by their path from the knowledge folder. */
async function readFolder<T>(
  directory: string,
  folder: string,
  ending: string,
  read: (file: string, text: string) => YamlFile<T>,
): Promise<Map<string, YamlFile<T>>> {
  const entries = await readdir(join(directory, folder), { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)))
    .sort()
  if (files.length === 0) {
    const message = `there is no ${ending} file in this folder; is KNOWLEDGE_DIR the right one?`
    throw new KnowledgeError(directory, [{ file: folder, line: 1, message }])
  }
  const contents = await Promise.all(files.map((file) => readFileWith(directory, file, read)))
  return new Map(files.flatMap((file, i) => (contents[i] ? [[file, contents[i]]] : [])))
}

/** A topic is found by its name: file = id, folder = category. */
function misplaced(topics: ReadonlyMap<string, YamlFile<Topic>>): Mistake[] {
  return [...topics].flatMap(([file, topic]) => {
    const { value, lineOf } = topic
    const folder = basename(dirname(file))
    const elsewhere = value && folder !== value.category
    return [
      ...misnamed(file, topic, '.md'),
      ...(elsewhere
        ? [{ file, line: lineOf(['category']), message: `the category is "${value.category}"; move the file there` }]
        : []),
    ]
  })
}

function misnamed(file: string, { value, lineOf }: YamlFile<{ readonly id: string }>, ending: string): Mistake[] {
  if (!value || basename(file, ending) === value.id) return []
  return [{ file, line: lineOf(['id']), message: `the id is "${value.id}"; name the file ${value.id}${ending}` }]
}

function repeated(file: string, { value, lineOf }: YamlFile<readonly { readonly id: string }[]>): Mistake[] {
  const seen = new Set<string>()
  return (value ?? []).flatMap(({ id }, i) => {
    if (!seen.has(id)) {
      seen.add(id)
      return []
    }
    return [{ file, line: lineOf([i, 'id']), message: `the id "${id}" stands here twice; rename one` }]
  })
}
