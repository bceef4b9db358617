import type { QuestionWords, Rule } from '../consultation/rule.ts'
import type { Procedure } from './procedure-types.ts'

/** The languages of the product; every text a user can see exists in both. */
export const languages = ['id', 'en'] as const
export type Language = (typeof languages)[number]
export type PerLanguage<T> = Readonly<Record<Language, T>>

/** How a statement was established, best first; what is not one of the first two is marked to the user. */
export const verifications = ['legal-text', 'official-source', 'secondary', 'unverified'] as const
export type Verification = (typeof verifications)[number]

export const categories = [
  'concepts',
  'legal-basis',
  'procedure',
  'documents',
  'actors',
  'limits',
  'finance',
  'cases',
  'practice',
  'bot-help',
] as const
export type Category = (typeof categories)[number]

/** A run of text in one style. */
export interface Span {
  readonly text: string
  readonly style?: 'bold' | 'italic'
}

/** A paragraph, or an item of a list with its marker ("•" or "2."). */
export interface Block {
  readonly marker?: string
  readonly spans: readonly Span[]
}

export type RichText = readonly Block[]

/** A law and the places in it that a topic relies on; no places: the law as a whole. */
export interface Citation {
  readonly law: string
  /** As written in the files, e.g. `30(1)`, `28-33`, `elucidation 33(3)`; grammar in provision.ts. */
  readonly provisions: readonly string[]
  readonly verification: Verification
}

/** A named source that is not law: an official page, a study, a press report. */
export interface Source {
  readonly title: string
  readonly url: string
  readonly verification: Verification
}

/** A point of the answer that could not be verified, said to the user as a warning. */
export interface Caution extends PerLanguage<string> {
  readonly verification: 'secondary' | 'unverified'
}

export interface AnswerText {
  /** At most 600 characters; its first words answer the question. */
  readonly direct: RichText
  /** At most 2,500 characters; empty when there is no more to say. */
  readonly detail: RichText
}

/** One thing that can be asked, with its approved answer. */
export interface Topic {
  readonly id: string
  readonly category: Category
  /** ISO date on which the answer was last compared with its sources. */
  readonly reviewed: string
  /** Grows by one with every change of meaning; quotations of the answer name it. */
  readonly revision: number
  readonly title: PerLanguage<string>
  readonly citations: readonly Citation[]
  readonly sources: readonly Source[]
  readonly cautions: readonly Caution[]
  readonly related: readonly string[]
  readonly next?: string | undefined
  /** Ids of the cases that the answer speaks of. */
  readonly cases: readonly string[]
  readonly covers: readonly string[]
  readonly phrasings: PerLanguage<readonly string[]>
  readonly answer: PerLanguage<AnswerText>
}

/** What the register knows of one article, elucidation or run of annex paragraphs. */
export interface ProvisionEntry extends PerLanguage<string> {
  /** `30`, `elucidation 33(3)`, `elucidation general` or `annex 150-151`. */
  readonly at: string
  /** Paragraphs and letters that may be cited below it: `(1)`, `(3)(f)`. */
  readonly parts: readonly string[]
  readonly verification: Verification
}

export interface Standing {
  /** `amended`: in force as amended. */
  readonly state: 'in-force' | 'amended' | 'revoked'
  readonly verification: Verification
  /** ISO date. */
  readonly checked: string
  readonly note?: PerLanguage<string> | undefined
}

/** One instrument of the law register. */
export interface Law {
  readonly id: string
  readonly short: string
  readonly title: PerLanguage<string>
  /** What people also call it, in either language. */
  readonly names: readonly string[]
  readonly date?: string | undefined
  readonly gazette?: string | undefined
  readonly subject: PerLanguage<string>
  readonly standing: Standing
  readonly revokedBy?:
    { readonly law: string; readonly provision?: string | undefined; readonly since?: string | undefined } | undefined
  /** What to cite today in place of a revoked law. */
  readonly instead: readonly string[]
  readonly amendedBy: readonly string[]
  readonly page?: string | undefined
  readonly provisions: readonly ProvisionEntry[]
}

