import { chosen, interestOf, type Interest } from '../../announcements/interest.ts'
import { timings, type Subscription } from '../../announcements/subscription.ts'
import { zones, type Zone } from '../../calendar/zones.ts'
import type { BotDeps } from '../deps.ts'
import type { View } from '../views/subscription.ts'
import { dimensionsOf, listOf, readDimension, readList, readValue } from '../views/subscription-lists.ts'

/** When nothing is sent where somebody has chosen only one of the two hours. */
const night = { from: 21, to: 6 } as const

/** What a typed text says of a subscription, and its words that say nothing of it. */
export function understand(
  text: string,
  { library }: BotDeps,
): { readonly interest: Interest; readonly unused: readonly string[] } {
  const { filter, others } = library.matcher.readCaseQuestion(text)
  return {
    interest: interestOf(filter),
    unused: [...others, ...(filter.partners ?? []), ...[...(filter.years ?? [])].map(String)],
  }
}

/** The wish after a press; the same one where the press changes nothing. */
export function changed(wish: Subscription, [verb = '', ...values]: readonly string[], deps: BotDeps): Subscription {
  const { interest } = wish
  if (verb === 'set') return { ...wish, ...setting(wish, values) }
  if (verb === 'clear') {
    const list = readList(values[0] ?? '')
    const none = Object.fromEntries((list ? dimensionsOf(list) : []).map((dimension) => [dimension, []]))
    return { ...wish, interest: { ...interest, ...none } }
  }
  const [, letter = '', code = '', on = '1'] = values
  const dimension = verb === 'pick' ? readDimension(letter) : undefined
  const value = dimension && readValue(dimension, code, deps.library)
  return dimension && value ? { ...wish, interest: chosen(interest, dimension, value, on === '1') } : wish
}

function setting(wish: Subscription, [what = '', value = '']: readonly string[]): Partial<Subscription> {
  const quiet = wish.quiet ?? night
  if (what === 'language') return { language: value === 'en' ? 'en' : 'id' }
  if (what === 'timing') return { timing: timings.find((one) => one === value) ?? wish.timing }
  if (what === 'zone') return { zone: Object.hasOwn(zones, value) ? (value as Zone) : wish.zone }
  if (what === 'from') return { quiet: { ...quiet, from: hourOf(value) } }
  if (what === 'to') return { quiet: { ...quiet, to: hourOf(value) } }
  return { quiet: undefined }
}

/** What a press leads to. */
export function viewAfter([verb = '', what = '', value = '']: readonly string[]): View {
  const dimension = verb === 'pick' ? readDimension(value) : undefined
  if (dimension) return { list: listOf(dimension), page: Number(what) || 0 }
  const list = verb === 'list' || verb === 'clear' ? readList(what) : undefined
  if (list) return { list, page: Number(value) || 0 }
  return verb === 'time' || (verb === 'set' && what !== 'language') ? 'time' : 'home'
}

function hourOf(value: string): number {
  return Math.min(23, Math.max(0, Math.trunc(Number(value)) || 0))
}
