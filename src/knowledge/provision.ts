import type { Law } from './types.ts'

/** A place in a legal text, as the knowledge files write it. */
export type Provision =
  | { readonly kind: 'article'; readonly from: string; readonly to?: string }
  | { readonly kind: 'elucidation'; readonly of: string }
  | { readonly kind: 'annex'; readonly from: string; readonly to?: string }

const article = String.raw`\d+[A-Z]*(?:\([0-9a-z]+\))*`
const articles = new RegExp(`^(${article})(?:-(${article}))?$`)
const elucidation = new RegExp(`^elucidation (general|${article})$`)
const annex = /^annex (\d+)(?:-(\d+))?$/

/** Reads `30(1)`, `28-33`, `elucidation general`, `elucidation 33(3)`, `annex 150-151`; undefined for anything else. */
export function parseProvision(text: string): Provision | undefined {
  const range = articles.exec(text)
  if (range?.[1]) return { kind: 'article', from: range[1], ...(range[2] && { to: range[2] }) }
  const explained = elucidation.exec(text)
  if (explained?.[1]) return { kind: 'elucidation', of: explained[1] }
  const paragraphs = annex.exec(text)
  if (paragraphs?.[1]) return { kind: 'annex', from: paragraphs[1], ...(paragraphs[2] && { to: paragraphs[2] }) }
  return undefined
}

/**
 * Whether the register lists this place of the law to the letter: what nobody has read cannot be cited.
 * Of a range both ends must be listed.
 */
export function isListed(law: Law, provision: string): boolean {
  const parsed = parseProvision(provision)
  if (!parsed) return false
  if (law.provisions.some((entry) => entry.at === provision)) return true
  if (parsed.kind !== 'article') return false
  return [parsed.from, parsed.to].every((place) => place === undefined || isArticleListed(law, place))
}

function isArticleListed(law: Law, place: string): boolean {
  const number = place.replace(/\(.*$/, '')
  const part = place.slice(number.length)
  return law.provisions.some((entry) => entry.at === number && (part === '' || entry.parts.includes(part)))
}
