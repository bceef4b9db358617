import { overlay, type Overlaid } from '../knowledge/overlay.ts'
import type { BotDeps } from './deps.ts'
import type { Learnt } from './library.ts'

type OverlayDeps = Pick<BotDeps, 'library' | 'curatedCases' | 'now'>

/**
 * Lays the curators' cases over the files; what the files have overtaken is deleted.
 * @param learnt what the library takes at the same time, read anew from the files.
 */
export async function applyOverlay({ library, curatedCases, now }: OverlayDeps, learnt?: Learnt): Promise<Overlaid> {
  const entries = await curatedCases.all()
  const overlaid = overlay(learnt?.knowledge ?? library.files, entries, isoDay(now()))
  if (learnt) library.replace(learnt, overlaid.knowledge)
  else library.useCases(overlaid.knowledge)
  for (const entry of overlaid.overtaken) await curatedCases.remove(entry)
  return overlaid
}

/**
 * Follows what curators change, here or in another process; to be called again and again.
 * @param tell hears of entries that were left out.
 */
export function overlayFollower(deps: OverlayDeps, tell: (mistakes: readonly string[]) => void): () => Promise<void> {
  let applied: string | undefined
  return async () => {
    const version = await deps.curatedCases.version()
    if (version === applied) return
    const { mistakes, conflicts } = await applyOverlay(deps)
    applied = version
    const said = [...mistakes.map(overlayMistake), ...conflicts.map(({ id }) => `${id}  the file was changed since`)]
    if (said.length > 0) tell(said)
  }
}

/** As the mistakes in files are listed: where, then what. */
export function overlayMistake({ id, message }: Overlaid['mistakes'][number]): string {
  return `${id}  ${message}`
}

/** The day by which files are checked, too. */
export function isoDay(now: number): string {
  return new Date(now).toISOString().slice(0, 10)
}
