import { zones } from '../calendar/zones.ts'
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
  const offset = zones[zone] * hourMs
  if (timing === 'at-once') return afterQuiet(quiet, now + offset) - offset
  const local = now + offset
  let digest = Math.floor(local / dayMs) * dayMs + digestHour * hourMs
  if (digest <= local) digest += dayMs
  if (timing === 'weekly') digest += ((monday - new Date(digest).getUTCDay() + 7) % 7) * dayMs
  return afterQuiet(quiet, digest) - offset
}

/** The same time, or the end of the quiet hours that it falls into. All in the local time of the zone. */
function afterQuiet(quiet: QuietHours | undefined, local: number): number {
  if (!quiet || quiet.from === quiet.to) return local
  const day = Math.floor(local / dayMs) * dayMs
  const hour = (local - day) / hourMs
  const { from, to } = quiet
  if (from < to) return hour >= from && hour < to ? day + to * hourMs : local
  if (hour >= from) return day + dayMs + to * hourMs
  return hour < to ? day + to * hourMs : local
}
