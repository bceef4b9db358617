import { parseRichText } from './rich-text.ts'
import { topicSchema } from './schemas.ts'
import type { AnswerText, Language, PerLanguage, Topic } from './types.ts'
import { readYaml, type Mistake, type YamlFile } from './yaml-file.ts'

const frontMatter = /^---\n([\s\S]*?)\n---\n/
const headings: PerLanguage<string> = { id: '# Indonesia', en: '# English' }

/** Reads one topic file: YAML between two `---` lines, then the texts under `# Indonesia` and `# English`. */
export function readTopic(file: string, content: string): YamlFile<Topic> {
  const text = content.replaceAll('\r\n', '\n')
  const head = frontMatter.exec(text)
  if (!head?.[1]) {
    const message = 'the file must begin with the description of the topic between two lines "---"'
    return { mistakes: [{ file, line: 1, message }], lineOf: () => 1 }
  }
  const yaml = readYaml(file, head[1], topicSchema, 2)
  const mistakes: Mistake[] = [...yaml.mistakes]
  const answer = {} as Record<Language, AnswerText>
  for (const language of ['id', 'en'] as const) {
    const section = sectionOf(text, head[0].length, language)
    try {
      answer[language] = readAnswer(section.text, headings[language])
    } catch (error) {
      mistakes.push({ file, line: section.line, message: `${headings[language]}: ${(error as Error).message}` })
    }
  }
  if (!yaml.value || mistakes.length > 0) return { mistakes, lineOf: yaml.lineOf }
  return { value: { ...yaml.value, answer }, mistakes, lineOf: yaml.lineOf }
}

/** The text below a language's heading, up to the next heading or the end. */
function sectionOf(text: string, from: number, language: Language): { readonly text: string; readonly line: number } {
  const lines = text.slice(from).split('\n')
  const linesBefore = text.slice(0, from).split('\n').length - 1
  const start = lines.findIndex((line) => line.trim() === headings[language])
  if (start < 0) return { text: '', line: linesBefore + 1 }
  const length = lines.slice(start + 1).findIndex((line) => line.startsWith('# '))
  const end = length < 0 ? lines.length : start + 1 + length
  return { text: lines.slice(start + 1, end).join('\n'), line: linesBefore + start + 1 }
}

function readAnswer(section: string, heading: string): AnswerText {
  const [direct = '', ...detail] = section.split(/^---$/m)
  if (direct.trim() === '') throw new Error(`write the answer below a line "${heading}"`)
  return { direct: parseRichText(direct), detail: parseRichText(detail.join('\n')) }
}
