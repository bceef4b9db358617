import { readDate } from '../calendar/typed-date.ts'
import type { PlaceSearch } from '../places/search.ts'
import { lastDay } from './facts.ts'
import { maxName, type Question } from './questions.ts'
import { unknown, type Answer } from './types.ts'

/** What a typed text says to a question. */
export type Reading =
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** It comes near to these options, or names several. */
  | { readonly kind: 'candidates'; readonly options: readonly string[] }
  /** It is understood and cannot be meant. */
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'none' }

export type Problem = 'no-such-day' | 'in-the-past' | 'in-the-future' | 'own-country'

export interface Reader {
  readonly places: PlaceSearch
  /** The words of an option's button, in both languages. */
  readonly labels: (question: string, option: string) => readonly string[]
  /** ISO date. */
  readonly today: string
}

/** "Don't know yet", as people type it. */
export const dontKnow =
  /^(?:\?+|-+|(?:saya |kami )?(?:belum|tidak|gak|ga|nggak|tdk|blm) (?:tahu|tau|pasti|yakin|jelas)(?: lah| sih)?|entah(?:lah)?|(?:i |we )?(?:don'?t|do not) know(?: yet)?|not sure(?: yet)?|unknown|no idea|skip|lewati)[.!]?$/i
const yes = /^(?:ya|iya|y|sudah|yes|yep|sure|ada|betul|benar)[.!]?$/i
const no = /^(?:tidak|tdk|gak|ga|nggak|bukan|belum|no|nope|not yet)[.!]?$/i
const maxCandidates = 6
const plausible = { from: '1945', to: '2100' }

/** Reads a typed text as the answer to a question. */
export async function readAnswer(question: Question, text: string, reader: Reader): Promise<Reading> {
  const typed = text.trim()
  if (dontKnow.test(typed)) return { kind: 'answer', answer: [unknown] }
  switch (question.kind) {
    case 'region':
      return readPlace(reader.places.regions(typed))
    case 'country':
      return readCountry(reader.places.countries(typed))
    case 'name':
      return typed.length <= maxName && /\p{L}/u.test(typed) && !/[\n?]/.test(typed)
        ? { kind: 'answer', answer: [typed] }
        : { kind: 'none' }
    case 'planned-date':
    case 'past-date':
    case 'end-date':
      return readDateFor(question.kind, typed, reader.today)
    case 'choice':
    case 'several':
      break
  }
  return readOption(question, typed, reader)
}

function readPlace({
  exact,
  near,
}: {
  readonly exact: readonly { readonly code: string }[]
  readonly near: readonly { readonly code: string }[]
}): Reading {
  const [only] = exact
  if (only && exact.length === 1) return { kind: 'answer', answer: [only.code] }
  const options = [...exact, ...near].slice(0, maxCandidates).map(({ code }) => code)
  return options.length > 0 ? { kind: 'candidates', options } : { kind: 'none' }
}

/** The partner is abroad. */
function readCountry(found: Parameters<typeof readPlace>[0]): Reading {
  const reading = readPlace(found)
  const own = reading.kind === 'answer' && reading.answer[0] === 'ID'
  return own ? { kind: 'problem', problem: 'own-country' } : reading
}

async function readDateFor(kind: Question['kind'], typed: string, today: string): Promise<Reading> {
  const read = await readDate(typed, today, kind === 'past-date' ? 'past' : 'future')
  if (!read) return { kind: 'none' }
  if ('problem' in read) return { kind: 'problem', problem: read.problem }
  if (read.date < plausible.from || read.date > plausible.to) return { kind: 'problem', problem: 'no-such-day' }
  if (kind === 'planned-date' && lastDay(read.date) < today) return { kind: 'problem', problem: 'in-the-past' }
  // "2026" or "2026-11" is not yet over and may still mean a day that is.
  if (kind === 'past-date' && read.date > today.slice(0, read.date.length)) {
    return { kind: 'problem', problem: 'in-the-future' }
  }
  return { kind: 'answer', answer: [read.date] }
}

function readOption(question: Question, typed: string, { labels }: Reader): Reading {
  const word = typed.toLowerCase()
  if (yes.test(typed) && question.options.includes('yes')) return { kind: 'answer', answer: ['yes'] }
  if (no.test(typed) && question.options.includes('no')) return { kind: 'answer', answer: ['no'] }
  const named = (fits: (label: string) => boolean) =>
    question.options.filter((option) => labels(question.id, option).some((label) => fits(label.toLowerCase())))
  const [same] = named((label) => label === word)
  if (same !== undefined) return { kind: 'answer', answer: [same] }
  const near = word.length >= 3 ? named((label) => label.includes(word)) : []
  return near.length > 0 ? { kind: 'candidates', options: near } : { kind: 'none' }
}
