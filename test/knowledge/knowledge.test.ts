import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { answerButtons, answerText, copyText, groupAnswerButtons, shortAnswerText } from '../../src/bot/views/answer.ts'
import { loadWords } from '../../src/bot/words.ts'
import { KnowledgeError, loadKnowledge } from '../../src/knowledge/load.ts'
import { isListed, parseProvision } from '../../src/knowledge/provision.ts'
import { parseRichText, plainText } from '../../src/knowledge/rich-text.ts'
import { languages } from '../../src/knowledge/types.ts'
import { refusal } from '../../src/playground/refusals.ts'
import { law } from '../support/knowledge.ts'

const today = '2026-11-24'
const knowledge = await loadKnowledge('knowledge', new Date().toISOString().slice(0, 10))
const words = await loadWords()

describe('the knowledge that is shipped', () => {
  test('holds what the checked article speaks of, and the core of the procedure', () => {
    const needed = [
      'uu-32-2004-repealed', 'without-central-government', 'uu-24-2000', 'decentralisation-autonomy',
      'case-surabaya-overview', 'case-sidoarjo-jinan', 'case-malang-nonsan', 'case-banyuwangi-singapore',
      'case-kediri-australia', 'case-trenggalek-kompak', 'case-trenggalek-temasek',
      'dprd-approval', 'role-kemendagri', 'role-kemlu', 'letter-of-intent', 'step-cooperation-plan',
      'step-minister-approval', 'step-signing', 'reporting',
    ]
    expect(needed.filter((id) => !knowledge.topics.has(id))).toEqual([])
    expect(knowledge.topics.size).toBeGreaterThanOrEqual(190)
  })

  test.each(languages)('every answer in %s is one message that Telegram accepts, with its buttons', (language) => {
    const refused = [...knowledge.topics.values()].flatMap((topic) => {
      const text = answerText(topic, knowledge, words[language])
      const copy = copyText(topic, knowledge, words[language])
      const frame = { others: true, identified: true, continues: topic }
      const reply_markup = answerButtons(topic, knowledge, words[language], 999_999_999, frame)
      const short = shortAnswerText(topic, knowledge, words[language], frame)
      const row = groupAnswerButtons(topic, words[language], 999_999_999, 'paradiplomasi_bot', frame)
      return [
        refusal(
          'sendMessage',
          { chat_id: 1, text: short.text, entities: short.entities, reply_markup: row },
          () => undefined,
        ),
        row.inline_keyboard.length > 1 ? 'more than one row in a group' : undefined,
        refusal('sendMessage', { chat_id: 1, text: text.text, entities: text.entities, reply_markup }, () => undefined),
        refusal('sendMessage', { chat_id: 1, text: copy.text, entities: copy.entities }, () => undefined),
        reply_markup.inline_keyboard.length > 3 ? 'more than three rows' : undefined,
      ].flatMap((reason) => (reason ? [`${topic.id}: ${reason}`] : []))
    })
    expect(refused).toEqual([])
  })

  test('every button that leads to a topic leads somewhere', () => {
    const ids = [...knowledge.topics.values()].flatMap(({ related, next }) => [...related, ...(next ? [next] : [])])
    expect(ids.filter((id) => !knowledge.topics.has(id))).toEqual([])
  })
})

describe('a curator\'s mistake', () => {
  const folders: string[] = []
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
  })

  /** What the loader says after a change of one file. */
  async function mistakesAfter(file: string, change: (text: string) => string) {
    const folder = await mkdtemp(join(tmpdir(), 'knowledge-'))
    folders.push(folder)
    await cp('knowledge', folder, { recursive: true })
    const path = join(folder, file)
    await writeFile(path, change(await readFile(path, 'utf8')))
    const error: unknown = await loadKnowledge(folder, today).catch((caught: unknown) => caught)
    if (!(error instanceof KnowledgeError)) throw new Error('the mistake was not found')
    return error.mistakes
  }

  const topicFile = 'topics/procedure/dprd-approval.md'
  test.each([
    ['a missing language', (text: string) => text.replace('# English', '# Inggris'), /write the answer below a line "# English"/],
    ['broken YAML', (text: string) => text.replace('revision: 1', 'revision: [1'), /not valid YAML/],
    ['an unknown law', (text: string) => text.replace('law: pp-28-2018', 'law: pp-99-2018'), /no law "pp-99-2018"/],
    ['an article nobody read', (text: string) => text.replace(/provisions:\s*(\[|\n\s*- )"?/, 'provisions: ["77(9)", "'), /"77\(9\)"/],
    ['an unknown field', (text: string) => text.replace('revision: 1', 'revision: 1\nrevison: 2'), /revison/],
    ['a date in the future', (text: string) => text.replace(/reviewed: .*/, 'reviewed: 2999-01-01'), /future/],
    ['a wrong date', (text: string) => text.replace(/reviewed: .*/, 'reviewed: 24-11-2026'), /write the date as/],
    ['another id than the file', (text: string) => text.replace('id: dprd-approval', 'id: dprd-aproval'), /name the file/],
    ['an unknown relation', (text: string) => text.replace(/related:.*(\n {2}- .*)*/, 'related: [nothing-like-it]'), /no topic "nothing-like-it"/],
    ['a table', (text: string) => `${text}\n| a | b |\n| - | - |\n| 1 | 2 |\n`, /table cannot be shown/],
    ['a text that is too long', (text: string) => text.replace('# English', `${'panjang '.repeat(400)}\n\n# English`), /shorten it to/],
    ['no front matter', () => 'hello', /between two lines/],
  ])('%s is said with file, line and remedy', async (_, change, message) => {
    const mistakes = await mistakesAfter(topicFile, change)
    const found = mistakes.find((mistake) => message.test(mistake.message))
    expect(found).toMatchObject({ file: topicFile })
    expect(found?.line).toBeGreaterThan(0)
  })

  test('in several files is said all at once', async () => {
    const mistakes = await mistakesAfter('laws.yaml', (text) => text.replace('state: revoked', 'state: gone'))
    expect(mistakes).toContainEqual(expect.objectContaining({ file: 'laws.yaml', message: expect.stringMatching(/standing.state/) as string }))
  })

  test('a folder that is not there', async () => {
    await expect(loadKnowledge('/nowhere', today)).rejects.toThrow(/KNOWLEDGE_DIR/)
  })
})

test.each([
  ['30', { kind: 'article', from: '30' }],
  ['101(1)(g)', { kind: 'article', from: '101(1)(g)' }],
  ['28-33', { kind: 'article', from: '28', to: '33' }],
  ['elucidation general', { kind: 'elucidation', of: 'general' }],
  ['annex 150-151', { kind: 'annex', from: '150', to: '151' }],
  ['pasal 30', undefined],
  ['30 (1)', undefined],
])('provision "%s"', (written, expected) => {
  expect(parseProvision(written)).toEqual(expected)
})

test.each([
  ['30', true],
  ['30(1)', true],
  ['30(2)', false],
  ['31', false],
  ['30-33', true],
  ['30-34', false],
  ['elucidation general', true],
  ['elucidation 30', false],
])('"%s" may be cited: %s', (provision, expected) => {
  expect(isListed(law('pp-28-2018', 'PP 28/2018'), provision)).toBe(expected)
})

test('rich text refuses what Telegram does not show', () => {
  expect(plainText(parseRichText('A **b** *c*\n\n1. x\n2. y'))).toBe('A b c\n1. x\n2. y')
  for (const text of ['# heading', '[a](https://b.id)', '<b>x</b>', '`code`', '- a\n  - b']) {
    expect(() => parseRichText(text)).toThrow(/cannot be shown/)
  }
})
