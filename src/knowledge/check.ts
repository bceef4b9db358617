import { isListed } from './provision.ts'
import { plainText } from './rich-text.ts'
import type { KnowledgeBase, Law, Topic } from './types.ts'
import { languages } from './types.ts'
import type { Mistake } from './yaml-file.ts'

/** Most characters of the answer above and below the fold; with heading and basis they fit one message. */
export const maxDirect = 600
export const maxDetail = 2500
/** One language's text may be this many times as long as the other's. */
const mostUnequal = 1.6

/** Says where a value of a topic or law stands. */
export interface Locate {
  (subject: Topic | Law, path: readonly PropertyKey[]): { readonly file: string; readonly line: number }
}

/**
 * Checks what no single file can show: references, limits, distinctness.
 * @param topicIds of all topic files, also of those that have mistakes of their own.
 */
export function checkKnowledge(
  knowledge: KnowledgeBase,
  topicIds: ReadonlySet<string>,
  today: string,
  locate: Locate,
): Mistake[] {
  return [
    ...[...knowledge.laws.values()].flatMap((law) => checkLaw(law, knowledge, today, locate)),
    ...[...knowledge.topics.values()].flatMap((topic) => checkTopic(topic, knowledge, topicIds, today, locate)),
    ...checkPhrasings(knowledge, locate),
  ]
}

function checkLaw(law: Law, { laws }: KnowledgeBase, today: string, locate: Locate): Mistake[] {
  const mistakes: Mistake[] = []
  const say = (path: readonly PropertyKey[], message: string) => mistakes.push({ ...locate(law, path), message })
  const { revokedBy } = law
  if (law.standing.checked > today) say(['standing', 'checked'], `${law.id}: the date lies in the future`)
  if ((law.standing.state === 'revoked') !== (revokedBy !== undefined)) {
    say(['standing'], `${law.id}: a revoked law needs "revokedBy", and only a revoked one has it`)
  }
  for (const other of [...(revokedBy ? [revokedBy.law] : []), ...law.instead, ...law.amendedBy]) {
    if (!laws.has(other)) say([], `${law.id}: there is no law "${other}" in laws.yaml; add it or correct the id`)
  }
  const revoking = revokedBy && laws.get(revokedBy.law)
  if (revoking && revokedBy.provision && !isListed(revoking, revokedBy.provision)) {
    say(['revokedBy'], `${law.id}: ${revoking.short} does not list "${revokedBy.provision}"; add it there if it was read`)
  }
  return mistakes
}

function checkTopic(
  topic: Topic,
  { laws, cases }: KnowledgeBase,
  topicIds: ReadonlySet<string>,
  today: string,
  locate: Locate,
): Mistake[] {
  const mistakes: Mistake[] = []
  const say = (path: readonly PropertyKey[], message: string) => mistakes.push({ ...locate(topic, path), message })

  if (topic.reviewed > today) say(['reviewed'], 'the date lies in the future')
  for (const [i, other] of topic.related.entries()) {
    if (!topicIds.has(other)) say(['related', i], `there is no topic "${other}"; correct the id`)
    if (other === topic.id) say(['related', i], 'a topic is not related to itself; name another')
  }
  for (const [i, one] of topic.cases.entries()) {
    if (!cases.has(one)) say(['cases', i], `there is no case "${one}"; correct the id`)
  }
  if (topic.next && !topicIds.has(topic.next)) say(['next'], `there is no topic "${topic.next}"; correct the id`)
  for (const [i, citation] of topic.citations.entries()) {
    const law = laws.get(citation.law)
    if (!law) say(['citations', i, 'law'], `there is no law "${citation.law}" in laws.yaml; add it or correct the id`)
    for (const [j, provision] of citation.provisions.entries()) {
      if (law && !isListed(law, provision)) {
        say(['citations', i, 'provisions', j], `${law.short} does not list "${provision}" in laws.yaml; cite what was read`)
      }
    }
  }
  if (topic.category !== 'bot-help' && topic.citations.length + topic.sources.length === 0) {
    say(['citations'], 'an answer needs a citation or a source')
  }
  for (const language of languages) {
    const { direct, detail } = topic.answer[language]
    const lengths = [
      ['direct answer', plainText(direct).length, maxDirect],
      ['detail', plainText(detail).length, maxDetail],
    ] as const
    for (const [part, length, most] of lengths) {
      if (length > most) say([], `the ${part} in "${language}" has ${length} characters; shorten it to ${most}`)
    }
    if (topic.phrasings[language].length === 0) say(['phrasings', language], 'give at least one way people ask for it')
  }
  const [inIndonesian, inEnglish] = languages.map(
    (language) => plainText(topic.answer[language].direct).length + plainText(topic.answer[language].detail).length,
  )
  const ratio = (inIndonesian ?? 0) / Math.max(1, inEnglish ?? 0)
  if (ratio > mostUnequal || ratio < 1 / mostUnequal) {
    say([], `the texts have ${inIndonesian} and ${inEnglish} characters; both languages must say the same`)
  }
  if ((topic.answer.id.detail.length === 0) !== (topic.answer.en.detail.length === 0)) {
    say([], 'one language has a detail below "---" and the other has none; both must say the same')
  }
  return mistakes
}

/** The same phrasing under two topics would make both unsure. */
function checkPhrasings({ topics }: KnowledgeBase, locate: Locate): Mistake[] {
  const seen = new Map<string, Topic>()
  const mistakes: Mistake[] = []
  for (const topic of topics.values()) {
    for (const language of languages) {
      for (const [i, phrasing] of topic.phrasings[language].entries()) {
        const key = phrasing.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()
        const other = seen.get(key)
        if (other) {
          const message = `"${phrasing}" stands in ${other.id} too; keep it in the one it belongs to`
          mistakes.push({ ...locate(topic, ['phrasings', language, i]), message })
        }
        seen.set(key, topic)
      }
    }
  }
  return mistakes
}
