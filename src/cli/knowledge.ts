import { parseArgs } from 'node:util'
import { Matcher } from '../answers/matcher.ts'
import { filterCases } from '../cases/filter.ts'
import { parseConfig } from '../config.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { categories, languages, verifications, type KnowledgeBase, type Topic } from '../knowledge/types.ts'
import { learn } from '../learn.ts'
import { run } from './run.ts'

/** Ways people ask that a topic should have in each language. */
const enough = (topic: Topic) => (topic.category === 'cases' ? 12 : 20)
const shownConflicts = 15

/**
 * `npm run knowledge`: checks the knowledge folder and prints what it holds, or every mistake; then the phrasings that
 * another topic would win. `-- --all` lists all of these, `-- --quick` leaves them out.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { quick: { type: 'boolean' }, all: { type: 'boolean' } } })
  const { knowledgeDir } = parseConfig()
  const today = new Date().toISOString().slice(0, 10)
  const knowledge = await loadKnowledge(knowledgeDir, today)
  printCoverage(knowledge)
  const most = values.all ? Number.POSITIVE_INFINITY : shownConflicts
  if (values.quick) return
  const { data } = await learn({ directory: knowledgeDir, today })
  printConflicts(knowledge, new Matcher(knowledge, data), most)
}

/** What each category holds, and how its statements are established. */
function printCoverage(knowledge: KnowledgeBase): void {
  const { topics, laws, concepts, cases, procedures, outside } = knowledge
  const columns = ['topics', 'covers', 'phrasings id', 'fewest', 'phrasings en', 'fewest', ...verifications, 'cautions']
  console.log(`${''.padEnd(12)} ${columns.map((name) => name.padStart(16)).join('')}`)
  for (const category of categories) {
    const inside = [...topics.values()].filter((topic) => topic.category === category)
    const counts = (language: (typeof languages)[number]) => inside.map(({ phrasings }) => phrasings[language].length)
    const mean = (list: readonly number[]) => (list.reduce((a, b) => a + b, 0) / Math.max(1, list.length)).toFixed(1)
    const cited = inside.flatMap(({ citations, sources }) => [...citations, ...sources])
    const cells = [
      inside.length,
      inside.reduce((sum, { covers }) => sum + covers.length, 0),
      ...languages.flatMap((language) => [mean(counts(language)), Math.min(...counts(language))]),
      ...verifications.map((level) => cited.filter(({ verification }) => verification === level).length),
      inside.reduce((sum, { cautions }) => sum + cautions.length, 0),
    ]
    console.log(`${category.padEnd(12)} ${cells.map((cell) => String(cell).padStart(16)).join('')}`)
  }
  const few = [...topics.values()].filter((topic) =>
    languages.some((language) => topic.phrasings[language].length < enough(topic)),
  )
  if (few.length > 0) console.log(`too few ways of asking: ${few.map(({ id }) => id).join(', ')}`)
  const counted = filterCases(cases.values(), {}).length
  const defined = concepts.filter(({ definition }) => definition !== undefined).length
  const provisions = [...laws.values()].reduce((sum, law) => sum + law.provisions.length, 0)
  console.log(
    [
      `${topics.size} topics`,
      `${laws.size} laws with ${provisions} provisions`,
      `${counted} cases and ${cases.size - counted} for comparison`,
      `${procedures.size} procedures`,
      `${concepts.length} concepts, ${defined} defined`,
      `${outside.size} subjects outside: no mistakes`,
    ].join(', '),
  )
}

/** Phrasings that the matcher would take for another topic: too alike, or in the wrong place. */
function printConflicts(knowledge: KnowledgeBase, matcher: Matcher, most: number): void {
  const conflicts = [...knowledge.topics.values()].flatMap((topic) =>
    languages.flatMap((language) =>
      topic.phrasings[language].flatMap((phrasing) => {
        const [first] = matcher.match(phrasing).topics
        return first && first.id !== topic.id ? [`  ${topic.id}: "${phrasing}" → ${first.id}`] : []
      }),
    ),
  )
  console.log(
    `${conflicts.length} phrasings that another topic would win${conflicts.length > most ? ' (-- --all lists them):' : ':'}`,
  )
  for (const conflict of conflicts.slice(0, most)) console.log(conflict)
}

await run(main)
