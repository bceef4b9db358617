import type { Explanation } from '../answers/matcher.ts'

const shownContributions = 12

/** Prints words, corrections, concepts and what each contributed to the first topics. */
export function printExplanation({ match, reading, contributions }: Explanation): void {
  const words = reading.words.map(({ typed, word, stem }) =>
    typed === word ? `${word}[${stem}]` : `${typed}→${word}[${stem}]`,
  )
  console.log(`words        ${words.join(' ')}`)
  for (const { from, to, certainty } of reading.corrections) console.log(`corrected    ${from} → ${to} (${certainty})`)
  console.log(`concepts     ${reading.concepts.join(', ') || 'none'}`)
  console.log(`language     ${match.language ?? 'not clear'}`)
  console.log(`decision     ${match.decision}${match.smallTalk ? ` (small talk: ${match.smallTalk})` : ''}`)
  for (const { id, score } of match.topics) {
    console.log(`\n${score.toFixed(3)}  ${id}`)
    for (const { kind, feature, amount } of (contributions.get(id) ?? []).slice(0, shownContributions)) {
      console.log(`   ${amount.toFixed(3)}  ${kind.padEnd(8)}  ${feature}`)
    }
  }
}
