import type { Step } from '../knowledge/procedure-types.ts'
import type { Citation, Language } from '../knowledge/types.ts'

/** What a step says under one heading, before and now. */
export interface StepChange {
  readonly part:
    | 'title'
    | 'actor'
    | 'needs'
    | 'documents'
    | 'timeLimit'
    | 'ifRefused'
    | 'ifSilent'
    | 'onlyWhen'
    | 'cautions'
    | 'citations'
  readonly before: readonly string[]
  readonly now: readonly string[]
}

/** The parts in which two revisions of a step differ, with only the lines that do. */
export function stepChanges(before: Step, now: Step, language: Language): StepChange[] {
  const [old, present] = [linesOf(before, language), linesOf(now, language)]
  return (Object.keys(present) as StepChange['part'][]).flatMap((part) => {
    const change = {
      part,
      before: old[part].filter((line) => !present[part].includes(line)),
      now: present[part].filter((line) => !old[part].includes(line)),
    }
    return change.before.length + change.now.length > 0 ? [change] : []
  })
}

function linesOf(step: Step, language: Language): Record<StepChange['part'], readonly string[]> {
  const one = (text: Readonly<Record<Language, string>> | undefined) => (text ? [text[language]] : [])
  const { timeLimit } = step
  return {
    title: one(step.title),
    actor: one(step.actor),
    onlyWhen: one(step.onlyWhen),
    needs: step.needs.map((need) => need[language]),
    documents: step.documents.flatMap(({ name, content }) => [name, ...content].map((line) => line[language])),
    timeLimit: timeLimit ? [`${timeLimit.days} · ${timeLimit.from[language]}`] : [],
    ifRefused: one(step.ifRefused),
    ifSilent: one(step.ifSilent),
    cautions: step.cautions.map((caution) => caution[language]),
    citations: step.citations.map(place),
  }
}

function place({ law, provisions }: Citation): string {
  return [law, ...provisions].join(' ')
}
