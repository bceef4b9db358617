import { zones, type Zone } from '../calendar/zones.ts'
import type { QuietHours, Subscription } from './subscription.ts'

const hourMs = 60 * 60_000
const dayMs = 24 * hourMs
/** Digests come in the morning of their zone, weekly ones on Mondays. */
const digestHour = 8
const monday = 1

/**
 * When an announcement may go out to a subscription that is made now: at once, when its quiet hours are over, or with
 * the next digest.
 * @param now milliseconds since 1970.
 */
export function dueAt({ timing, zone, quiet }: Pick<Subscription, 'timing' | 'zone' | 'quiet'>, now: number): number {
  if (timing === 'at-once') return afterQuiet({ zone, quiet }, now)
  const digest = nextTime(zone, digestHour, now, timing === 'weekly' ? monday : undefined)
  return afterQuiet({ zone, quiet }, digest)
}

/** When it is this full hour in a zone, now or next, on this day of the week (0 is Sunday) if one is given. */
export function nextTime(zone: Zone, hour: number, now: number, weekday?: number): number {
  const offset = zones[zone] * hourMs
  const local = now + offset
  let next = Math.floor(local / dayMs) * dayMs + hour * hourMs
  if (next < local) next += dayMs
  if (weekday !== undefined) next += ((weekday - new Date(next).getUTCDay() + 7) % 7) * dayMs
  return next - offset
}

/** When a subscription gets what may go out from then on. */
export function dueFrom(wish: Pick<Subscription, 'timing' | 'zone' | 'quiet'>, startsAt: number, now: number): number {
  return dueAt(wish, Math.max(now, startsAt))
}

/** The same time, or the end of the quiet hours that it falls into. */
export function afterQuiet({ zone, quiet }: Pick<Subscription, 'zone' | 'quiet'>, time: number): number {
  return quiet && isQuiet(quiet, zone, time) ? nextTime(zone, quiet.to, time) : time
}

function isQuiet({ from, to }: QuietHours, zone: Zone, time: number): boolean {
  const hour = ((time + zones[zone] * hourMs) % dayMs) / hourMs
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to
}
