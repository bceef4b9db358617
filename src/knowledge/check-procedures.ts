import type { Procedure, Step } from './procedure-types.ts'
import { isListed } from './provision.ts'
import type { KnowledgeBase } from './types.ts'
import type { Mistake, YamlFile } from './yaml-file.ts'

/** Checks what a procedure refers to: topics, cases, laws; and that no id stands twice. */
export function checkProcedures(
  procedures: ReadonlyMap<string, YamlFile<Procedure>>,
  knowledge: Pick<KnowledgeBase, 'topics' | 'cases' | 'laws'>,
  today: string,
): Mistake[] {
  return [...procedures].flatMap(([file, { value, lineOf }]) => {
    if (!value) return []
    const mistakes: Mistake[] = []
    const say = (path: readonly PropertyKey[], message: string) => mistakes.push({ file, line: lineOf(path), message })
    if (value.reviewed > today) say(['reviewed'], 'the date lies in the future')
    const ids = new Set<string>()
    for (const part of ['steps', 'recurring', 'events'] as const) {
      for (const [i, step] of value[part].entries()) {
        if (ids.has(step.id)) say([part, i, 'id'], `the id "${step.id}" stands here twice; rename one`)
        ids.add(step.id)
        for (const { path, message } of checkStep(step, knowledge)) say([part, i, ...path], `${step.id}: ${message}`)
      }
    }
    return mistakes
  })
}

function checkStep(step: Step, { topics, cases, laws }: Pick<KnowledgeBase, 'topics' | 'cases' | 'laws'>) {
  const mistakes: { readonly path: readonly PropertyKey[]; readonly message: string }[] = []
  const say = (path: readonly PropertyKey[], message: string) => mistakes.push({ path, message })
  if (!topics.has(step.topic)) say(['topic'], `there is no topic "${step.topic}"; correct the id`)
  for (const [i, example] of step.examples.entries()) {
    if (!cases.has(example.case)) say(['examples', i, 'case'], `there is no case "${example.case}"; correct the id`)
  }
  const citations = [...step.citations, ...step.documents.flatMap(({ citation }) => citation ?? [])]
  for (const { law: id, provisions } of citations) {
    const law = laws.get(id)
    if (!law) say(['citations'], `there is no law "${id}" in laws.yaml; add it or correct the id`)
    for (const provision of provisions) {
      if (law && !isListed(law, provision)) {
        say(['citations'], `${law.short} does not list "${provision}" in laws.yaml; cite what was read`)
      }
    }
  }
  return mistakes
}
