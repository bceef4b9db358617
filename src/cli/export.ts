import { parseConfig } from '../config.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { overlay, type OverlayEntry } from '../knowledge/overlay.ts'
import { writeOverlay } from '../knowledge/write-overlay.ts'
import { openDatabase } from '../storage/connect.ts'
import { CuratedCaseRepository } from '../storage/curated-cases.ts'
import { run } from './run.ts'

/**
 * `npm run export`: writes the curators' cases from the database into the knowledge folder, to be looked at with
 * `git diff`. Once the bot has loaded the files it drops its own copies.
 */
async function main(): Promise<void> {
  const { database, knowledgeDir } = parseConfig()
  const today = new Date().toISOString().slice(0, 10)
  const files = await loadKnowledge(knowledgeDir, today)
  const entries = await readEntries(database)
  const overlaid = overlay(files, entries, today)
  const written = await writeOverlay(overlaid, entries, knowledgeDir)
  for (const path of written) console.log(path)
  console.log(`${written.length} cases written into ${knowledgeDir}`)
  for (const { id, message } of overlaid.mistakes) console.error(`left out: ${id}  ${message}`)
  for (const { id } of overlaid.conflicts) {
    console.error(
      `left out: ${id}  the file was changed since; save the case once more with /umumkan, or remove it there`,
    )
  }
  if (overlaid.mistakes.length + overlaid.conflicts.length > 0) process.exitCode = 1
  // Whatever was written must be what the bot takes.
  await loadKnowledge(knowledgeDir, today)
}

async function readEntries(config: Parameters<typeof openDatabase>[0]): Promise<OverlayEntry[]> {
  const { db } = await openDatabase(config)
  try {
    return await new CuratedCaseRepository(db).all()
  } finally {
    await db.destroy()
  }
}

await run(main)
