import { LineCounter, parseDocument } from 'yaml'
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
 * Parses YAML and checks it against a schema; never throws.
 * @param firstLine line of the file on which the text begins (front matter starts on line two).
 */
export function readYaml<T>(file: string, text: string, schema: z.ZodType<T>, firstLine = 1): YamlFile<T> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number) => lines.linePos(offset).line + firstLine - 1

  function lineOf(path: readonly PropertyKey[]): number {
    for (let depth = path.length; depth > 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true) as { range?: [number, number, number] } | undefined
      if (node?.range) return at(node.range[0])
    }
    return firstLine
  }

  if (document.errors.length > 0) {
    const mistakes = document.errors.map((error) => ({
      file,
      line: at(error.pos[0]),
      message: `this is not valid YAML: ${error.message}; check the indentation, and quote texts that contain ": " or " #"`,
    }))
    return { mistakes, lineOf }
  }
  const checked = schema.safeParse(document.toJS())
  if (checked.success) return { value: checked.data, mistakes: [], lineOf }
  const mistakes = checked.error.issues.map((issue) => ({
    file,
    line: lineOf(issue.path),
    message: issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message,
  }))
  return { mistakes, lineOf }
}
