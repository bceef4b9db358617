import { parseConfig } from '../config.ts'
import { KnowledgeError, loadKnowledge } from '../knowledge/load.ts'
import { categories } from '../knowledge/types.ts'

/** `npm run knowledge`: checks the knowledge folder and prints what it holds, or every mistake. */
async function main(): Promise<void> {
  const { knowledgeDir } = parseConfig()
  try {
    const { topics, laws, concepts } = await loadKnowledge(knowledgeDir, new Date().toISOString().slice(0, 10))
    const all = [...topics.values()]
    for (const category of categories) {
      const inside = all.filter((topic) => topic.category === category)
      const phrasings = inside.map((topic) => topic.phrasings.id.length + topic.phrasings.en.length)
      const mean = inside.length > 0 ? phrasings.reduce((a, b) => a + b, 0) / inside.length : 0
      console.log(
        `${category.padEnd(12)} ${String(inside.length).padStart(4)} topics  ${mean.toFixed(1).padStart(5)} phrasings each`,
      )
    }
    console.log(`${topics.size} topics, ${laws.size} laws, ${concepts.length} concepts: no mistakes`)
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}

await main()
