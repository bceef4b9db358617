import { questions } from '../consultation/questions.ts'
import type { QuestionWords, Rule } from '../consultation/rule.ts'
import { isListed } from './provision.ts'
import type { Citation, KnowledgeBase } from './types.ts'
import type { Mistake, YamlFile } from './yaml-file.ts'

/** Checks that every question and option has its words, and that what rules and questions cite is to be found. */
export function checkConsultation(
  words: YamlFile<Readonly<Record<string, QuestionWords>>>,
  rules: YamlFile<readonly Rule[]>,
  knowledge: Pick<KnowledgeBase, 'topics' | 'laws'>,
): Mistake[] {
  const mistakes: Mistake[] = []
  const inWords = (path: readonly PropertyKey[], message: string) =>
    mistakes.push({ file: 'consultation/questions.yaml', line: words.lineOf(path), message })
  const inRules = (path: readonly PropertyKey[], message: string) =>
    mistakes.push({ file: 'consultation/rules.yaml', line: rules.lineOf(path), message })

  for (const { id, options } of words.value ? questions : []) {
    const known = words.value?.[id]
    if (!known) inWords([], `the words of the question "${id}" are missing; add them`)
    for (const option of options) {
      if (known && !known.options[option]) inWords([id, 'options'], `${id}: the option "${option}" has no words; add them`)
    }
  }
  for (const [id, { citations, options }] of Object.entries(words.value ?? {})) {
    const question = questions.find((one) => one.id === id)
    if (!question) inWords([id], `there is no question "${id}"; correct the id`)
    for (const option of Object.keys(options)) {
      if (question && !question.options.includes(option)) inWords([id, 'options', option], `there is no option "${option}"`)
    }
    for (const message of unresolved(citations, knowledge)) inWords([id, 'citations'], `${id}: ${message}`)
  }
  for (const [i, { id, topic, citations }] of (rules.value ?? []).entries()) {
    if (!knowledge.topics.has(topic)) inRules([i, 'topic'], `${id}: there is no topic "${topic}"; correct the id`)
    for (const message of unresolved(citations, knowledge)) inRules([i, 'citations'], `${id}: ${message}`)
  }
  return mistakes
}

function unresolved(citations: readonly Citation[], { laws }: Pick<KnowledgeBase, 'laws'>): string[] {
  return citations.flatMap(({ law: id, provisions }) => {
    const law = laws.get(id)
    if (!law) return [`there is no law "${id}" in laws.yaml; add it or correct the id`]
    return provisions
      .filter((provision) => !isListed(law, provision))
      .map((provision) => `${law.short} does not list "${provision}" in laws.yaml; cite what was read`)
  })
}
