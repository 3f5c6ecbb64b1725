// YAML: files read by a schema, every fault with its line.

import { LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { fail, ok, type Result } from './result.ts'

export type Fault = { readonly line: number; readonly problem: string }
type Path = readonly PropertyKey[]
export type YamlSource = { readonly value: unknown; readonly lineOf: (path: Path) => number }

/** The value of a YAML text and the line of any part of it; `firstLine` is where the text starts. */
export function readYaml(text: string, firstLine = 1): Result<YamlSource, readonly Fault[]> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const lineAt = (offset: number) => lines.linePos(offset).line + firstLine - 1
  if (document.errors.length > 0) {
    return fail(
      document.errors.map(({ message, pos }) => ({ line: lineAt(pos[0]), problem: message })),
    )
  }
  const lineOf = (path: Path): number => {
    // A missing key has no place of its own: its nearest parent tells the line.
    for (let depth = path.length; depth > 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true) as
        | { range?: [number, number, number] }
        | undefined
      if (node?.range) return lineAt(node.range[0])
    }
    return firstLine
  }
  return ok({ value: document.toJS(), lineOf })
}

/** The part of a YAML source at `path`, checked; each fault names the key and what is wrong. */
export function readPart<Value>(
  source: YamlSource,
  schema: z.ZodType<Value>,
  path: Path = [],
): Result<Value, readonly Fault[]> {
  const part = path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    source.value,
  )
  const parsed = schema.safeParse(part)
  if (parsed.success) return ok(parsed.data)
  return fail(
    parsed.error.issues.map((issue) => ({
      line: source.lineOf([...path, ...issue.path]),
      problem: issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message,
    })),
  )
}
