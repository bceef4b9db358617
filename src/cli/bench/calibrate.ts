import { probability } from '../../answers/decide.ts'
import { signalNames, type Signals } from '../../answers/evidence.ts'
import type { Matcher } from '../../answers/matcher.ts'
import { cleanText } from '../../answers/clean.ts'
import type { Question } from './questions.ts'

interface Row {
  readonly signals: Signals
  readonly inside: boolean
  readonly right: boolean
  readonly rightOfThree: boolean
}

const folds = 10
const steps = 3000
const stepSize = 0.5
/** Holds the weights back, so that few questions cannot drive them far. */
const restraint = 0.003

/** Weighs the signals anew on these questions and says what each pair of thresholds would give, by cross-validation. */
export function calibrate(matcher: Matcher, questions: readonly Question[]): string {
  const rows = questions.flatMap((question): Row[] => {
    const { match, signals } = matcher.explain(cleanText(question.q))
    if (match.smallTalk) return []
    const hit = (first: number) => match.topics.slice(0, first).some(({ id }) => question.topics.includes(id))
    return [{ signals, inside: question.topics.length > 0, right: hit(1), rightOfThree: hit(3) }]
  })
  const inside = fit(rows, (row) => row.inside)
  const right = fit(rows, (row) => row.right)
  const guessed = crossValidated(rows)
  const lines = [0.6, 0.7, 0.8, 0.85, 0.9].flatMap((offer) =>
    [0.75, 0.8, 0.85, 0.88, 0.9].map((answer) => outcome(guessed, offer, answer)),
  )
  return [
    `inside: ${written(inside)}`,
    `right: ${written(right)}`,
    'offer answer   right  wrong  offered  missed  silent   refused  chosen  false   utility',
    ...lines,
  ].join('\n')
}

/** Logistic regression by plain gradient descent. */
function fit(rows: readonly Row[], label: (row: Row) => boolean): Signals {
  const weights = Object.fromEntries(signalNames.map((name) => [name, 0])) as Record<keyof Signals, number>
  for (let step = 0; step < steps; step++) {
    const slope = Object.fromEntries(signalNames.map((name) => [name, 0])) as Record<keyof Signals, number>
    for (const row of rows) {
      const error = probability(weights, row.signals) - (label(row) ? 1 : 0)
      for (const name of signalNames) slope[name] += error * row.signals[name]
    }
    for (const name of signalNames) {
      weights[name] -= stepSize * (slope[name] / rows.length + restraint * weights[name])
    }
  }
  return weights
}

/** Each row judged by weights that have not seen it. */
function crossValidated(rows: readonly Row[]) {
  return Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
    const seen = rows.filter((__, i) => i % folds !== fold)
    const [inside, right] = [fit(seen, (row) => row.inside), fit(seen, (row) => row.right)]
    return rows
      .filter((__, i) => i % folds === fold)
      .map((row) => ({
        row,
        inside: probability(inside, row.signals),
        right: probability(right, row.signals),
      }))
  })
}

function outcome(guessed: ReturnType<typeof crossValidated>, offer: number, answer: number): string {
  const counts = { right: 0, wrong: 0, offered: 0, missed: 0, silent: 0, refused: 0, chosen: 0, false: 0 }
  for (const { row, inside, right } of guessed) {
    const decision = inside < offer ? 'abstain' : right >= answer ? 'answer' : 'choose'
    const kind = row.inside
      ? { abstain: 'silent', answer: row.right ? 'right' : 'wrong', choose: row.rightOfThree ? 'offered' : 'missed' }
      : { abstain: 'refused', answer: 'false', choose: 'chosen' }
    counts[kind[decision] as keyof typeof counts]++
  }
  const asked = guessed.filter(({ row }) => row.inside).length
  const others = guessed.length - asked
  const { right, wrong, offered, missed, silent, refused, chosen, false: falsely } = counts
  const utility = right + 0.7 * offered - 0.3 * missed - 2 * wrong + refused - 2 * falsely
  const percent = (count: number, of: number) => ((100 * count) / Math.max(1, of)).toFixed(1).padStart(6)
  return [
    `${offer.toFixed(2)}  ${answer.toFixed(2)}  `,
    ...[right, wrong, offered, missed, silent].map((count) => percent(count, asked)),
    '  ',
    ...[refused, chosen, falsely].map((count) => percent(count, others)),
    `  ${(utility / guessed.length).toFixed(3)}`,
  ].join(' ')
}

function written(signals: Signals): string {
  return signalNames.map((name) => `${name}: ${signals[name].toFixed(2)}`).join(', ')
}
