import { broadcast, type Result } from './broadcast.ts'

const groups = 500
const none = { reset: 0, serverError: 0, flood: 0 }
const faults = { reset: 0.05, serverError: 0.05, flood: 0.02 }

/** One announcement to 500 groups with Telegram's limits enforced: undisturbed, then with kills, faults and moves. */
export async function measureAnnouncement(): Promise<string> {
  const quiet = await broadcast({ groups, kills: 0, chances: none, moving: 0, seed: 1 })
  const rough = await broadcast({ groups, kills: 10, chances: faults, moving: 20, seed: 1 })
  const [left, right] = [figures(quiet), figures(rough)]
  const line = (name: string, one: unknown, other: unknown) =>
    `${name.padEnd(44)} ${String(one).padStart(12)} ${String(other).padStart(12)}`
  return [
    line('', 'undisturbed', 'with faults'),
    ...Object.entries(left).map(([name, value]) => line(name, value, right[name])),
  ].join('\n')
}

function figures({
  arrived,
  doubles,
  missing,
  report,
  seconds,
  arrivals,
  waits,
  unanswered,
}: Result): Record<string, unknown> {
  const count = (...fates: string[]) => arrivals.filter(({ fate }) => fates.includes(fate)).length
  const refused = count('over-limit', 'flood')
  const sorted = waits.toSorted((a, b) => a - b)
  return {
    groups,
    delivered: arrived,
    doubles,
    'missing (not delivered, not listed)': missing,
    'sent, by the report': report.sent,
    'unconfirmed, by the report': report.unconfirmed,
    'failed, by the report': report.failed,
    'messages a second, counting replies': (count('carried-out') / seconds).toFixed(1),
    'refused by 429': refused,
    'of which over a limit, not by chance': count('over-limit'),
    'refused by 429, share': `${((100 * refused) / arrivals.length).toFixed(2)} %`,
    'questions answered meanwhile': waits.length,
    'questions left without an answer': unanswered,
    'answer to a question, median ms': sorted[Math.floor(sorted.length / 2)]?.toFixed(0),
    'answer to a question, slowest ms': sorted.at(-1)?.toFixed(0),
    'seconds from approval to the last group': seconds.toFixed(1),
  }
}
