import { FormattedString } from '@grammyjs/parse-mode'
import { parseProvision } from '../../knowledge/provision.ts'
import type { Citation, KnowledgeBase, Language, Law, Verification } from '../../knowledge/types.ts'
import type { Words } from '../words.ts'

/** "PP 28/2018 Pasal 30 dan 31(1)". */
export function citationLabel({ law, provisions }: Citation, { laws }: KnowledgeBase, words: Words): string {
  return [laws.get(law)?.short ?? law, placesLabel(provisions, words)].filter(Boolean).join(' ')
}

/** "Pasal 30 dan 31(1), Penjelasan Umum"; with `long` as officials quote it: "Pasal 30 ayat (1) huruf a". */
export function placesLabel(provisions: readonly string[], words: Words, long = false): string {
  const articles: string[] = []
  const others: string[] = []
  const show = (place: string) => (long ? longPlace(place, words) : shortPlace(place, words.language))
  for (const written of provisions) {
    const provision = parseProvision(written)
    if (provision?.kind === 'article') {
      articles.push(provision.to ? `${show(provision.from)}–${show(provision.to)}` : show(provision.from))
    } else if (provision?.kind === 'elucidation') {
      const general = provision.of === 'general'
      others.push(
        general ? words.t('basis.generalElucidation') : words.t('basis.elucidation', { at: show(provision.of) }),
      )
    } else if (provision?.kind === 'annex') {
      others.push(words.t('basis.annex', { at: [provision.from, provision.to].filter(Boolean).join('–') }))
    }
  }
  const listed = articles.length > 0 ? [words.t('basis.article', { at: inList(articles, words) })] : []
  return [...listed, ...others].join(', ')
}

/** "101(1)(g)" is written "101(1)g" in Indonesian. */
function shortPlace(place: string, language: Language): string {
  return language === 'id' ? place.replaceAll(/\(([a-z])\)/g, '$1') : place
}

function longPlace(place: string, words: Words): string {
  return place
    .replaceAll(/\((\d+)\)/g, (_, n: string) => ` ${words.t('copy.paragraph', { n })}`)
    .replaceAll(/\(([a-z])\)/g, (_, n: string) => ` ${words.t('copy.letter', { n })}`)
}

function inList(items: readonly string[], words: Words): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} ${words.t('basis.and')} ${items.at(-1)}`
}

/** "berlaku, dicek 24-11-2026", or by what a law was revoked and what to use today. */
export function standingLabel(law: Law, { laws }: KnowledgeBase, words: Words): string {
  const { standing, revokedBy } = law
  if (standing.state === 'revoked') {
    const by = revokedBy && laws.get(revokedBy.law)
    const place = revokedBy?.provision ? ` ${placesLabel([revokedBy.provision], words)}` : ''
    const instead = law.instead.map((id) => laws.get(id)?.short ?? id)
    return [
      words.t('basis.revoked'),
      ...(by ? [words.t('basis.revokedBy', { law: by.short + place })] : []),
      ...(revokedBy?.since ? [words.t('basis.since', { date: dateLabel(revokedBy.since, words.language) })] : []),
      ...(instead.length > 0 ? [words.t('basis.instead', { laws: inList(instead, words) })] : []),
    ].join(', ')
  }
  const date = dateLabel(standing.checked, words.language)
  if (standing.verification === 'unverified') return words.t('basis.uncertain', { date })
  const mark = verificationMark(standing.verification, words)
  return (
    words.t(standing.state === 'amended' ? 'basis.amended' : 'basis.inForce', { date }) + (mark ? ` (${mark})` : '')
  )
}

/** What the user is told about a level of verification; nothing for the two good ones. */
export function verificationMark(verification: Verification, words: Words): string | undefined {
  if (verification === 'secondary') return words.t('basis.secondary')
  if (verification === 'unverified') return words.t('basis.unverified')
  return undefined
}

/** "24-11-2026" in Indonesian, "24 Nov 2026" in English. */
export function dateLabel(iso: string, language: Language): string {
  if (language === 'id') return iso.split('-').toReversed().join('-')
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(iso),
  )
}

/** "⚖️ PP 28/2018 Pasal 30 · berlaku, dicek 24-11-2026". */
export function citationLine(citation: Citation, knowledge: KnowledgeBase, words: Words): FormattedString {
  const law = knowledge.laws.get(citation.law)
  if (!law) throw new Error(`no law "${citation.law}"; the loader should have refused this knowledge`)
  const mark = verificationMark(citation.verification, words)
  return FormattedString.join([
    law.standing.state === 'revoked' ? '⛔ ' : '⚖️ ',
    citationLabel(citation, knowledge, words),
    ' · ',
    FormattedString.i(standingLabel(law, knowledge, words)),
    // Said once when the standing itself is known from there only.
    mark && mark !== verificationMark(law.standing.verification, words) ? ` · ${mark}` : '',
  ])
}
