// Item: a quiz question with options, keys, a rationale for each option and the concept that proves it.

import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Bilingual } from '#core/language.ts'
import { type Concept, type Lines, textIn } from '#knowledge/concept.ts'

type Option = {
  readonly id: string
  readonly text: Bilingual
  readonly rationale: Bilingual
}

export type Item = {
  readonly id: string
  readonly course: string
  readonly topic: string
  /** Anchor of the concept that proves the keys. */
  readonly concept: string
  readonly domain: string | undefined
  readonly task: string | undefined
  /** 1 recall, 2 apply, 3 choose between designs that all look good. */
  readonly difficulty: 1 | 2 | 3
  readonly stem: Bilingual
  readonly options: readonly Option[]
  /** Ids of the right options: one of four, or two of five. */
  readonly keys: readonly string[]
  /** Where the concept stands in the notes. */
  readonly source: { readonly file: string; readonly lines: Lines }
  /** Of everything a member sees or is scored by: the item's revision. */
  readonly hash: string
}

/** Discord shows at most this many characters of a poll's question. */
const stemLimit = 300
const rationaleLimit = 240
// An option longer than a poll answer (55) is printed in the message, up to a line of it.
const optionLimit = 200

const both = (limit: number) => {
  const text = z.string().trim().min(1).max(limit, `at most ${limit} characters`)
  return z.strictObject({ ko: text, en: text })
}
const kebab = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use kebab-case, such as sqs-delay')

/** An item as its file states it. */
export const authoredItem = z
  .strictObject({
    id: kebab,
    concept: z.string(),
    difficulty: z.union([z.literal(1), z.literal(2), z.literal(3)], 'use 1, 2 or 3'),
    domain: z.string().optional(),
    task: z.string('write the task in quotes, such as "1.1"').optional(),
    stem: both(stemLimit),
    options: z.array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9-]{1,20}$/, 'use a short id, such as a'),
        text: both(optionLimit),
        rationale: both(rationaleLimit),
      }),
    ),
    keys: z.array(z.string()).min(1),
  })
  .superRefine((item, context) => {
    const ids = item.options.map((option) => option.id)
    const fault = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (new Set(ids).size < ids.length) fault('options', 'two options have the same id')
    if (new Set(item.keys).size < item.keys.length) fault('keys', 'a key stands twice')
    const stranger = item.keys.find((key) => !ids.includes(key))
    if (stranger !== undefined) fault('keys', `no option has the id "${stranger}"`)
    const shape = `${item.keys.length} of ${ids.length}`
    if (!['1 of 4', '2 of 5'].includes(shape)) {
      fault('options', `${shape} are right; use one key of four options, or two of five`)
    }
  })

export type AuthoredItem = z.infer<typeof authoredItem>

/** The item an author wrote, placed by the concept that proves it; undefined without a text to cite. */
export function placedItem(authored: AuthoredItem, concept: Concept): Item | undefined {
  const told = textIn(concept, 'en')
  if (!told) return undefined
  const { id, difficulty, stem, options, keys } = authored
  const domain = authored.domain ?? concept.domain
  const task = authored.task ?? (authored.domain === undefined ? concept.task : undefined)
  const body = { concept: concept.id, domain, task, difficulty, stem, options, keys }
  const hash = createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 16)
  const { file, lines } = told
  const { course, topic } = concept
  return { id, course, topic, ...body, source: { file, lines }, hash }
}
