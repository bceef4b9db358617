import { caseSchema } from './schemas.ts'
import type { Case, CaseTerms } from './types.ts'
import { issueText, type Mistake, type YamlFile } from './yaml-file.ts'

/** What is wrong in one case, and where. */
export interface CaseFlaw {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** Checks what no single case file can show: names of terms, dates, the province. */
export function checkCases(cases: ReadonlyMap<string, YamlFile<Case>>, terms: CaseTerms, today: string): Mistake[] {
  return [...cases].flatMap(([file, { value, lineOf }]) =>
    value ? checkCase(value, terms, today).map(({ path, message }) => ({ file, line: lineOf(path), message })) : [],
  )
}

/** Reads a case that stands in no file, with all the checks of one that does. */
export function readCase(
  content: unknown,
  terms: CaseTerms,
  today: string,
): { readonly value: Case } | { readonly flaws: readonly CaseFlaw[] } {
  const checked = caseSchema.safeParse(content)
  if (!checked.success) {
    return { flaws: checked.error.issues.map((issue) => ({ path: issue.path, message: issueText(issue) })) }
  }
  const flaws = checkCase(checked.data, terms, today)
  return flaws.length > 0 ? { flaws } : { value: checked.data }
}

function checkCase(one: Case, { kinds, fields, statuses, confidences }: CaseTerms, today: string): CaseFlaw[] {
  const flaws: CaseFlaw[] = []
  const say = (path: readonly PropertyKey[], message: string) => flaws.push({ path, message })
  const known = (path: readonly PropertyKey[], name: string, terms: object) => {
    if (!Object.hasOwn(terms, name)) {
      say(path, `"${name}" is not in case-terms.yaml; use one of ${Object.keys(terms).join(', ')}`)
    }
  }
  known(['kind'], one.kind, kinds)
  known(['status'], one.status, statuses)
  known(['confidence'], one.confidence, confidences)
  for (const [i, field] of one.fields.entries()) known(['fields', i], field, fields)
  if (one.checked > today) say(['checked'], 'the date lies in the future')
  if ((one.region.country === 'ID') !== (one.region.province !== undefined)) {
    say(['region'], 'an Indonesian region needs its province, and only an Indonesian one has it')
  }
  const { loi, mou } = one.years
  for (const [name, year] of Object.entries({ loi, mou })) {
    if (year !== undefined && String(year) > today.slice(0, 4)) say(['years', name], 'the year lies in the future')
  }
  return flaws
}
