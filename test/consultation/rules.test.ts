import { describe, expect, test } from 'vitest'
import { factValues, holds, type FactName, type World } from '../../src/consultation/facts.ts'
import { interview } from '../../src/consultation/interview.ts'
import { questions } from '../../src/consultation/questions.ts'
import { judge } from '../../src/consultation/verdict.ts'
import { unknown, type Answer } from '../../src/consultation/types.ts'
import { places, shipped } from '../support/consultation.ts'

const { rules } = shipped
const today = '2026-11-24'

/** One region of each kind that a rule tells apart. */
const regionCodes = new Set(['35', '3578', '1171', '91', '94', '31', '3174', '34', '2171'])
const world: World = {
  today,
  places: {
    regions: places.regions.filter(({ code }) => regionCodes.has(code)),
    countries: places.countries.filter(({ code }) => ['JP', 'IL', 'TW', 'PS'].includes(code)),
  },
}

/** One answer of each class that the rules tell apart. */
const classes: Readonly<Record<string, readonly Answer[]>> = {
  plan: [['sister'], ['institution'], ['other'], ['existing']],
  region: [...world.places.regions.map(({ code }) => [code]), ['not-a-region'], [unknown]],
  party: [['agency'], ['village'], ['bumd'], ['university'], ['ikn'], ['bp-batam'], [unknown]],
  country: [['JP'], ['IL'], ['TW'], ['PS'], [unknown]],
  relations: [['yes'], ['no'], [unknown]],
  'partner-kind': factValues['partner-kind'].map((kind) => [kind]),
  'partner-level': [['province-level'], ['city-level'], ['lower'], [unknown]],
  'partner-name': [['Kochi']],
  money: [['apbd'], ['grant'], ['loan'], [unknown]],
  existing: [['none'], ['loi'], ['consultation', 'loi'], ['draft'], ['dprd', 'draft'], [unknown]],
  date: [['2026-12'], ['2028'], [unknown]],
  signed: [['2017-05'], ['2019'], [unknown]],
  approvals: [['none'], ['dprd'], ['confirmation'], ['dprd', 'considered', 'confirmation'], [unknown]],
}

/**
 * What no rule combines with another answer than the plan: each class of it is tried beside every combination of the
 * rest, where it is asked.
 */
const alone: Readonly<Record<string, readonly Answer[]>> = {
  fields: [['culture'], ['science'], ['not-regional'], ['unsure'], [unknown]],
  office: [['no'], ['yes'], [unknown]],
  'in-plan': [['yes'], ['no'], [unknown]],
  ends: [['2030'], ['2025'], [unknown]],
}
const usual = new Map(Object.entries(alone).map(([id, [first]]) => [id, first as Answer]))

test('no rule combines what is tried alone', () => {
  const single = new Set([...Object.keys(alone), 'validity', 'plan'])
  const combined = rules.filter(({ when, unless }) => {
    const facts = [...Object.keys(when), ...Object.keys(unless ?? {})]
    return facts.some((fact) => fact in alone || fact === 'validity') && facts.some((fact) => !single.has(fact))
  })
  expect(combined).toEqual([])
})

test('every combination of answers ends in a verdict with a citation', { timeout: 60_000 }, () => {
  const answers = new Map<string, Answer>(usual)
  const outcomes = { possible: 0, conditions: 0, 'not-in-this-form': 0 }
  const held = new Set<string>()
  let uncited = 0

  const verdict = () => {
    const { outcome, reasons } = judge(interview(answers, rules, world), answers, rules)
    outcomes[outcome]++
    for (const { id } of reasons) held.add(id)
    if (!reasons.some(({ citations }) => citations.length > 0)) uncited++
  }
  const walk = () => {
    const { open, asked } = interview(answers, rules, world)
    if (open) {
      for (const answer of classes[open.id] ?? []) {
        answers.set(open.id, answer)
        walk()
      }
      answers.delete(open.id)
      return
    }
    verdict()
    for (const [id, [, ...others]] of Object.entries(alone)) {
      if (!asked.some((question) => question.id === id)) continue
      for (const other of others) {
        answers.set(id, other)
        verdict()
      }
      answers.set(id, usual.get(id) ?? [])
    }
  }
  walk()
  expect(uncited).toBe(0)
  expect([...held].sort()).toEqual(rules.map(({ id }) => id).sort())
  const count = outcomes.possible + outcomes.conditions + outcomes['not-in-this-form']
  expect(count).toBe(1_447_968)
})

describe('each rule, both ways', () => {
  test.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
    const facts = new Map(Object.entries(rule.when).map(([name, [value = '']]) => [name as FactName, [value]]))
    expect(holds(rule.when, rule.unless, facts)).toBe(true)
    for (const name of Object.keys(rule.when) as FactName[]) {
      const others = factValues[name].filter((value) => !(rule.when[name] ?? []).includes(value))
      const without = new Map([...facts, [name, others]])
      expect([name, holds(rule.when, rule.unless, without)]).toEqual([name, false])
    }
    for (const [name, [value = '']] of Object.entries(rule.unless ?? {})) {
      const excepted = new Map([...facts, [name as FactName, [...(facts.get(name as FactName) ?? []), value]]])
      expect([name, holds(rule.when, rule.unless, excepted)]).toEqual([name, false])
    }
  })
})

test('the interview asks every question in one plan or another, and the plans agree on the first', () => {
  expect(questions[0]?.id).toBe('plan')
  expect([...shipped.questionWords.keys()].sort()).toEqual(questions.map(({ id }) => id).sort())
})
