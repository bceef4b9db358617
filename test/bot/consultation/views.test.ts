import { describe, expect, test } from 'vitest'
import { Library } from '../../../src/bot/library.ts'
import { open } from '../../../src/bot/consultation/open.ts'
import type { BotDeps } from '../../../src/bot/deps.ts'
import {
  dateScreen,
  deleteScreen,
  historyScreen,
  settingsScreen,
  typedScreen,
} from '../../../src/bot/views/consultation/others.ts'
import { questionScreen } from '../../../src/bot/views/consultation/question.ts'
import { eventsScreen, roadMapScreen } from '../../../src/bot/views/consultation/road-map.ts'
import { screenText, type Screen } from '../../../src/bot/views/consultation/screen.ts'
import { stepChanges } from '../../../src/bot/views/consultation/step-changes.ts'
import { checklistScreen, stepScreen } from '../../../src/bot/views/consultation/step-card.ts'
import { reviewScreen, verdictScreen } from '../../../src/bot/views/consultation/verdict.ts'
import { loadWords } from '../../../src/bot/words.ts'
import { questions } from '../../../src/consultation/questions.ts'
import { findStep } from '../../../src/consultation/road-map.ts'
import type { Answer, Change, DossierEvent } from '../../../src/consultation/types.ts'
import { languages, type Language } from '../../../src/knowledge/types.ts'
import { refusal } from '../../../src/playground/refusals.ts'
import { learntFrom } from '../../support/bot.ts'
import { consulting, places, shipped } from '../../support/consultation.ts'

const words = await loadWords()
const row = { id: 'zzzzzzz', owner: 'o', starter: 's', practice: true, archived: false }
// Real topics for the buttons, and real cases for the figures; nothing is matched here.
const library = new Library({
  ...learntFrom(consulting, places),
  knowledge: { ...consulting, topics: shipped.topics, cases: shipped.cases },
})
const deps = { library, now: () => Date.parse('2026-11-24T03:00:00Z') } as unknown as BotDeps

function consultation(answers: Readonly<Record<string, Answer>>, ...more: Change[]) {
  const changes: Change[] = [{ kind: 'began', answers }, ...more]
  const events: DossierEvent[] = changes.map((change, i) => ({ number: i + 1, at: 0, who: 'me', change }))
  return { row, ...open(events, deps) }
}

/** What Telegram would say, or the text. */
function accepted(screen: Screen, language: Language): string {
  const { text, entities } = screenText(screen, row.practice, words[language])
  const inline_keyboard = screen.keyboard.inline_keyboard.filter((buttons) => buttons.length > 0)
  expect(
    refusal('sendMessage', { chat_id: 1, text, entities, reply_markup: { inline_keyboard } }, () => undefined),
  ).toBeUndefined()
  return text
}

const full = {
  plan: ['sister'],
  region: ['7472'],
  country: ['JP'],
  relations: ['yes'],
  'partner-kind': ['local-government'],
  'partner-level': ['city-level'],
  'partner-name': ['Kochi'],
  fields: ['culture'],
  money: ['apbd'],
  office: ['no'],
  'in-plan': ['yes'],
  existing: ['none'],
  date: ['2028-06'],
}

