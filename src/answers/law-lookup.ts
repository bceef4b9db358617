import { parseProvision } from '../knowledge/provision.ts'
import type { Law, ProvisionEntry } from '../knowledge/types.ts'
import { tokenise } from './tokens.ts'

/** What a text such as "pasal 30 PP 28/2018" points at. */
export interface LawReference {
  readonly laws: readonly Law[]
  /** Number of the article, when one is named. */
  readonly article: string | undefined
  /** A law was named by number and year that the register does not have. */
  readonly unknown: boolean
}

/** Names that say nothing of which law is meant. */
const general = new Set('nomor no tahun th tentang dan of number on the year'.split(' '))
/** Whoever writes nothing but these around a reference wants the text of the law itself. */
const aboutTheText = new Set(
  'apa isi isinya bunyi bunyinya dari itu ya sih dong min tolong lihat teks what does is say says says the of text content contents in show me please'.split(
    ' ',
  ),
)
const reference = /^([a-z]+)-(\d{1,3})-((?:19|20)\d\d)$/
const article = /^pasal-(\d{1,3})$/

/** Finds laws of the register by the ways people name them. */
export class LawFinder {
  readonly #laws: ReadonlyMap<string, Law>
  /** The words of each law's short name and titles. */
  readonly #words: readonly (readonly [Law, ReadonlySet<string>])[]

  constructor(laws: ReadonlyMap<string, Law>) {
    this.#laws = new Map([...laws.values()].map((law) => [plain(law.id), law]))
    this.#words = [...laws.values()].map((law) => [law, new Set(namesOf(law).flatMap(wordsOf))] as const)
  }

  /** By kind, number and year where they are given, else by the words of the name; best first, at most eight. */
  find(text: string): LawReference {
    const tokens = tokenise(text)
    const found = tokens.flatMap((token) => article.exec(token)?.[1] ?? [])[0]
    const numbered = tokens.filter((token) => reference.test(token))
    const laws = [...new Set(numbered.flatMap((token) => this.#laws.get(plain(token)) ?? []))]
    if (numbered.length > 0) return { laws, article: found, unknown: laws.length === 0 }
    return { laws: this.#byWords(tokens), article: found, unknown: false }
  }

  /** As `find`, but only for a message that names one known law, maybe with an article, and asks nothing else. */
  asksForText(text: string): { readonly law: Law; readonly article: string } | undefined {
    const tokens = tokenise(text)
    const others = tokens.filter((token) => !reference.test(token) && !article.test(token) && !aboutTheText.has(token))
    if (others.length > 0) return undefined
    const { laws, article: asked } = this.find(text)
    const [law] = laws
    return law && asked !== undefined && laws.length === 1 ? { law, article: asked } : undefined
  }

  #byWords(tokens: readonly string[]): Law[] {
    const asked = tokens.filter((token) => !general.has(token) && !article.test(token))
    const scored = this.#words.map(([law, words]) => [law, asked.filter((token) => words.has(token)).length] as const)
    const best = Math.max(0, ...scored.map(([, score]) => score))
    // One of two words is a chance hit, half of them are not.
    if (best === 0 || best * 2 < asked.length) return []
    return scored.flatMap(([law, score]) => (score === best ? [law] : [])).slice(0, 8)
  }
}

/** The entries of a register that belong to an article: itself, ranges around it, its elucidation. */
export function provisionsOf(law: Law, number: string): readonly ProvisionEntry[] {
  const wanted = Number(number)
  return law.provisions.filter(({ at }) => {
    const provision = parseProvision(at)
    if (provision?.kind === 'elucidation') return Number.parseInt(provision.of, 10) === wanted
    if (provision?.kind !== 'article') return false
    const from = Number.parseInt(provision.from, 10)
    return from <= wanted && wanted <= (provision.to ? Number.parseInt(provision.to, 10) : from)
  })
}

/** "permenlu-09-2006" and "permenlu-9-2006" are one. */
function plain(id: string): string {
  return id.replaceAll(/-0+(?=\d)/g, '-')
}

function namesOf({ id, short, title, names }: Law): readonly string[] {
  return [id, short, title.id, title.en, ...names]
}

/** Number and year stay apart here, unlike in `tokenise`. */
function wordsOf(name: string): string[] {
  return name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
