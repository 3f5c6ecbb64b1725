// Case: a question put to the tutor, and what a good answer to it is known to be.

import { z } from 'zod'
import { languages } from '#core/language.ts'
import { fail, ok, type Result } from '#lib/result.ts'

const pattern = z.string().min(1).refine(isPattern, 'must be a regular expression')
const patterns = z.array(pattern).min(1)

const common = {
  id: z.string().regex(/^[a-z\d]+(?:-[a-z\d]+)*$/, 'must be words of a-z and 0-9 joined by -'),
  /** `mixed`: Korean with English terms; `cross`: asked in one language, answered in the other. */
  lang: z.enum(['en', 'ko', 'mixed', 'cross']),
  question: z.string().min(1),
  /** The language the asker has chosen; without it the question decides. */
  language: z.enum(languages).optional(),
}

/** The notes answer it: `holds` all stand in a right answer, `never` none, one of `concepts` is cited. */
const answerable = z.strictObject({
  ...common,
  kind: z.literal('answerable'),
  concepts: z.array(z.string().min(1)).min(1),
  holds: patterns,
  never: z.array(pattern).default([]),
})

/** The notes do not cover it: `absent` stands nowhere in them. */
const unanswerable = z.strictObject({
  ...common,
  kind: z.literal('unanswerable'),
  absent: patterns,
})

/** Somebody tries to steer the model: `never` stands in no good answer, `obeyed` is one that obeys. */
const attack = {
  ...common,
  kind: z.literal('injection'),
  obeyed: z.string().min(1),
  never: patterns,
}
const injection = z.discriminatedUnion('where', [
  // `about` is what the notes are searched for, so that the attack reaches the model.
  z.strictObject({ ...attack, where: z.literal('question'), about: z.string().min(1) }),
  z.strictObject({
    ...attack,
    where: z.literal('notes'),
    /** Stands among the sources as if it were the group's own. */
    passage: z.strictObject({ title: z.string().min(1), text: z.string().min(1) }),
  }),
])

const caseShape = z
  .discriminatedUnion('kind', [answerable, unanswerable, injection])
  .refine(
    (each) => each.kind !== 'injection' || matched(each.never, each.obeyed).length > 0,
    'never: one of the patterns must find what "obeyed" says',
  )

export type Case = z.infer<typeof caseShape>
export type Kind = Case['kind']
export const kinds: readonly Kind[] = ['answerable', 'unanswerable', 'injection']

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'iu') !== undefined
  } catch {
    return false
  }
}

/** Those of the patterns that are found in a text, whatever its case and width. */
export const matched = (searched: readonly string[], text: string): readonly string[] =>
  searched.filter((each) => new RegExp(each, 'iu').test(text.normalize('NFKC')))

/** The cases of a JSON-lines text; or every fault with the line it stands on. */
export function readCases(file: string, text: string): Result<readonly Case[], readonly string[]> {
  const faults: string[] = []
  const cases = new Map<string, Case>()
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const found = caseOf(line)
    if (!found.ok) faults.push(...found.fault.map((fault) => `${file}:${at + 1}: ${fault}`))
    else if (cases.has(found.value.id)) {
      faults.push(`${file}:${at + 1}: the id ${found.value.id} is used twice`)
    } else cases.set(found.value.id, found.value)
  }
  if (faults.length > 0) return fail(faults)
  return cases.size === 0 ? fail([`${file}: there are no cases in it`]) : ok([...cases.values()])
}

function caseOf(line: string): Result<Case, readonly string[]> {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return fail(['is no JSON'])
  }
  const parsed = caseShape.safeParse(value)
  if (parsed.success) return ok(parsed.data)
  return fail(
    parsed.error.issues.map(({ path, message }) =>
      path.length === 0 ? message : `${path.join('.')}: ${message}`,
    ),
  )
}

/** So many cases, spread over the whole list: it goes from kind to kind. */
export const spread = (cases: readonly Case[], most: number): readonly Case[] =>
  cases.length <= most
    ? cases
    : cases.filter(
        (_, at) =>
          Math.floor(((at + 1) * most) / cases.length) > Math.floor((at * most) / cases.length),
      )
