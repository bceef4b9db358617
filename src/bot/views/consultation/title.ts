import { unknown } from '../../../consultation/types.ts'
import type { OpenConsultation } from '../../consultation/open.ts'
import type { Library } from '../../library.ts'
import type { Words } from '../../words.ts'

/** As it was named; else "Kota Bogor – St. Louis", as far as it is known. */
export function consultationTitle(
  { dossier }: Pick<OpenConsultation, 'dossier'>,
  { placeSearch }: Library,
  { t, language }: Words,
): string {
  if (dossier.title) return dossier.title
  const value = (question: string) => {
    const [given] = dossier.answers.get(question) ?? []
    return given === undefined || given === unknown ? undefined : given
  }
  const ours = placeSearch.region(value('region') ?? '')?.name
  const theirs = value('partner-name') ?? placeSearch.country(value('country') ?? '')?.name[language]
  return [ours, theirs].filter((name) => name !== undefined).join(' – ') || t('consult.list.unnamed')
}
