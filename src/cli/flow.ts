import { parseConfig } from '../config.ts'
import { interviewChart, procedureChart } from '../consultation/flow-chart.ts'
import { questions } from '../consultation/questions.ts'
import { learn } from '../learn.ts'
import { run } from './run.ts'

const usage = `Prints the consultation as Mermaid diagrams, for a lawyer to check: the questions of each plan with their rules, and
the procedures.

  npm run --silent flow            in Indonesian
  npm run --silent flow -- en      in English`

/** `npm run flow`: from the same data that the bot walks through. */
async function main(argument = 'id'): Promise<void> {
  if (argument !== 'id' && argument !== 'en') {
    console.error(usage)
    process.exitCode = 1
    return
  }
  const { knowledgeDir } = parseConfig()
  const { knowledge } = await learn({ directory: knowledgeDir, today: new Date().toISOString().slice(0, 10) })
  const { questionWords, rules, procedures } = knowledge
  const plans = questions[0]?.options ?? []
  const charts: readonly (readonly [string, string])[] = [
    ...plans.map((plan) => [plan, interviewChart(plan, questionWords, rules, argument)] as const),
    ...[...procedures.values()].map((one) => [one.id, procedureChart(one, argument)] as const),
  ]
  for (const [name, chart] of charts) console.log(`## ${name}\n\n\`\`\`mermaid\n${chart}\n\`\`\`\n`)
}

await run(() => main(process.argv[2]))
