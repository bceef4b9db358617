import { signalNames, type Signals } from './evidence.ts'

/** `answer`: one topic, sure; `choose`: two or three candidates are offered; `abstain`: we don't know. */
export type Decision = 'answer' | 'choose' | 'abstain'

/**
 * What each signal weighs for "the message is about our field" and for "the first topic is right": two logistic
 * regressions on the development questions, made by `npm run bench -- --calibrate`.
 */
export const weights: Readonly<Record<'inside' | 'right', Signals>> = {
  inside: {
    one: 0.15,
    inside: 2.48,
    best: 1.72,
    lead: -0.29,
    share: 0.9,
    shareLead: 0.11,
    agreed: -0.05,
    foreign: -0.63,
    shareOverOutside: 1.64,
    length: 0.95,
  },
  right: {
    one: -0.62,
    inside: 1.07,
    best: 1.99,
    lead: 0.65,
    share: 0.25,
    shareLead: 0.95,
    agreed: 0.09,
    foreign: -0.56,
    shareOverOutside: 1.51,
    length: 0.51,
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
