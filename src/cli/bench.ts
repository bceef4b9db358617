import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { Matcher } from '../answers/matcher.ts'
import { buildMatcherData } from '../answers/matcher-data.ts'
import { parseConfig } from '../config.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { learn } from '../learn.ts'
import { measureAnnouncement } from './bench/announcement.ts'
import { calibrate } from './bench/calibrate.ts'
import { askAll, contestants, memory, type Contestant } from './bench/contestants.ts'
import { measureGrowth } from './bench/growth.ts'
import { measureConsultation } from './bench/consultation.ts'
import { leaveOut } from './bench/leave-out.ts'
import { readQuestions, scoreOf, type Question, type Score } from './bench/questions.ts'
import { withSlip } from './bench/slip.ts'
import { run } from './run.ts'

/** The libraries take up to a second a question. */
const sampleEvery = 24
const columns = ['top1', 'top3', 'wrong', 'refused', 'falseAnswers', 'median', 'p99'] as const

/**
 * `npm run bench [-- questions.jsonl]`: ours beside the libraries, then growth.
 * `--announcement`: delivery to 500 groups. `--consultation`: how long an answer takes. `--slips`: one slip in each question. `--leave-out`: phrasings not learnt. `--calibrate`: weights for decide.ts.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      slips: { type: 'boolean' },
      'leave-out': { type: 'boolean' },
      calibrate: { type: 'boolean' },
      consultation: { type: 'boolean' },
      announcement: { type: 'boolean' },
    },
    allowPositionals: true,
  })
  if (values.announcement) return console.log(await measureAnnouncement())
  const today = new Date().toISOString().slice(0, 10)
  const before = memory()
  const directory = parseConfig().knowledgeDir
  const lean = await learn({ directory, today })
  if (values.consultation) return console.log(await measureConsultation(lean))
  globalThis.gc?.()
  const learntMb = memory() - before
  // With the phrasings, which the libraries search and the measurements take apart.
  const learnt = { knowledge: await loadKnowledge(directory, today), data: lean.data }
  if (values['leave-out']) return console.log(leaveOut(learnt))

  const questions = readQuestions(positionals[0] ?? '../shared/eval/questions-dev.jsonl')
  const matcher = new Matcher(learnt.knowledge, learnt.data)
  if (values.calibrate) return console.log(calibrate(matcher, questions))

  console.log(`${today}, Node ${process.version}, ${cpus().length} cores, ${questions.length} questions`)
  const { words } = learnt.data.reader
  const slipped = questions.map((question) => ({ ...question, q: withSlip(question.q, words) }))
  if (values.slips) {
    const [ours] = contestants(learnt, learntMb)
    if (!ours) return
    console.log(row('as typed', scoreOf(askAll(ours, questions))))
    console.log(row('one slip', scoreOf(askAll(ours, slipped))))
    return
  }

  const begun = performance.now()
  buildMatcherData(learnt.knowledge, learnt.data.places)
  console.log(`learning without what was kept: ${((performance.now() - begun) / 1000).toFixed(1)} s\n`)
  console.log(`${''.padEnd(30)} ${columns.map((name) => name.padStart(12)).join('')}   build ms  memory MB`)
  const sample = questions.filter((_, i) => i % sampleEvery === 0)
  const report = (name: string, one: Contestant, asked: readonly Question[]) => {
    const cost = `${one.buildMs.toFixed(0).padStart(11)}${one.memoryMb.toFixed(0).padStart(11)}`
    console.log(row(name, scoreOf(askAll(one, asked))) + cost)
  }
  const [ours, ...libraries] = contestants(learnt, learntMb)
  if (ours) report('ours, all questions', ours, questions)
  if (ours) report(`ours, every ${sampleEvery}th question`, ours, sample)
  for (const library of libraries) report(library.name, library, sample)
  console.log('\nknowledge copied with new words   words     median ms     p99 ms    one slip, median ms')
  for (const copies of [1, 2, 10, 50]) {
    const size = measureGrowth(
      learnt,
      copies,
      questions,
      slipped.map(({ q }) => q),
    )
    const times = [size.median, size.p99, size.slipMedian].map((ms) => ms.toFixed(2).padStart(13)).join('')
    console.log(`${String(copies).padStart(4)} ×${''.padEnd(22)} ${String(size.words).padStart(11)} ${times}`)
  }
}

function row(name: string, score: Score): string {
  return `${name.padEnd(30)} ${columns.map((column) => score[column].toFixed(column.startsWith('m') || column === 'p99' ? 2 : 1).padStart(12)).join('')}`
}

await run(main)
