import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { caseFilePath, caseFileText } from './case-file.ts'
import type { Overlaid, OverlayEntry } from './overlay.ts'

/**
 * Writes the curators' cases into the knowledge folder; one that has a file keeps it. For the command line only: a
 * running bot writes nothing there.
 * @returns the files, from the knowledge folder.
 */
export async function writeOverlay(
  { knowledge, mistakes, overtaken, conflicts }: Overlaid,
  entries: readonly OverlayEntry[],
  directory: string,
): Promise<string[]> {
  const out = new Set([...mistakes, ...overtaken, ...conflicts].map(({ id }) => id))
  const present = await readdir(join(directory, 'cases'), { recursive: true, withFileTypes: true })
  const paths = new Map(
    present.map((file) => [basename(file.name, '.yaml'), relative(directory, join(file.parentPath, file.name))]),
  )
  const written: string[] = []
  for (const { id } of entries) {
    const one = knowledge.cases.get(id)
    if (!one || out.has(id)) continue
    const path = paths.get(id) ?? caseFilePath(one)
    await mkdir(join(directory, dirname(path)), { recursive: true })
    await writeFile(join(directory, path), caseFileText(one))
    written.push(path)
  }
  return written
}
