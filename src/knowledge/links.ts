import type { KnowledgeBase } from './types.ts'

/** How many other topics lead to each one: a measure of how central it is. */
export function countLinks({ topics }: Pick<KnowledgeBase, 'topics'>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { next, related } of topics.values()) {
    for (const id of [...related, ...(next === undefined ? [] : [next])]) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}
