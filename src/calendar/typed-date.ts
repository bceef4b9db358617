import type { ParsedResult } from 'chrono-node'

/** A date as exact as it was typed: "2027-06-12", "2027-06" or "2027". */
export type TypedDate = { readonly date: string } | { readonly problem: 'no-such-day' }

/** "5 Mei 25", "12 Juni'24": of this century. */
const shortYear = /^(\d{1,2} [a-z]{3,9}\.?) ?['’]?(\d{2})$/i

/** Said of a year without making it more exact. */
const vague =
  /\b(?:sekitar|kira-kira|awal|akhir|pertengahan|tahun|around|about|early|late|mid|end|of|the|year|(?:semester|triwulan|kuartal|quarter|q)[ -]?(?:[1-4]|i{1,3}|iv))\b|[-–.,]/gi
const lead = /^(?:pada|di|tanggal|tgl\.?|on|the|sudah|selesai|done)\s+/i

/**
 * Reads a date as people type it, in Indonesian or English: "kemarin", "12 Juni", "last Friday", "Juni 2027",
 * "akhir 2027". Where the year is left out, the nearest that fits the direction is meant.
 * @param today ISO date.
 * @returns undefined when the text is no date at all.
 */
export async function readDate(
  text: string,
  today: string,
  direction: 'past' | 'future',
): Promise<TypedDate | undefined> {
  const typed = text
    .trim()
    .replace(lead, '')
    .replace(shortYear, '$1 20$2')
    .replace(/[.!]+$/, '')
  if (typed === '' || typed.length > 60) return undefined
  const iso = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(typed)
  if (iso) return exists(Number(iso[1]), Number(iso[2]), iso[3] === undefined ? undefined : Number(iso[3]))
  const month = /^(\d{1,2})[-/.](\d{4})$/.exec(typed)
  if (month) return exists(Number(month[2]), Number(month[1]))
  const year = /\b(?:19|20)\d{2}\b/.exec(typed)?.[0]
  if (year !== undefined && typed.replace(year, '').replaceAll(vague, '').trim() === '') return { date: year }
  // Thirty kilobytes of patterns that most people never need.
  const { id, en } = await import('chrono-node')
  const reference = { instant: new Date(`${today}T12:00:00Z`), timezone: 0 }
  // "12/6" is the twelfth of June here; "June 12" is understood by the American parser only.
  const readers = /^[a-z]+\.? \d{1,2}\b/i.test(typed) ? [id, en.casual] : [id, en.GB]
  for (const reader of readers) {
    const [result] = reader.parse(typed, reference)
    if (result && covers(result, typed)) return readResult(result, today, direction)
  }
  return looksLikeDay(typed) ? { problem: 'no-such-day' } : undefined
}

/** A date stands for an answer only when there is hardly anything else in the text. */
function covers(result: ParsedResult, typed: string): boolean {
  const rest = typed.replace(result.text, '')
  return rest.length <= 6 && !/\d/.test(rest)
}

function readResult({ start }: ParsedResult, today: string, direction: 'past' | 'future'): TypedDate {
  const [month, day] = [start.get('month') ?? 1, start.get('day') ?? 1]
  if (start.isCertain('year') && !start.isCertain('month')) return { date: String(start.get('year')) }
  let year = start.get('year') ?? Number(today.slice(0, 4))
  const exact = start.isCertain('day') || start.isCertain('weekday') || !start.isCertain('month')
  const write = () => [String(year), two(month), ...(exact ? [two(day)] : [])].join('-')
  if (start.isCertain('weekday') && !start.isCertain('day')) {
    return { date: towards(direction, write(), today) }
  }
  if (!start.isCertain('year') && start.isCertain('month')) {
    year = Number(today.slice(0, 4))
    const now = exact ? today : today.slice(0, 7)
    if (direction === 'past' && write() > now) year--
    if (direction === 'future' && write() < now) year++
  }
  return exists(year, month, exact ? day : undefined)
}

/** A weekday without a date is the last one that was, or the next one to come. */
function towards(direction: 'past' | 'future', date: string, today: string): string {
  const wrong = direction === 'past' ? date > today : date < today
  if (!wrong) return date
  const week = 7 * 24 * 60 * 60_000 * (direction === 'past' ? -1 : 1)
  return new Date(Date.parse(date) + week).toISOString().slice(0, 10)
}

function exists(year: number, month: number, day?: number): TypedDate {
  const date = new Date(Date.UTC(year, month - 1, day ?? 1))
  if (date.getUTCMonth() !== month - 1) return { problem: 'no-such-day' }
  return { date: [String(year), two(month), ...(day === undefined ? [] : [two(day)])].join('-') }
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}

/** A number and the name or number of a month: meant as a day, even where there is none such. */
function looksLikeDay(typed: string): boolean {
  return /^\d{1,2}(?:\s+|[/.-])(?:\d{1,2}|jan|feb|mar|apr|mei|may|jun|jul|agu|agt|aug|sep|okt|oct|nov|des|dec)/i.test(
    typed,
  )
}
