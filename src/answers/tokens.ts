/** The instruments people name by number, with the ways they write them. */
const instruments: readonly (readonly [id: string, names: string])[] = [
  ['uu', 'uu|undang undang|law|act'],
  ['pp', 'pp|peraturan pemerintah|government regulation|gov reg|govt regulation'],
  ['perpres', 'perpres|peraturan presiden|presidential regulation'],
  [
    'permendagri',
    'permendagri|pmdn|peraturan menteri dalam negeri|peraturan mendagri|(?:home (?:ministry|minister|affairs|affairs ministry)|moha) regulation',
  ],
  ['permenlu', 'permenlu|peraturan menteri luar negeri|peraturan menlu|foreign (?:ministry|minister) regulation'],
]
const numberAndYear = String.raw`\s*(?:no(?:mor)?|number|num)?\.?\s*(\d{1,3})\s*(?:/|tahun|thn|th|of|year|of the year|-)?\.?\s*((?:19|20)\d\d)\b`
const lawPatterns = instruments.map(
  ([id, names]) => [id, new RegExp(String.raw`\b(?:${names})${numberAndYear}`, 'g')] as const,
)
const articlePattern = /\b(?:pasal|psl|ps|article|art)\.?\s*(\d{1,3})\b/g

// oxlint-disable-next-line no-control-regex
const beyondAscii = /[^\x00-\x7f]/
const figure = /\d/

/** Longer strings are no words, and cost time. */
const longestWord = 40

/** Doubled for the plural: "kota-kota", "syarat2". */
const reduplicated = /\b(\p{L}{3,})-\1(\p{L}*)\b/gu
const doubledByFigure = /\b(\p{L}{3,})2(nya)?(?![\p{L}\p{N}])/gu

/**
 * The words of a text, lower-case and without accents, in order. References to law become one token:
 * "PP No. 28 Tahun 2018" is `pp-28-2018`, "Pasal 30" is `pasal-30`, whatever the language.
 */
export function tokenise(text: string): string[] {
  let plain = text.toLowerCase()
  if (beyondAscii.test(plain)) plain = plain.normalize('NFKD').replaceAll(/\p{M}/gu, '')
  plain = plain.replaceAll(/['’`]/g, '').replaceAll('undang-undang', 'undang undang')
  if (plain.includes('-')) plain = plain.replaceAll(reduplicated, '$1$2')
  if (figure.test(plain)) {
    plain = plain.replaceAll(doubledByFigure, '$1$2')
    for (const [id, pattern] of lawPatterns) plain = plain.replaceAll(pattern, ` ${id}_$1_$2 `)
    plain = plain.replaceAll(articlePattern, ' pasal_$1 ')
  }
  const words = plain.match(/[\p{L}\p{N}_]+/gu) ?? []
  return words
    .filter((word) => word.length <= longestWord)
    .map(readable)
    .filter(Boolean)
}

/** References to law were joined with `_`, which no pattern above reads as a hyphen. */
function readable(token: string): string {
  return token.includes('_') ? token.replaceAll('_', '-').replaceAll(/^-+|-+$/g, '') : token
}

/** A token with a figure in it: a number or a reference to law; never stemmed, never corrected. */
export function isFigure(token: string): boolean {
  return /\d/.test(token)
}
