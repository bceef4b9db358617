import type { Case, CaseTerms } from './types.ts'
import type { Mistake, YamlFile } from './yaml-file.ts'

/** Checks what no single case file can show: names of terms, dates, the province. */
export function checkCases(
  cases: ReadonlyMap<string, YamlFile<Case>>,
  { kinds, fields, statuses, confidences }: CaseTerms,
  today: string,
): Mistake[] {
  return [...cases].flatMap(([file, { value, lineOf }]) => {
    if (!value) return []
    const mistakes: Mistake[] = []
    const say = (path: readonly PropertyKey[], message: string) => mistakes.push({ file, line: lineOf(path), message })
    const known = (path: readonly PropertyKey[], name: string, terms: object) => {
      if (!(name in terms)) say(path, `"${name}" is not in case-terms.yaml; use one of ${Object.keys(terms).join(', ')}`)
    }
    known(['kind'], value.kind, kinds)
    known(['status'], value.status, statuses)
    known(['confidence'], value.confidence, confidences)
    for (const [i, field] of value.fields.entries()) known(['fields', i], field, fields)
    if (value.checked > today) say(['checked'], 'the date lies in the future')
    if ((value.region.country === 'ID') !== (value.region.province !== undefined)) {
      say(['region'], 'an Indonesian region needs its province, and only an Indonesian one has it')
    }
    const { loi, mou } = value.years
    for (const [name, year] of Object.entries({ loi, mou })) {
      if (year !== undefined && String(year) > today.slice(0, 4)) say(['years', name], 'the year lies in the future')
    }
    return mistakes
  })
}
