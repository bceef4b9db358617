import { buildMatcherData } from '../../answers/matcher-data.ts'
import { Matcher } from '../../answers/matcher.ts'
import type { Learnt } from '../../bot/library.ts'
import { languages, type KnowledgeBase, type Topic } from '../../knowledge/types.ts'

const parts = 10
const weakest = 25

/**
 * Asks each phrasing of a matcher that has not learnt it: a tenth of all is left out at a time. Tells how well the
 * knowledge carries over to words it has not seen, and which topics are weakly covered.
 */
export function leaveOut({ knowledge, data }: Learnt): string {
  const results = new Map<string, { right: number; asked: number; taken: Map<string, number> }>()
  for (let part = 0; part < parts; part++) {
    const kept = without(knowledge, part)
    const matcher = new Matcher(kept, buildMatcherData(kept, data.places))
    for (const topic of knowledge.topics.values()) {
      const result = results.get(topic.id) ?? { right: 0, asked: 0, taken: new Map<string, number>() }
      results.set(topic.id, result)
      for (const phrasing of phrasingsOf(topic).filter((_, i) => i % parts === part)) {
        const first = matcher.match(phrasing).topics[0]?.id ?? 'nothing'
        result.asked++
        if (first === topic.id) result.right++
        else result.taken.set(first, (result.taken.get(first) ?? 0) + 1)
      }
    }
  }
  const all = [...results]
  const sum = (of: 'right' | 'asked') => all.reduce((total, [, result]) => total + result[of], 0)
  const worst = all.sort(([, a], [, b]) => a.right / a.asked - b.right / b.asked).slice(0, weakest)
  return [
    `first topic right for ${((100 * sum('right')) / sum('asked')).toFixed(1)} % of ${sum('asked')} phrasings left out`,
    'the weakest topics, and which ones take their place:',
    ...worst.map(([id, { right, asked, taken }]) => {
      const others = [...taken].sort(([, a], [, b]) => b - a).slice(0, 3)
      const names = others.map(([other, count]) => `${other} ${count}`).join(', ')
      return `  ${((100 * right) / asked).toFixed(0).padStart(3)} %  ${id.padEnd(32)} ${names}`
    }),
  ].join('\n')
}

function phrasingsOf({ phrasings }: Topic): string[] {
  return languages.flatMap((language) => phrasings[language])
}

function without(knowledge: KnowledgeBase, part: number): KnowledgeBase {
  const topics = [...knowledge.topics.values()].map((topic) => {
    const left = new Set(phrasingsOf(topic).filter((_, i) => i % parts === part))
    const keep = (list: readonly string[]) => list.filter((phrasing) => !left.has(phrasing))
    return { ...topic, phrasings: { id: keep(topic.phrasings.id), en: keep(topic.phrasings.en) } }
  })
  return { ...knowledge, topics: new Map(topics.map((topic) => [topic.id, topic])) }
}
