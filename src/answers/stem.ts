import { stemmer as stemEnglish } from '@orama/stemmers/english'
import { stemmer as stemIndonesian } from '@orama/stemmers/indonesian'
import type { Language } from '../knowledge/types.ts'
import { isFigure } from './tokens.ts'

/** Words that only look as if they had affixes. */
const whole: ReadonlySet<string> = new Set(
  (
    'berapa kerja kerjasama sama bersama dengan dalam antara negara negeri bagaimana kapan dimana mana siapa bukan ' +
    'menteri kementerian dewan badan kantor peran periode pemda pemkot pemkab pemprov perda perlu beda seperti ' +
    'mengapa permenlu permendagri kediri media kendala perwali perdana masalah keputusan terbaru ' +
    'diplomasi dinas desa delegasi penting sister province people member mean meaning being'
  ).split(' '),
)

/** The stem of one lower-case word in the given language. */
export function stem(word: string, language: Language): string {
  if (isFigure(word) || word.length < 4 || whole.has(word)) return word
  if (language === 'en') return stemEnglish(word)
  const bare = word.replace(/(?:kah|lah|pun)$/, '')
  if (whole.has(bare)) return bare
  const stemmed = stemIndonesian(word)
  return stemmed.length >= 3 ? stemmed : word
}
