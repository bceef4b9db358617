import { z } from 'zod'
import { parseProvision } from './provision.ts'
import { categories, smallTalkKinds, verifications } from './types.ts'

export const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'write it in small letters, digits and hyphens')
export const date = z.iso.date('write the date as 2026-11-24')
const verification = z.enum(verifications)
const text = z.string().trim().min(1, 'must not be empty')
export const inBothLanguages = z.strictObject({ id: text, en: text })
const listInBothLanguages = z.strictObject({ id: z.array(text), en: z.array(text) })
const provision = z
  .string()
  .refine((written) => parseProvision(written) !== undefined, 'write it like "30", "30(1)", "28-33", "elucidation 33(3)" or "annex 150-151"')
export const url = z.url({ protocol: /^https?$/, error: 'give a full address that begins with https:// or http://' })

export const citation = z.strictObject({ law: id, provisions: z.array(provision).default([]), verification })
const source = z.strictObject({ title: text, url, verification })
export const caution = z.strictObject({ verification: z.enum(['secondary', 'unverified']), id: text, en: text })

const title = text.max(45, 'at most 45 characters: it is the text of a button')

/** The front matter of a topic file. */
export const topicSchema = z.strictObject({
  id: id.max(56, 'at most 56 characters: it must fit into the data of a button'),
  category: z.enum(categories),
  reviewed: date,
  revision: z.int().min(1),
  title: z.strictObject({ id: title, en: title }),
  citations: z.array(citation).default([]),
  sources: z.array(source).default([]),
  cautions: z.array(caution).default([]),
  related: z.array(id).max(3, 'at most three: they are buttons').default([]),
  next: id.optional(),
  cases: z.array(id).max(6).default([]),
  covers: z.array(text).min(1, 'list what a correct answer must contain'),
  phrasings: listInBothLanguages,
})

const outsideReply = text.max(300, 'at most 300 characters: say that it is outside, and whom to ask')

const standing = z.strictObject({
  state: z.enum(['in-force', 'amended', 'revoked']),
  verification,
  checked: date,
  note: inBothLanguages.optional(),
})

const provisionEntry = z.strictObject({
  at: provision,
  parts: z.array(z.string().regex(/^(\([0-9a-z]+\))+$/, 'write it like "(1)" or "(3)(f)"')).default([]),
  verification,
  id: text,
  en: text,
})

/** `laws.yaml`. */
export const lawsSchema = z.array(
  z.strictObject({
    id,
    short: text,
    title: inBothLanguages,
    names: z.array(text).default([]),
    date: date.optional(),
    gazette: text.optional(),
    subject: inBothLanguages,
    standing,
    revokedBy: z.strictObject({ law: id, provision: provision.optional(), since: date.optional() }).optional(),
    instead: z.array(id).default([]),
    amendedBy: z.array(id).default([]),
    page: url.optional(),
    provisions: z.array(provisionEntry).default([]),
  }),
)

/** `glossary.yaml`. */
export const glossarySchema = z.array(
  z.strictObject({ id, words: listInBothLanguages, definition: inBothLanguages.optional() }),
)

/** `outside.yaml`. */
export const outsideSchema = z.array(
  z.strictObject({
    id,
    reply: z.strictObject({ id: outsideReply, en: outsideReply }),
    phrasings: listInBothLanguages,
  }),
)

/** `smalltalk.yaml`. */
export const smallTalkSchema = z.strictObject(
  Object.fromEntries(smallTalkKinds.map((kind) => [kind, listInBothLanguages])) as Record<
    (typeof smallTalkKinds)[number],
    typeof listInBothLanguages
  >,
)

const country = z.string().regex(/^[A-Z]{2}$/, 'write the country as two capital letters (ISO 3166), such as JP')
const at = z.tuple([z.number().min(-90).max(90), z.number().min(-180).max(180)])
const year = z.number().int().min(1900).max(2100)

/** A file under `cases/`. */
export const caseSchema = z.strictObject({
  id,
  region: z.strictObject({
    name: text,
    type: z.enum(['kota', 'kabupaten', 'provinsi']),
    province: text.optional(),
    country,
    at: at.optional(),
  }),
  partner: z.strictObject({ name: text, country: country.optional(), at: at.optional() }),
  kind: id,
  fields: z.array(id).default([]),
  years: z.strictObject({ loi: year.optional(), mou: year.optional() }).default({}),
  status: id,
  confidence: id,
  checked: date,
  summary: inBothLanguages,
  sources: z
    .array(z.strictObject({ title: text, url, says: text.optional() }))
    .min(1, 'a case needs a source'),
  notes: text.optional(),
})

const terms = z.record(id, z.strictObject({ name: inBothLanguages, words: z.array(text).default([]) }))

/** `case-terms.yaml`. */
export const caseTermsSchema = z.strictObject({
  kinds: terms,
  fields: terms,
  statuses: terms,
  confidences: terms,
  asking: z.array(text),
})

const called = z.record(text, z.array(text))

/** `places.yaml`. */
export const placeNamesSchema = z.strictObject({
  provinces: called,
  regencies: called,
  countries: z.record(country, z.array(text)),
})
