import { readCase, type CaseFlaw } from './check-cases.ts'
import { caseSchema } from './schemas.ts'
import type { Case, KnowledgeBase } from './types.ts'

/** A case of the curators, in place of the one in the files or beside them. */
export interface OverlayEntry {
  readonly id: string
  /** A `Case`, as soon as it is checked. */
  readonly content: unknown
  /** The case in the files as it stood when the entry was made, as JSON; null for a new one. */
  readonly base: string | null
  readonly changedAt: number
}

/** The files with the curators' cases over them. */
export interface Overlaid {
  readonly knowledge: KnowledgeBase
  /** Of entries that pass the checks no more, and are left out until somebody mends them. */
  readonly mistakes: readonly (CaseFlaw & { readonly id: string })[]
  /** Entries that are over: the files say the same by now. */
  readonly overtaken: readonly OverlayEntry[]
  /** Entries of a case that the files say something else of than when they were made; the files count, nothing is lost. */
  readonly conflicts: readonly OverlayEntry[]
}

/**
 * Lays the curators' cases over the files. An entry holds as long as the files still have what it was made from.
 * @param today ISO date, against which the dates are checked.
 */
export function overlay(files: KnowledgeBase, entries: readonly OverlayEntry[], today: string): Overlaid {
  const cases = new Map(files.cases)
  const mistakes: (CaseFlaw & { readonly id: string })[] = []
  const [overtaken, conflicts]: [OverlayEntry[], OverlayEntry[]] = [[], []]
  for (const entry of entries) {
    const { id, content, base } = entry
    const inFiles = textOf(files.cases.get(id))
    const read = readCase(content, files.caseTerms, today)
    if ('value' in read && textOf(read.value) === inFiles) overtaken.push(entry)
    else if ((base === null ? null : rewritten(base)) !== inFiles) conflicts.push(entry)
    else if ('value' in read) cases.set(id, read.value)
    else mistakes.push(...read.flaws.map((flaw) => ({ id, ...flaw })))
  }
  return { knowledge: Object.freeze({ ...files, cases }), mistakes, overtaken, conflicts }
}

/** A case as `base` keeps it; null when there is none. */
export function textOf(one: Case | undefined): string | null {
  return one ? JSON.stringify(one) : null
}

/** A newer version of the program may order the parts of a case in another way, or know more of them. */
function rewritten(base: string): string | null {
  const { data } = caseSchema.safeParse(JSON.parse(base))
  return textOf(data)
}