/** One notion with all its words in both languages. */
export interface Concept {
  readonly id: string
  readonly words: PerLanguage<readonly string[]>
  readonly definition?: PerLanguage<string> | undefined
}

export const smallTalkKinds = ['greeting', 'thanks', 'goodbye', 'opening', 'wellbeing', 'praise', 'next'] as const
export type SmallTalkKind = (typeof smallTalkKinds)[number]

/** What people type when they ask nothing, by kind. */
export type SmallTalk = Readonly<Record<SmallTalkKind, PerLanguage<readonly string[]>>>

/** Something people ask that lies outside our field, so that it is recognised and not answered with a neighbour. */
export interface OutsideSubject {
  readonly id: string
  /** That it is outside, and whom to ask instead. */
  readonly reply: PerLanguage<string>
  readonly phrasings: PerLanguage<readonly string[]>
}

/** One real partnership or programme. */
export interface Case {
  readonly id: string
  readonly region: {
    /** Official name: "Kota Surabaya", "Provinsi Bali". */
    readonly name: string
    readonly type: 'kota' | 'kabupaten' | 'provinsi'
    /** Undefined for a foreign case for comparison, which no count includes. */
    readonly province?: string | undefined
    /** ISO 3166-1 alpha-2. */
    readonly country: string
    /** Latitude and longitude, roughly. */
    readonly at?: readonly number[] | undefined
  }
  readonly partner: {
    readonly name: string
    /** Undefined where there are several, or a worldwide network. */
    readonly country?: string | undefined
    readonly at?: readonly number[] | undefined
  }
  /** Kind, fields, status and confidence are names in `case-terms.yaml`. */
  readonly kind: string
  readonly fields: readonly string[]
  readonly years: { readonly loi?: number | undefined; readonly mou?: number | undefined }
  readonly status: string
  readonly confidence: string
  /** ISO date: the status is that of the newest source read then. */
  readonly checked: string
  readonly summary: PerLanguage<string>
  readonly sources: readonly { readonly title: string; readonly url: string; readonly says?: string | undefined }[]
  /** For curators. */
  readonly notes?: string | undefined
}

/** What a kind, field, status or confidence is called, and the words people ask with, of both languages. */
export interface CaseTerm {
  readonly name: PerLanguage<string>
  readonly words: readonly string[]
}

export interface CaseTerms {
  readonly kinds: Readonly<Record<string, CaseTerm>>
  readonly fields: Readonly<Record<string, CaseTerm>>
  readonly statuses: Readonly<Record<string, CaseTerm>>
  readonly confidences: Readonly<Record<string, CaseTerm>>
  /** A question with a place and one of these is about cases. */
  readonly asking: readonly string[]
}

/** How people call places besides their official names: by province, by regency or city, by country code. */
export interface PlaceNames {
  readonly provinces: Readonly<Record<string, readonly string[]>>
  readonly regencies: Readonly<Record<string, readonly string[]>>
  readonly countries: Readonly<Record<string, readonly string[]>>
}

/** Everything the bot knows, loaded and checked as one; never changed afterwards. */
export interface KnowledgeBase {
  readonly topics: ReadonlyMap<string, Topic>
  readonly laws: ReadonlyMap<string, Law>
  readonly concepts: readonly Concept[]
  readonly smallTalk: SmallTalk
  readonly outside: ReadonlyMap<string, OutsideSubject>
  readonly cases: ReadonlyMap<string, Case>
  readonly procedures: ReadonlyMap<string, Procedure>
  /** The words of the consultation's questions, by question id. */
  readonly questionWords: ReadonlyMap<string, QuestionWords>
  readonly rules: readonly Rule[]
  readonly caseTerms: CaseTerms
  readonly placeNames: PlaceNames
}
