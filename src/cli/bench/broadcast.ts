import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../../storage/connect.ts'
import { Askers } from './askers.ts'
import { Audience } from './audience.ts'
import { curator, setStage, type Stage } from './stage.ts'
import type { Arrival, Chances } from './strict-telegram.ts'

/** One announcement to many groups, and what goes wrong meanwhile. */
export interface Trial {
  readonly groups: number
  /** Kills of the process, evenly over the delivery. */
  readonly kills: number
  readonly chances: Chances
  /** Groups that become supergroups when half of all have heard. */
  readonly moving: number
  /** Of the faults. */
  readonly seed: number
}

export interface Result {
  /** Groups at which it arrived. */
  readonly arrived: number
  /** Groups at which it arrived more than once. */
  readonly doubles: number
  /** Groups at which it did not arrive and that are not listed as unconfirmed. */
  readonly missing: number
  /** What the curator is told at the end. */
  readonly report: { readonly sent: number; readonly unconfirmed: number; readonly failed: number }
  /** From the approval to the last group. */
  readonly seconds: number
  /** Messages sent or edited in that time. */
  readonly arrivals: readonly Arrival[]
  /** Milliseconds from each question asked meanwhile to its answer. */
  readonly waits: readonly number[]
  readonly unanswered: number
}

/** A curator reads the preview; the rush of subscriptions, for which no limit holds, is over by then. */
const readingMs = 2000

/** Lets the built bot announce a case, with Telegram's limits enforced from the announcement on. */
export async function broadcast(trial: Trial): Promise<Result> {
  const stage = await setStage(trial.seed)
  try {
    const audience = new Audience(trial.groups, trial.moving, stage.strict.telegram)
    await audience.subscribe(stage)
    return await deliver(trial, stage, audience)
  } finally {
    await stage.close()
  }
}

async function deliver(trial: Trial, stage: Stage, audience: Audience): Promise<Result> {
  const { strict, until, last, end, databasePath } = stage
  const text = () => last(curator.id)?.text
  stage.deliver(strict.telegram.write(curator, { text: '/umumkan surabaya-kochi' }))
  await until('the preview', () => text()?.includes(`${trial.groups} tempat`) ?? false)
  await sleep(readingMs)
  strict.enforce(trial.chances)
  const begun = performance.now()
  approve(stage)
  const askers = new Askers(stage)
  await Promise.all([kill(trial, stage, audience), move(trial, stage, audience)])
  await until('the end', () => readReport(text()) !== undefined)
  await askers.stop()
  await end()
  const { arrived, doubles, lastAt } = audience
  return {
    arrived,
    doubles,
    missing: audience.missing(await unconfirmedIn(databasePath)),
    report: readReport(text()) ?? { sent: 0, unconfirmed: 0, failed: 0 },
    seconds: (lastAt - begun) / 1000,
    arrivals: strict.arrivals.filter(({ at }) => at <= lastAt),
    waits: askers.waits,
    unanswered: askers.waiting,
  }
}

function approve({ last, press }: Stage): void {
  const preview = last(curator.id)
  if (preview) press(curator, preview, '✅ Umumkan')
}

async function kill({ kills, groups }: Trial, { until, restart }: Stage, audience: Audience): Promise<void> {
  for (let i = 1; i <= kills; i++) {
    await until(`the moment of kill ${i}`, () => audience.arrived >= (groups * i) / (kills + 1))
    await restart()
  }
}

async function move({ moving, groups }: Trial, stage: Stage, audience: Audience): Promise<void> {
  if (moving === 0) return
  await stage.until('the middle', () => audience.arrived >= groups / 2)
  await audience.move(stage)
}

/** Reads "Selesai: …"; undefined while it is still under way. */
function readReport(text = ''): Result['report'] | undefined {
  const found = /^Selesai:[^]*Terkirim (\d+) · menunggu 0 · tidak pasti (\d+) · gagal (\d+)/.exec(text)
  if (!found) return undefined
  const [sent = 0, unconfirmed = 0, failed = 0] = found.slice(1).map(Number)
  return { sent, unconfirmed, failed }
}

/** All of them: the report to the curator names as many as fit into a message. */
async function unconfirmedIn(path: string): Promise<number[]> {
  const { db } = await openDatabase({ kind: 'sqlite', path })
  const rows = await db.selectFrom('deliveries').select('chat_id').where('state', '=', 'unconfirmed').execute()
  await db.destroy()
  return rows.map(({ chat_id }) => chat_id)
}
