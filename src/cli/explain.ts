import { probability, weights } from '../answers/decide.ts'
import { signalNames } from '../answers/evidence.ts'
import type { Explanation } from '../answers/matcher.ts'

const shownContributions = 12

/** Prints words, corrections, concepts and what each contributed to the first topics. */
export function printExplanation({ match, reading, signals, contributions }: Explanation): void {
  const words = reading.words.map(({ typed, word, stem }) =>
    typed === word ? `${word}[${stem}]` : `${typed}→${word}[${stem}]`,
  )
  console.log(`words        ${words.join(' ')}`)
  for (const { from, to, certainty } of reading.corrections) console.log(`corrected    ${from} → ${to} (${certainty})`)
  console.log(`concepts     ${reading.concepts.join(', ') || 'none'}`)
  console.log(`language     ${match.language ?? 'not clear'}`)
  console.log(`decision     ${match.decision}${match.smallTalk ? ` (small talk: ${match.smallTalk})` : ''}`)
  if (match.outside) console.log(`outside      ${match.outside}`)
  console.log(`signals      ${signalNames.map((name) => `${name} ${signals[name].toFixed(2)}`).join('  ')}`)
  for (const kind of ['inside', 'right'] as const) {
    console.log(`${kind.padEnd(12)} ${probability(weights[kind], signals).toFixed(3)}`)
  }
  for (const { id, score } of match.topics) {
    console.log(`\n${score.toFixed(3)}  ${id}`)
    for (const { kind, feature, amount } of (contributions.get(id) ?? []).slice(0, shownContributions)) {
      console.log(`   ${amount.toFixed(3)}  ${kind.padEnd(8)}  ${feature}`)
    }
  }
}
