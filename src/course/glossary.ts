// Glossary: groups of words that mean the same, and what the course does not teach.

import { z } from 'zod'
import { normalForm } from '#lib/normal-form.ts'
import { type Fault, readPart, readYaml, type YamlSource } from '#lib/yaml.ts'

type Group = readonly string[]
/** A question about an `outside` group is refused unless a passage speaks of it. */
export type Glossary = { readonly groups: readonly Group[]; readonly outside: readonly Group[] }

export const emptyGlossary: Glossary = { groups: [], outside: [] }

// YAML reads 400 and 404 as numbers; as words of a question they are text.
const word = z.union([z.string().min(1), z.number()])
const group = z
  .array(word)
  .min(1)
  .transform((words) => words.map(String))
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

const mark = '§'
const plainWord = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N} ._/+&'()@-]*[\p{L}\p{N}.+)])?`
const plainGroup = new RegExp(`^( *- )\\[(${plainWord}(?:, *${plainWord})*)\\]$`, 'gmu')

/** Whether YAML takes these letters and digits for just this text, or for a number written the same. */
const isText = (word: string): boolean =>
  !/^(?:null|true|false)$/i.test(word) &&
  (Number.isNaN(Number(word)) || String(Number(word)) === word)

/**
 * Takes the groups that are one line of plain words out of a text, as nearly all are: the YAML library
 * needs four times as long for them. Each leaves a mark behind, by which it is put back.
 */
function liftGroups(text: string): { rest: string; lifted: ReadonlyMap<string, Group> } {
  const lifted = new Map<string, Group>()
  if (text.includes(mark)) return { rest: text, lifted }
  const rest = text.replace(plainGroup, (line, bullet: string, list: string) => {
    const words = list.split(/, */)
    if (!words.every(isText)) return line
    const key = `${mark}${lifted.size}`
    lifted.set(key, words)
    return bullet + key
  })
  return { rest, lifted }
}

/** A YAML value with every lifted group in its place. */
function putBack(value: unknown, lifted: ReadonlyMap<string, Group>): unknown {
  if (typeof value === 'string') return lifted.get(value) ?? value
  if (Array.isArray(value)) return value.map((each) => putBack(each, lifted))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, putBack(each, lifted)]),
  )
}

/** What a glossary.yaml holds, and its faults. An ambiguous word is a fault and still serves both groups. */
export function parseGlossary(text: string): ReadGlossary {
  const { rest, lifted } = liftGroups(text)
  const source = readYaml(rest)
  const none = { glossary: emptyGlossary, lineOf: () => 1 }
  if (!source.ok) return { ...none, faults: source.fault }
  const { value, lineOf } = source.value
  const read = readPart({ value: putBack(value, lifted), lineOf }, glossaryFile)
  if (!read.ok) return { ...none, faults: read.fault }
  return { glossary: read.value, faults: ambiguities(read.value, lineOf), lineOf }
}

function ambiguities(glossary: Glossary, lineOf: YamlSource['lineOf']): readonly Fault[] {
  type Place = readonly ['groups' | 'outside', number]
  const places = new Map<string, Place>()
  const faults: Fault[] = []
  for (const key of ['groups', 'outside'] as const) {
    for (const [at, words] of glossary[key].entries()) {
      const place: Place = [key, at]
      for (const each of words) {
        const form = normalForm(each).replace(/[\s_-]+/g, '')
        const first = places.get(form) ?? place
        places.set(form, first)
        if (first === place) continue
        const problem = `"${each}" is ambiguous: line ${lineOf(first)} has it in another group`
        faults.push({ line: lineOf(place), problem })
      }
    }
  }
  return faults
}

/** Several courses' glossaries as one: of a single one, itself. */
export const joinGlossaries = (glossaries: readonly Glossary[]): Glossary => {
  const [only, ...others] = glossaries
  if (only && others.length === 0) return only
  return {
    groups: glossaries.flatMap(({ groups }) => groups),
    outside: glossaries.flatMap(({ outside }) => outside),
  }
}
