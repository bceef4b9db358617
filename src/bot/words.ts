import { readFile } from 'node:fs/promises'
import { createInstance, type i18n } from 'i18next'
import { parseRichText } from '../knowledge/rich-text.ts'
import { languages, type Language, type RichText } from '../knowledge/types.ts'

export type Values = Readonly<Record<string, string | number>>

/** The words of the interface in one language. */
export interface Words {
  readonly language: Language
  /** Plain text. @throws {Error} when the key stands in no locale file. */
  readonly t: (key: string, values?: Values) => string
  /** Text with the light Markdown of the locale files; values are never read as Markdown. */
  readonly rich: (key: string, values?: Values) => RichText
}

export type AllWords = Readonly<Record<Language, Words>>

/** Reads `locales/`. */
export async function loadWords(): Promise<AllWords> {
  const folder = new URL('../../locales/', import.meta.url)
  const texts = await Promise.all(languages.map((language) => readFile(new URL(`${language}.json`, folder), 'utf8')))
  const resources = Object.fromEntries(
    languages.map((language, i) => [language, { translation: JSON.parse(texts[i] ?? '') }]),
  )
  const instance = createInstance()
  await instance.init({
    resources,
    fallbackLng: false,
    // Messages carry entities and are never parsed, so nothing is escaped.
    interpolation: { escapeValue: false },
    parseMissingKeyHandler: (key) => {
      throw new Error(`the text "${key}" is missing in locales/; add it to id.json and en.json`)
    },
  })
  return { id: wordsOf(instance, 'id'), en: wordsOf(instance, 'en') }
}

function wordsOf(instance: i18n, language: Language): Words {
  const translate = instance.getFixedT(language)
  const parsed = new Map<string, RichText>()
  return {
    language,
    t: (key, values) => translate(key, { ...values }),
    rich(key, values = {}) {
      let template = parsed.get(key)
      if (!template) parsed.set(key, (template = parseRichText(translate(key, { skipInterpolation: true }))))
      return template.map((block) => ({
        ...block,
        spans: block.spans.map((span) => ({ ...span, text: fillIn(span.text, values) })),
      }))
    },
  }
}

function fillIn(text: string, values: Values): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''))
}
