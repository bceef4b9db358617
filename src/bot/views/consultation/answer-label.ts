import type { Question } from '../../../consultation/questions.ts'
import { unknown, type Answer } from '../../../consultation/types.ts'
import type { Library } from '../../library.ts'
import type { Words } from '../../words.ts'
import { dateLabel } from '../legal-basis.ts'

/** An answer in words. */
export function answerLabel(question: Question, answer: Answer, library: Library, words: Words): string {
  return answer.map((value) => valueLabel(question, value, library, words)).join(', ')
}

/** One value of an answer in words: that of its button, the name of a place, a date. */
export function valueLabel({ id, kind }: Question, value: string, library: Library, words: Words): string {
  const { language, t } = words
  if (value === unknown) return t('consult.unknown')
  const option = library.knowledge.questionWords.get(id)?.options[value]
  if (option) return option[language]
  if (kind === 'region') return library.placeSearch.region(value)?.name ?? value
  if (kind === 'country') return library.placeSearch.country(value)?.name[language] ?? value
  return kind.endsWith('-date') ? anyDateLabel(value, words) : value
}

/** "12-06-2027", "Juni 2027" or "2027", as exact as it is known. */
export function anyDateLabel(date: string, { language }: Words): string {
  if (date.length === 10) return dateLabel(date, language)
  if (date.length === 4) return date
  const format = new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  return format.format(new Date(date))
}
