import { signalNames, type Signals } from './evidence.ts'

/** `answer`: one topic, sure; `choose`: two or three candidates are offered; `abstain`: we don't know. */
export type Decision = 'answer' | 'choose' | 'abstain'

/**
 * What each signal weighs for "the message is about our field" and for "the first topic is right": two logistic
 * regressions on the development questions, made by `npm run bench -- --calibrate`.
 */
export const weights: Readonly<Record<'inside' | 'right', Signals>> = {
  inside: {
    one: 0.05,
    inside: 2.43,
    best: 1.75,
    lead: -0.24,
    share: 0.84,
    shareLead: 0.11,
    agreed: 0.13,
    foreign: -0.63,
    shareOverOutside: 1.64,
    length: 0.94,
  },
  right: {
    one: -0.56,
    inside: 0.89,
    best: 1.9,
    lead: 0.55,
    share: 0.15,
    shareLead: 0.86,
    agreed: 0.12,
    foreign: -0.63,
    shareOverOutside: 1.48,
    length: 0.55,
  },
}

/** How probable each must be. Rather silent than wrong: an answer needs more than an offer. */
export const thresholds = { offer: 0.8, answer: 0.88 } as const

export function decide(signals: Signals): Decision {
  if (probability(weights.inside, signals) < thresholds.offer) return 'abstain'
  return probability(weights.right, signals) >= thresholds.answer ? 'answer' : 'choose'
}

/** A logistic regression's probability. */
export function probability(weighing: Signals, signals: Signals): number {
  const sum = signalNames.reduce((total, name) => total + weighing[name] * signals[name], 0)
  return 1 / (1 + Math.exp(-sum))
}
