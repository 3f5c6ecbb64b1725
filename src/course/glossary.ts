// Glossary: groups of words that mean the same, and what the course does not teach.

import { z } from 'zod'
import { normalForm } from '#lib/normal-form.ts'
import { type Fault, readPart, readYaml, type YamlSource } from '#lib/yaml.ts'

type Group = readonly string[]
/** A question about an `outside` group is refused unless a passage speaks of it. */
export type Glossary = { readonly groups: readonly Group[]; readonly outside: readonly Group[] }

export const emptyGlossary: Glossary = { groups: [], outside: [] }

// YAML reads 400 and 404 as numbers; as words of a question they are text.
const word = z.union([z.string().min(1), z.number()]).transform(String)
const group = z.array(word).min(1)
const glossaryFile = z.strictObject({
  groups: z.array(group).default([]),
  outside: z.array(group).default([]),
})

export type ReadGlossary = {
  readonly glossary: Glossary
  readonly faults: readonly Fault[]
  /** The line of a group: `['groups', 3]`. */
  readonly lineOf: YamlSource['lineOf']
}

/** What a glossary.yaml holds, and its faults. An ambiguous word is a fault and still serves both groups. */
export function parseGlossary(text: string): ReadGlossary {
  const source = readYaml(text)
  const none = { glossary: emptyGlossary, lineOf: () => 1 }
  if (!source.ok) return { ...none, faults: source.fault }
  const read = readPart(source.value, glossaryFile)
  if (!read.ok) return { ...none, faults: read.fault }
  const { lineOf } = source.value
  return { glossary: read.value, faults: ambiguities(read.value, lineOf), lineOf }
}

function ambiguities(glossary: Glossary, lineOf: YamlSource['lineOf']): readonly Fault[] {
  const lines = new Map<string, number>()
  const faults: Fault[] = []
  for (const key of ['groups', 'outside'] as const) {
    for (const [at, words] of glossary[key].entries()) {
      const line = lineOf([key, at])
      for (const each of words) {
        const form = normalForm(each).replace(/[\s_-]+/g, '')
        const first = lines.get(form) ?? line
        lines.set(form, first)
        if (first === line) continue
        faults.push({
          line,
          problem: `"${each}" is ambiguous: line ${first} has it in another group`,
        })
      }
    }
  }
  return faults
}

/** Several courses' glossaries as one. */
export const joinGlossaries = (glossaries: readonly Glossary[]): Glossary => ({
  groups: glossaries.flatMap(({ groups }) => groups),
  outside: glossaries.flatMap(({ outside }) => outside),
})
