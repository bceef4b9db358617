import { Document, isCollection, isScalar, Scalar, visit } from 'yaml'
import { slug } from '../cases/slug.ts'
import type { Case } from './types.ts'

/** Where the file of a new case belongs, from the knowledge folder. */
export function caseFilePath({ id, region }: Case): string {
  return `cases/${slug(region.province ?? 'comparison')}/${id}.yaml`
}

/**
 * A case as its file says it: texts in quotation marks, names and dates without, short lists on one line.
 * @param one in the order of the schema, as every case that was checked.
 */
export function caseFileText(one: Case): string {
  const document = new Document(
    Object.fromEntries(Object.entries(one).filter(([key]) => key !== 'years' || Object.keys(one.years).length > 0)),
  )
  visit(document, {
    Scalar(key, node) {
      if (key !== 'key' && typeof node.value === 'string') node.type = Scalar.QUOTE_SINGLE
    },
  })
  const fields = one.fields.map((_, i) => ['fields', i])
  const addresses = one.sources.map((_, i) => ['sources', i, 'url'])
  for (const path of [...plain, ...fields, ...addresses]) {
    const node = document.getIn(path, true)
    if (isScalar(node)) node.type = Scalar.PLAIN
  }
  for (const path of onOneLine) {
    const node = document.getIn(path, true)
    if (isCollection(node)) node.flow = true
  }
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: false })
  return text.replace(/^years: \{(.*)\}$/m, 'years: { $1 }')
}

const plain = [['id'], ['region', 'type'], ['kind'], ['status'], ['confidence'], ['checked']]
const onOneLine = [['region', 'at'], ['partner', 'at'], ['fields'], ['years']]
