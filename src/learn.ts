import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deserialize, serialize } from 'node:v8'
import { Worker } from 'node:worker_threads'
import type { Learnt } from './bot/library.ts'
import { KnowledgeError } from './knowledge/load.ts'
import type { Mistake } from './knowledge/yaml-file.ts'

export interface LearnTask {
  readonly directory: string
  /** ISO date. */
  readonly today: string
}

export type LearnOutcome = { readonly learnt: Learnt } | { readonly mistakes: readonly Mistake[] }

const here = fileURLToPath(new URL('.', import.meta.url))
const cache = join(here, '../node_modules/.cache/paradiplomasi-bot')
const keptFiles = 4

/**
 * Reads and checks the knowledge folder and learns from it, or takes what was learnt from the very same files by the
 * very same program before: learning takes seconds. Runs beside the event loop.
 * @throws {KnowledgeError} with every mistake found.
 */
export async function learn(task: LearnTask): Promise<Learnt> {
  const file = join(cache, `${await fingerprint(task.directory)}.bin`)
  const kept = await readFile(file).catch(() => undefined)
  if (kept) return withOwnArrays(deserialize(kept) as Learnt)

  const outcome = await inWorker(task)
  if ('mistakes' in outcome) throw new KnowledgeError(task.directory, outcome.mistakes)
  // Where nothing can be written, the next start takes longer, that is all.
  await keep(file, outcome.learnt).catch(() => undefined)
  return outcome.learnt
}

/** What was read from a file shares its memory, all of it, until each array is copied out. */
function withOwnArrays({ knowledge, data }: Learnt): Learnt {
  const own = <T extends object>(values: T): T =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        ArrayBuffer.isView(value) ? (value as Uint8Array).slice() : (value as unknown),
      ]),
    ) as T
  return { knowledge, data: { ...data, index: own(data.index), classifier: own(data.classifier) } }
}

function inWorker(task: LearnTask): Promise<LearnOutcome> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./learn-worker.js', import.meta.url), { workerData: task })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

/** Written aside and renamed, so that a kill leaves no half file. */
async function keep(file: string, learnt: Learnt): Promise<void> {
  await mkdir(cache, { recursive: true })
  const aside = `${file}.${process.pid}`
  await writeFile(aside, serialize(learnt))
  await rename(aside, file)
  const names = await readdir(cache)
  const files = await Promise.all(
    names.map(async (name) => ({ path: join(cache, name), time: (await stat(join(cache, name))).mtimeMs })),
  )
  const old = files.sort((a, b) => b.time - a.time).slice(keptFiles)
  await Promise.all(old.map(({ path }) => rm(path, { force: true })))
}

/** Of every file that the outcome depends on: the knowledge, and the program that reads it and learns from it. */
async function fingerprint(directory: string): Promise<string> {
  const hash = createHash('sha256').update(process.version)
  for (const folder of [
    directory,
    join(here, 'knowledge'),
    join(here, 'answers'),
    join(here, 'consultation'),
    join(here, 'places'),
  ]) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    const texts = await Promise.all(paths.sort().map((path) => readFile(path)))
    for (const [i, text] of texts.entries())
      hash.update(`${paths[i]?.slice(folder.length)}:${text.length}\n`).update(text)
  }
  return hash.digest('hex').slice(0, 32)
}
