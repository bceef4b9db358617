import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { checkKnowledge, type Locate } from './check.ts'
import { glossarySchema, lawsSchema, outsideSchema, smallTalkSchema } from './schemas.ts'
import { readTopic } from './topic-file.ts'
import type { KnowledgeBase, Law, SmallTalk, Topic } from './types.ts'
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
  const [laws, glossary, smallTalk, outside, topics] = await Promise.all([
    readFileWith(directory, 'laws.yaml', (file, text) => readYaml(file, text, lawsSchema)),
    readFileWith(directory, 'glossary.yaml', (file, text) => readYaml(file, text, glossarySchema)),
    readFileWith(directory, 'smalltalk.yaml', (file, text) => readYaml(file, text, smallTalkSchema)),
    readFileWith(directory, 'outside.yaml', (file, text) => readYaml(file, text, outsideSchema)),
    readTopics(directory),
  ])
  const knowledge: KnowledgeBase = {
    topics: new Map([...topics.values()].flatMap(({ value }) => (value ? [[value.id, value]] : []))),
    laws: new Map((laws.value ?? []).map((law) => [law.id, law])),
    concepts: glossary.value ?? [],
    smallTalk: smallTalk.value ?? ({} as SmallTalk),
    outside: new Map((outside.value ?? []).map((subject) => [subject.id, subject])),
  }
  const mistakes = [
    ...[laws, glossary, smallTalk, outside, ...topics.values()].flatMap((file) => file.mistakes),
    ...misplaced(topics),
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

async function readTopics(directory: string): Promise<Map<string, YamlFile<Topic>>> {
  const entries = await readdir(join(directory, 'topics'), { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)))
    .sort()
  if (files.length === 0) {
    throw new KnowledgeError(directory, [{ file: 'topics', line: 1, message: 'there are no topics in this folder; is KNOWLEDGE_DIR the right one?' }])
  }
  const topics = await Promise.all(files.map((file) => readFileWith(directory, file, readTopic)))
  return new Map(files.flatMap((file, i) => (topics[i] ? [[file, topics[i]]] : [])))
}

/** A topic is found by its name: file = id, folder = category. */
function misplaced(topics: ReadonlyMap<string, YamlFile<Topic>>): Mistake[] {
  return [...topics].flatMap(([file, { value, lineOf }]) => {
    if (!value) return []
    const folder = basename(dirname(file))
    return [
      ...(basename(file, '.md') === value.id
        ? []
        : [{ file, line: lineOf(['id']), message: `the id is "${value.id}"; name the file ${value.id}.md` }]),
      ...(folder === value.category
        ? []
        : [{ file, line: lineOf(['category']), message: `the category is "${value.category}"; move the file there` }]),
    ]
  })
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
