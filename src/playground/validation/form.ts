// Form: zod's findings told in Discord's words, as the nested tree of an Invalid Form Body.

import { z } from 'zod'
import { type FormFault, invalidForm } from '#playground/errors.ts'

type Issue = z.core.$ZodIssue

const sizes = (
  issue: { origin: string; code: 'too_big' | 'too_small' },
  limit: number | bigint,
) => {
  if (['number', 'int', 'bigint'].includes(issue.origin)) {
    return issue.code === 'too_big'
      ? ['NUMBER_TYPE_MAX', `int value should be less than or equal to ${limit}.`]
      : ['NUMBER_TYPE_MIN', `int value should be greater than or equal to ${limit}.`]
  }
  return issue.code === 'too_big'
    ? ['BASE_TYPE_MAX_LENGTH', `Must be ${limit} or fewer in length.`]
    : ['BASE_TYPE_MIN_LENGTH', `Must be ${limit} or more in length.`]
}

const conversions: Record<string, readonly [string, string]> = {
  string: ['STRING_TYPE_CONVERT', 'Could not interpret value as string.'],
  number: ['NUMBER_TYPE_COERCE', 'Value is not a number.'],
  int: ['NUMBER_TYPE_COERCE', 'Value is not int.'],
  boolean: ['BOOLEAN_TYPE_CONVERT', 'Must be either true or false.'],
  array: ['LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType'],
  object: ['MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType'],
  record: ['DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType'],
}

function faultsOf(issue: Issue): FormFault[] {
  const at = (code: string, message: string, path: PropertyKey[] = issue.path): FormFault[] => [
    { path, code, message },
  ]
  switch (issue.code) {
    case 'too_big':
      return at(...(sizes(issue, issue.maximum) as [string, string]))
    case 'too_small':
      return at(...(sizes(issue, issue.minimum) as [string, string]))
    case 'invalid_type': {
      if (issue.input === undefined) return at('BASE_TYPE_REQUIRED', 'This field is required')
      const [code, message] = conversions[issue.expected] ?? [
        'BASE_TYPE_BAD_TYPE',
        `Must be ${issue.expected}.`,
      ]
      return at(code, message)
    }
    case 'invalid_value':
      if (issue.input === undefined) return at('BASE_TYPE_REQUIRED', 'This field is required')
      return at(
        'BASE_TYPE_CHOICES',
        `Value must be one of (${issue.values.map(String).join(', ')}).`,
      )
    case 'invalid_format':
      return at(
        'STRING_TYPE_REGEX',
        `String value did not match validation regex ${issue.pattern ?? issue.format}.`,
      )
    case 'unrecognized_keys':
      return issue.keys.flatMap((key) =>
        at('UNKNOWN_FIELD', 'Discord does not know this field here.', [...issue.path, key]),
      )
    case 'invalid_union': {
      const [first] = issue.errors
      if (first === undefined) {
        return at('UNION_TYPE_CHOICES', 'Value of field "type" must be one of those allowed here.')
      }
      return first.flatMap((inner) =>
        faultsOf({ ...inner, path: [...issue.path, ...inner.path] } as Issue),
      )
    }
    case 'custom':
      return at(String(issue.params?.['code'] ?? 'BASE_TYPE_BAD_VALUE'), issue.message)
    default:
      return at('BASE_TYPE_BAD_VALUE', issue.message)
  }
}

/** The value in the schema's shape; throws 50035 with every fault when it has another. */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value, { reportInput: true })
  if (result.success) return result.data
  throw invalidForm(result.error.issues.flatMap(faultsOf))
}

/** Throws 50035 for a rule that spans several fields. */
export function refuseForm(path: readonly PropertyKey[], code: string, message: string): never {
  throw invalidForm([{ path, code, message }])
}

/** Text of a length between `least` and `most`. */
export const text = (most: number, least = 0) => z.string().min(least).max(most)

/** A whole number between `least` and `most`. */
export const whole = (least: number, most: number) => z.int().min(least).max(most)

/** An id, as text or as the number some clients send. */
export const id = z.union([z.string().regex(/^\d{1,20}$/), z.int().nonnegative()]).transform(String)

/** An address a client may show. */
export const url = (most: number, ...schemes: string[]) =>
  z
    .string()
    .max(most)
    .refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol), {
      message: `Not a well formed URL. Scheme must be one of (${schemes.join(', ')}).`,
      params: { code: 'URL_TYPE_INVALID_URL' },
    })

/** A picture's address: on the web, or one of this message's own files. */
export const mediaUrl = url(2048, 'http:', 'https:', 'attachment:')

export const emoji = z.strictObject({
  id: id.nullish(),
  name: text(100).nullish(),
  animated: z.boolean().nullish(),
})

// Discord also has each regional indicator by itself (🇦), which Unicode only has in pairs.
const emojiName = /^(?:\p{RGI_Emoji}|[\u{1f1e6}-\u{1f1ff}])$/v

/** Whether an emoji can be shown: one of Unicode's. The guild has none of its own. */
export const isKnownEmoji = (given: z.output<typeof emoji>): boolean => {
  if (given.id != null) return false
  // Some emoji are written without the variation selector that makes them pictures.
  return [given.name ?? '', `${given.name}\ufe0f`].some((name) => emojiName.test(name))
}

/** An emoji on a button or in a menu. */
export const shownEmoji = emoji
  .refine(isKnownEmoji, { message: 'Invalid emoji', params: { code: 'COMPONENT_INVALID_EMOJI' } })
  .nullish()
