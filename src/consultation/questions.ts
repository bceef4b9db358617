import { findCountry, findRegion } from '../places/find.ts'
import type { Places } from '../places/places.ts'
import { factValues, type Condition } from './facts.ts'
import { unknown, type Answer } from './types.ts'

export interface Question {
  readonly id: string
  readonly kind: 'choice' | 'several' | 'region' | 'country' | 'name' | 'planned-date' | 'past-date' | 'end-date'
  /** What can be chosen by a button, in order; "don't know yet" can be chosen always. */
  readonly options: readonly string[]
  /** An option that stands for none of the others. */
  readonly none?: string
  /** Asked only when this holds. */
  readonly when?: Condition
}

/** All values of a fact but "unknown", as options. */
function valuesOf(name: keyof typeof factValues): readonly string[] {
  return factValues[name].filter((value) => value !== unknown)
}

const planned: Condition = { plan: ['sister', 'institution', 'other', unknown] }
const existing: Condition = { plan: ['existing'] }

/** The interview, in order. Its words stand in `knowledge/consultation/questions.yaml`. */
export const questions: readonly Question[] = [
  { id: 'plan', kind: 'choice', options: valuesOf('plan') },
  { id: 'region', kind: 'region', options: ['not-a-region'] },
  {
    id: 'party',
    kind: 'choice',
    options: ['agency', 'village', 'bumd', 'university', 'ikn', 'bp-batam'],
    when: { party: ['not-a-region'] },
  },
  { id: 'country', kind: 'country', options: [] },
  { id: 'relations', kind: 'choice', options: valuesOf('relations'), when: { country: ['other', 'palestine'] } },
  { id: 'partner-kind', kind: 'choice', options: valuesOf('partner-kind') },
  {
    id: 'partner-level',
    kind: 'choice',
    options: ['province-level', 'city-level', 'lower'],
    when: { 'partner-kind': ['local-government'] },
  },
  { id: 'partner-name', kind: 'name', options: [] },
  { id: 'fields', kind: 'several', options: valuesOf('fields') },
  { id: 'money', kind: 'several', options: valuesOf('money') },
  { id: 'office', kind: 'choice', options: ['no', 'yes'] },
  { id: 'in-plan', kind: 'choice', options: valuesOf('in-plan'), when: planned },
  { id: 'existing', kind: 'several', options: valuesOf('existing'), none: 'none', when: planned },
  { id: 'date', kind: 'planned-date', options: [], when: planned },
  { id: 'signed', kind: 'past-date', options: [], when: existing },
  { id: 'ends', kind: 'end-date', options: [], when: existing },
  { id: 'approvals', kind: 'several', options: valuesOf('approvals'), none: 'none', when: existing },
]

export const maxName = 100
const dateShape = /^\d{4}(-\d{2}(-\d{2})?)?$/

/** Whether a kept answer still answers the question, as it is asked today. */
export function fits(question: Question, answer: Answer, places: Places): boolean {
  if (answer.length === 0) return false
  if (answer.length === 1 && answer[0] === unknown) return true
  const [value = ''] = answer
  switch (question.kind) {
    case 'several':
      return answer.every((one) => question.options.includes(one))
    case 'choice':
      return question.options.includes(value)
    case 'region':
      return question.options.includes(value) || findRegion(places, value) !== undefined
    case 'country':
      return findCountry(places, value) !== undefined
    case 'name':
      return value.trim() !== '' && value.length <= maxName
    case 'planned-date':
    case 'past-date':
    case 'end-date':
      break
  }
  return dateShape.test(value)
}
