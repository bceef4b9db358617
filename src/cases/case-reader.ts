import type { KnowledgeBase } from '../knowledge/types.ts'
import type { Places } from '../places/places.ts'
import type { CaseFilter } from './filter.ts'

/** What a text says about which cases are meant. */
export interface CaseQuestion {
  readonly filter: CaseFilter
  /** Whether it names a region, partner or country. */
  readonly place: boolean
  /** Whether it has a word of asking for cases ("kota kembar", "partners", "berapa"). */
  readonly asks: boolean
  /** Its words that are neither. */
  readonly others: readonly string[]
}

type Kind = keyof CaseFilter | 'asking'
interface Entity {
  readonly kind: Kind
  readonly value: string
}

/** What each phrase may mean. */
type Phrases = Map<string, Entity[]>

const longestPhrase = 5
const yearPattern = /^(?:19|20)\d\d$/
/** Words that change nothing, left out of the count of other words. */
const fillers = new Set(
  'dan di ke dari yang apa apakah ada dengan sama untuk itu ini saja aja sih ya min dong the a an of in with and is are does do did to any there what who on for by'.split(
    ' ',
  ),
)

/** Reads places, fields, kinds, states and years out of words. */
export class CaseReader {
  readonly #tokenise: (text: string) => readonly string[]
  /** Of places and terms. */
  readonly #phrases: Phrases = new Map()
  /** Of the names of partners. */
  #partners: Phrases = new Map()
  #partnerWords: ReadonlySet<string> = new Set()

  /** @param tokenise as messages are cut into words. */
  constructor(
    { cases, caseTerms }: Pick<KnowledgeBase, 'cases' | 'caseTerms'>,
    { regions, countries }: Places,
    tokenise: (text: string) => readonly string[],
  ) {
    this.#tokenise = tokenise
    const add = (phrase: string, kind: Kind, value: string) =>
      addPhrase(this.#phrases, tokenise(phrase), { kind, value })
    for (const { name, level, province, called } of regions) {
      for (const words of [...called, ...called.map((bare) => `${level} ${bare}`), name]) {
        add(words, level === 'provinsi' ? 'provinces' : 'regions', level === 'provinsi' ? province : name)
      }
      if (level === 'kabupaten') for (const bare of called) add(`${bare} regency`, 'regions', name)
    }
    // Everything here is about Indonesia: naming it narrows nothing down.
    const abroad = countries.filter(({ code }) => code !== 'ID')
    for (const { code, called } of abroad) for (const words of called) add(words, 'countries', code)
    const terms = [
      ['fields', caseTerms.fields],
      ['kinds', caseTerms.kinds],
      ['statuses', caseTerms.statuses],
    ] as const
    for (const [kind, list] of terms) {
      for (const [value, { words }] of Object.entries(list)) for (const phrase of words) add(phrase, kind, value)
    }
    for (const phrase of caseTerms.asking) add(phrase, 'asking', phrase)
    this.useCases(cases)
  }

  /** Takes other cases, which is much quicker than to read all places again. */
  useCases(cases: KnowledgeBase['cases']): void {
    const [partners, partnerWords]: [Phrases, Set<string>] = [new Map(), new Set()]
    for (const { partner } of cases.values()) {
      for (const name of partnerNames(partner.name)) {
        const words = this.#tokenise(name)
        addPhrase(partners, words, { kind: 'partners', value: partner.name })
        for (const word of words) partnerWords.add(word)
      }
    }
    this.#partners = partners
    this.#partnerWords = partnerWords
  }

  /** Whether a word stands in the name of a partner. */
  knows(word: string): boolean {
    return this.#partnerWords.has(word)
  }

  read(words: readonly string[]): CaseQuestion {
    const found = new Map<Kind, Set<string | number>>()
    const note = (kind: Kind, value: string | number) => found.set(kind, (found.get(kind) ?? new Set()).add(value))
    const others: string[] = []
    for (let at = 0; at < words.length;) {
      const { entities, length } = this.#longestAt(words, at)
      for (const { kind, value } of entities) note(kind, value)
      const word = words[at] ?? ''
      if (length === 0 && yearPattern.test(word)) note('years', Number(word))
      else if (length === 0 && !fillers.has(word)) others.push(word)
      at += Math.max(1, length)
    }
    const asks = found.delete('asking')
    // A name that is a partner and a country (Singapore) is either; the partner is the narrower.
    if (found.has('partners') && found.has('countries')) found.delete('countries')
    const place = (['regions', 'provinces', 'partners', 'countries'] as const).some((kind) => found.has(kind))
    return { filter: Object.fromEntries(found) as CaseFilter, place, asks, others }
  }

  #longestAt(words: readonly string[], at: number): { readonly entities: readonly Entity[]; readonly length: number } {
    for (let length = Math.min(longestPhrase, words.length - at); length > 0; length--) {
      const phrase = words.slice(at, at + length).join(' ')
      const [named, partners] = [this.#phrases.get(phrase), this.#partners.get(phrase)]
      if (named ?? partners) return { entities: [...(named ?? []), ...(partners ?? [])], length }
    }
    return { entities: [], length: 0 }
  }
}

function addPhrase(phrases: Phrases, words: readonly string[], { kind, value }: Entity): void {
  const key = words.join(' ')
  if (key === '') return
  const entities = phrases.get(key) ?? []
  if (!entities.some((known) => known.kind === kind && known.value === value)) entities.push({ kind, value })
  phrases.set(key, entities)
}

/** Descriptions instead of names. */
const descriptive = /^A |^States |^Regions|^Government|search| and | of /

/** "Miri, Sarawak" is also called Miri; "Jeonbuk (North Jeolla)" Jeonbuk or North Jeolla. */
function partnerNames(name: string): string[] {
  const [before = '', inside] = name.split(/\s*[(]/)
  const bare = before.replace(/ (?:Prefecture|Province|Region|District|Governorate|City)$/, '')
  const parts = [name, before, bare, ...before.split(', ').slice(0, 1), ...(inside ? [inside.replace(')', '')] : [])]
  return [...new Set(parts.map((part) => part.trim()))].filter((part) => part.length > 2 && !descriptive.test(part))
}
