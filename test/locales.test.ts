import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { slots } from '../src/bot/announcements/preview.ts'
import { lists } from '../src/bot/views/subscription-lists.ts'
import { loadWords } from '../src/bot/words.ts'
import { timings } from '../src/announcements/subscription.ts'
import { caseQuestions } from '../src/cases/case-form.ts'
import { questions } from '../src/consultation/questions.ts'
import { stepStates } from '../src/consultation/types.ts'
import { labels } from '../src/playground/page-html.ts'
import { places, roles } from '../src/playground/people.ts'
import { reasons } from '../src/storage/questions.ts'
import { categories, languages, smallTalkKinds } from '../src/knowledge/types.ts'

const texts = JSON.parse(readFileSync('locales/id.json', 'utf8')) as {
  readonly consult: Readonly<Record<'step' | 'changed' | 'history', object>>
}
const read = (language: string) => JSON.parse(readFileSync(`locales/${language}.json`, 'utf8')) as object

/** `a.b` for every text in a locale file. */
function keysOf(node: unknown, path = ''): string[] {
  if (typeof node === 'string') return [path]
  return Object.entries(node as object).flatMap(([key, value]) => keysOf(value, path ? `${path}.${key}` : key))
}

/** Keys that are put together in the code. */
const composed = [
  ...categories.map((category) => `categories.${category}`),
  ...smallTalkKinds.map((kind) => `smallTalk.${kind}`),
  ...reasons.map((reason) => `feedback.reasons.${reason}`),
  ...labels.map((label) => `playground.${label}`),
  ...roles.map((role) => `playground.roles.${role}`),
  ...places.map((place) => `playground.places.${place}`),
  ...stepStates.map((state) => `consult.states.${state}`),
  ...['working', 'waiting', 'not-needed'].map((state) => `consult.step.to.${state}`),
  ...['possible', 'conditions', 'not-in-this-form'].map((outcome) => `consult.verdict.${outcome}`),
  ...['no-such-day', 'in-the-past', 'in-the-future', 'own-country'].map((problem) => `consult.problem.${problem}`),
  ...questions.map(({ kind }) => `consult.problem.${kind}`),
  ...['new', 'changed', 'withdrawn'].map((kind) => `announce.${kind}`),
  ...[...caseQuestions, 'source-title', 'source-url', 'known'].flatMap((asked) => [
    `caseForm.title.${asked}`,
    `caseForm.ask.${asked}`,
  ]),
  ...timings.map((timing) => `subscribe.timings.${timing}`),
  ...lists.map((list) => `subscribe.lists.${list}`),
  ...Object.keys(slots).map((slot) => `queue.slots.${slot}`),
  ...languages.map((language) => `queue.noteHere.${language}`),
  ...['note', 'title'].flatMap((kind) => [`consult.${kind}.heading`, `consult.${kind}.text`]),
  ...Object.keys(texts.consult.step)
    .filter((key) => typeof (texts.consult.step as Record<string, unknown>)[key] === 'string')
    .map((key) => `consult.step.${key}`),
  ...Object.keys(texts.consult.changed).map((part) => `consult.changed.${part}`),
  ...Object.keys(texts.consult.history).map((kind) => `consult.history.${kind}`),
]

function keysInCode(): string[] {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  const code = files.map((file) => readFileSync(`src/${file}`, 'utf8')).join('\n')
  return [...code.matchAll(/'([a-z][a-zA-Z]*(?:\.[a-zA-Z-]+)+)'/g)].map(([, key]) => key ?? '')
}

test('both languages have the same texts, but for the names of the commands', () => {
  const withoutCommands = (language: string) =>
    keysOf(read(language)).filter((key) => !key.startsWith('menu.commands.'))
  expect(withoutCommands('en')).toEqual(withoutCommands('id'))
})

test('both languages use the same values in each text', () => {
  const valuesIn = (locale: Record<string, string>) =>
    Object.entries(locale)
      .filter(([key]) => !key.startsWith('menu.commands.'))
      .map(([key, text]) => `${key}: ${[...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort().join(' ')}`)
  expect(valuesIn(flat(read('en')))).toEqual(valuesIn(flat(read('id'))))
})

test('every text is used, and every text that is used exists', () => {
  const known = new Set(keysOf(read('id')).filter((key) => !key.startsWith('menu.commands.')))
  const sections = new Set(Object.keys(read('id')))
  const used = new Set([...keysInCode().filter((key) => sections.has(key.split('.')[0] ?? '')), ...composed])
  expect([...known].filter((key) => !used.has(key))).toEqual([])
  expect([...used].filter((key) => !known.has(key))).toEqual([])
})

test('a missing text is an error that names the remedy', async () => {
  const { id } = await loadWords()
  expect(() => id.t('ask.nothingLikeIt')).toThrow(/"ask.nothingLikeIt" is missing in locales/)
})

test('values are never read as formatting', async () => {
  const { en } = await loadWords()
  const text = en.rich('start.welcome', { operator: ' **x** <b>' })
  expect(text.flatMap((block) => block.spans).some((span) => span.text.includes(' **x** <b>'))).toBe(true)
})

function flat(locale: object): Record<string, string> {
  const value = (key: string) =>
    key.split('.').reduce<unknown>((node, part) => (node as Record<string, unknown>)[part], locale)
  return Object.fromEntries(keysOf(locale).map((key) => [key, String(value(key))]))
}
