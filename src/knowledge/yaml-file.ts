import { createRequire } from 'node:module'
import { load, YAMLException } from 'js-yaml'
import type * as Yaml from 'yaml'
import type { z } from 'zod'

/** One thing wrong in a knowledge file, said so that a curator can mend it. */
export interface Mistake {
  readonly file: string
  /** Line counted from one. */
  readonly line: number
  readonly message: string
}

/** What was read of a file, with the way back from a value to its line. */
export interface YamlFile<T> {
  readonly value?: T
  readonly mistakes: readonly Mistake[]
  readonly lineOf: (path: readonly PropertyKey[]) => number
}

/**
 * Parses YAML and checks it against a schema; never throws. js-yaml reads all knowledge in a quarter of the time,
 * which every start needs; yaml knows on which line a value stands and is asked only when something is wrong.
 * @param firstLine line of the file on which the text begins (front matter starts on line two).
 */
export function readYaml<T>(file: string, text: string, schema: z.ZodType<T>, firstLine = 1): YamlFile<T> {
  const lineOf = lineFinder(text, firstLine)
  let content: unknown
  try {
    content = load(text)
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    const remedy = 'check the indentation, and quote texts that contain ": " or " #"'
    const message = `this is not valid YAML: ${error.reason}; ${remedy}`
    return { mistakes: [{ file, line: (error.mark?.line ?? 0) + firstLine, message }], lineOf }
  }
  const checked = schema.safeParse(content)
  if (checked.success) return { value: checked.data, mistakes: [], lineOf }
  const mistakes = checked.error.issues.map((issue) => ({
    file,
    line: lineOf(issue.path),
    message: issueText(issue),
  }))
  return { mistakes, lineOf }
}

/** What a schema found wrong, after the path to it. */
export function issueText({ path, message }: z.core.$ZodIssue): string {
  return path.length > 0 ? `${path.join('.')}: ${message}` : message
}

const require = createRequire(import.meta.url)

/** Finds the line of the value at a path, or of the nearest thing around it. */
function lineFinder(text: string, firstLine: number): YamlFile<unknown>['lineOf'] {
  let parsed: { readonly document: Yaml.Document; readonly lines: Yaml.LineCounter } | undefined
  return (path) => {
    if (!parsed) {
      // Loaded only now: a start without mistakes does without its five megabytes.
      const yaml = require('yaml') as typeof Yaml
      const lines = new yaml.LineCounter()
      parsed = { document: yaml.parseDocument(text, { lineCounter: lines, prettyErrors: false }), lines }
    }
    const { document, lines } = parsed
    for (let depth = path.length; depth > 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true) as { range?: [number, number, number] } | undefined
      if (node?.range) return lines.linePos(node.range[0]).line + firstLine - 1
    }
    return firstLine
  }
}
