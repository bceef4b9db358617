import type { Procedure, Step } from '../knowledge/procedure-types.ts'
import type { Citation, Language } from '../knowledge/types.ts'
import type { Condition, FactName } from './facts.ts'
import { questions, type Question } from './questions.ts'
import type { QuestionWords, Rule } from './rule.ts'

/** The question from which a fact follows, where it has another name. */
const source: Readonly<Partial<Record<FactName, string>>> = {
  'region-level': 'region',
  special: 'region',
  level: 'partner-level',
  timing: 'date',
  validity: 'ends',
}

/** The interview of one plan and its rules as a Mermaid diagram, from the very data that the bot walks through. */
export function interviewChart(
  plan: string,
  words: ReadonlyMap<string, QuestionWords>,
  rules: readonly Rule[],
  language: Language,
): string {
  const isOf = ({ when }: { readonly when?: Condition }) => when?.plan?.includes(plan) ?? true
  const asked = questions.filter(isOf)
  const nodes = asked.map(({ id }) => `  ${node(id)}["${clean(words.get(id)?.ask[language] ?? id)}"]`)
  const held = rules.filter(isOf).flatMap((rule) => ruleLines(rule, asked, language))
  return ['flowchart TD', ...nodes, ...edges(asked), ...held].join('\n')
}

/** From each question to the next; past those that are asked only sometimes. */
function edges(asked: readonly Question[]): string[] {
  const lines: string[] = []
  let from: readonly { readonly id: string; readonly label: string }[] = []
  for (const { id, when = {} } of asked) {
    const { plan: _, ...condition } = when
    const label = conditionLabel(condition)
    for (const one of from) lines.push(arrow(one.id, id, label || one.label))
    from = [{ id, label: '' }, ...(label ? from.map((one) => ({ ...one, label: 'otherwise' })) : [])]
  }
  return [...lines, ...from.map((one) => arrow(one.id, 'verdict', one.label)), '  verdict{{verdict}}']
}

function arrow(from: string, to: string, label: string): string {
  return `  ${node(from)} -->${label ? `|"${clean(label)}"|` : ''} ${node(to)}`
}

const shapes = { no: ['([', '])'], condition: ['[/', '/]'], note: ['(', ')'] } as const

function ruleLines(
  { id, outcome, ends, when, unless, reason, citations }: Rule,
  asked: readonly Question[],
  language: Language,
): string[] {
  const origins = new Set<string>((Object.keys(when) as FactName[]).map((fact) => source[fact] ?? fact))
  const last = asked.findLast((question) => origins.has(question.id))?.id ?? 'verdict'
  const [left, right] = shapes[outcome]
  const text = `${outcome}${ends ? ', ends the interview' : ''}: ${reason[language]} (${placesOf(citations)})`
  const label = conditionLabel(when) + (unless ? `, unless ${conditionLabel(unless)}` : '')
  return [
    `  rule_${node(id)}${left}"${clean(text)}"${right}`,
    `  ${node(last)} -.->|"${clean(label || 'always')}"| rule_${node(id)}`,
  ]
}

/** The steps of a procedure in order, with who acts, how long it may take, and under which article. */
export function procedureChart({ steps, recurring, events }: Procedure, language: Language): string {
  const box = ({ id, title, actor, citations }: Step) =>
    `  ${node(id)}["<b>${clean(title[language])}</b><br/>${clean(actor[language])}<br/><i>${clean(placesOf(citations))}</i>"]`
  const limit = ({ timeLimit }: Step) => (timeLimit ? `${timeLimit.days} ${timeLimit.kind}` : '')
  const inOrder = steps.slice(1).map((step, i) => arrow(steps[i]?.id ?? '', step.id, limit(step)))
  const last = steps.at(-1)?.id ?? ''
  const again = recurring.flatMap(({ id }) => [arrow(last, id, ''), arrow(id, id, 'again and again')])
  const anyTime = events.map(({ id }) => `  any((at any time)) -.-> ${node(id)}`)
  return ['flowchart TD', ...[...steps, ...recurring, ...events].map(box), ...inOrder, ...again, ...anyTime].join('\n')
}

function placesOf(citations: readonly Citation[]): string {
  return citations.map(({ law, provisions }) => `${law} ${provisions.join(', ')}`.trim()).join('; ')
}

function conditionLabel(condition: Condition): string {
  return Object.entries(condition)
    .map(([fact, values]) => `${fact}: ${values.join(' or ')}`)
    .join(' and ')
}

/** Mermaid takes no hyphens in names, and quotes only as their code. */
function node(id: string): string {
  return id.replaceAll('-', '_')
}

function clean(text: string): string {
  return text.replaceAll('"', '#quot;').replaceAll('\n', ' ')
}