describe.each(languages)('in %s', (language) => {
  test.each(questions.map((question) => [question.id, question] as const))('the question "%s"', (id, question) => {
    const opened = consultation({ country: ['JP'] }, { kind: 'reopened', question: id })
    const known = shipped.questionWords.get(id)
    const text = accepted(questionScreen(opened, question, {}, library, words[language]), language)
    expect(text).not.toContain('{{')
    const why = accepted(questionScreen(opened, question, { why: true }, library, words[language]), language)
    expect(why).toContain(known?.why[language])
    expect(why).toContain('⚖️')
    const options = questionScreen(opened, question, {}, library, words[language]).keyboard.inline_keyboard.flat()
    for (const option of question.options) {
      const label = known?.options[option]?.[language] ?? ''
      expect(options.some((button) => button.text.endsWith(label))).toBe(true)
    }
  })

  test.each(shipped.rules.map((rule) => [rule.id, rule] as const))('the rule "%s"', (_, rule) => {
    const only = new Library({
      knowledge: { ...consulting, rules: [rule], topics: shipped.topics },
      data: learntFrom(consulting, places).data,
    })
    const opened = { ...consultation(full), interview: { asked: [], open: undefined, facts: factsFor(rule.when) } }
    const text = accepted(verdictScreen(opened, 0, only, words[language]), language)
    expect(text).toContain(rule.reason[language])
    expect(text).toContain(rule.instead?.[language] ?? '')
    expect(text.split('⚖️').length + text.split('⛔ P').length - 2).toBeGreaterThanOrEqual(1)
    expect(text).toContain(rule.verification ? words[language].t(`basis.${rule.verification}`) : '')
  })

  test.each([
    ['possible', full],
    ['conditions', { ...full, money: ['unknown'] }],
    ['not-in-this-form', { ...full, office: ['yes'] }],
  ])('the verdict "%s"', (outcome, answers) => {
    const text = accepted(verdictScreen(consultation(answers), 0, library, words[language]), language)
    expect(text).toContain(words[language].t(`consult.verdict.${outcome}`))
    expect(text).toContain('PP 28/2018')
  })

  test('a verdict of every reason at once comes in pages that Telegram takes', () => {
    const facts = new Map(shipped.rules.flatMap(({ when }) => [...factsFor(when)]))
    const opened = { ...consultation(full), interview: { asked: [...questions], open: undefined, facts } }
    for (let page = 0; page < 20; page++)
      expect(accepted(verdictScreen(opened, page, library, words[language]), language)).not.toBe('')
  })

  const all = [...shipped.procedures.values()].flatMap((procedure) =>
    [...procedure.steps, ...procedure.recurring, ...procedure.events].map(
      (step) => [procedure.id, step.id, step] as const,
    ),
  )
  test.each(all)('the card of %s %s', (procedure, id, step) => {
    const plan = procedure === 'ksdll' ? 'institution' : 'sister'
    const opened = consultation(
      { ...full, plan: [plan] },
      { kind: 'moved', step: id, state: 'done', date: '2026-03-01' },
    )
    const mapped = findStep(opened.map, id)
    if (!mapped) throw new Error(`${id} is not on the road map`)
    const text = accepted(stepScreen(opened, mapped, library, words[language]), language)
    for (const part of [step.title, step.actor, ...step.needs, ...step.mistakes]) expect(text).toContain(part[language])
    expect(text).toMatch(/⚖️.*(berlaku|in force|belum|uncertain)/)
    accepted(checklistScreen(opened, mapped, words[language]), language)
    accepted(dateScreen(opened, id, { against: { date: '2026-01-01', step: id } }, words[language]), language)
    accepted(typedScreen(opened, 'note', id, undefined, words[language]), language)
  })

  test('the other screens', () => {
    const opened = consultation(full, { kind: 'moved', step: 'step-06-dprd', state: 'done', date: '2026-03-01' })
    expect(accepted(roadMapScreen(opened, library, words[language]), language)).toContain('Kota Baubau – Kochi')
    expect(accepted(reviewScreen(opened, library, words[language]), language)).toContain('Kochi')
    for (const screen of [
      eventsScreen(opened, words[language]),
      settingsScreen(opened, library, words[language]),
      deleteScreen(opened, library, words[language]),
      historyScreen(opened, 'me', library, words[language]),
      typedScreen(opened, 'title', '', undefined, words[language]),
    ]) {
      accepted(screen, language)
    }
  })

  test('what has changed in a step is said, old words beside new', () => {
    const step = shipped.procedures.get('ksdpl')?.steps[5]
    if (!step) throw new Error('there is no sixth step')
    const changed = { ...step, revision: 2, actor: { id: 'Orang lain.', en: 'Somebody else.' }, timeLimit: undefined }
    const text = stepChanges(step, changed, words[language])?.text ?? ''
    expect(text).toContain(`− ${step.actor[language]}`)
    expect(text).toContain(`+ ${changed.actor[language]}`)
    expect(text).toContain('− 45')
    expect(stepChanges(step, { ...step, revision: 2 }, words[language])).toBeUndefined()
  })
})

function factsFor(when: (typeof shipped.rules)[number]['when']) {
  return new Map(Object.entries(when)) as never as ReadonlyMap<never, readonly string[]>
}
