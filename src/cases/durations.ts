import type { Case } from '../knowledge/types.ts'

/** With fewer cases nothing can be said in general. */
const fewest = 3

/** How many years passed between letter of intent and text, of the Indonesian cases in which both are known. */
export function loiToMou(
  cases: Iterable<Case>,
):
  { readonly count: number; readonly shortest: number; readonly median: number; readonly longest: number } | undefined {
  const years = [...cases]
    .filter(({ region }) => region.country === 'ID')
    .flatMap(({ years: { loi, mou } }) => (loi !== undefined && mou !== undefined && mou >= loi ? [mou - loi] : []))
    .sort((a, b) => a - b)
  const [shortest] = years
  const longest = years.at(-1)
  if (years.length < fewest || shortest === undefined || longest === undefined) return undefined
  return { count: years.length, shortest, median: years[Math.floor(years.length / 2)] ?? shortest, longest }
}
