// Commands: what a slash command may look like when it is registered.

import { Locale, ApplicationCommandOptionType as Option } from 'discord-api-types/v10'
import { z } from 'zod'
import { unsupported } from '#playground/errors.ts'
import { parse, refuseForm, text, whole } from './form.ts'

/** Commands of one scope, and new ones a day. */
export const commandLimits = { commands: 100, creates: 200 }

const pattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u

const name = z
  .string()
  .min(1)
  .max(32)
  .refine((value) => pattern.test(value) && value === value.toLowerCase(), {
    message: 'Command name is invalid',
    params: { code: 'APPLICATION_COMMAND_INVALID_NAME' },
  })

const locales = new Set<string>(Object.values(Locale))
const localised = (value: z.ZodType<string>) =>
  z
    .record(z.string(), value)
    .superRefine((given, context) => {
      for (const locale of Object.keys(given)) {
        if (!locales.has(locale)) {
          context.addIssue({
            code: 'custom',
            path: [locale],
            message: `${locale} is not a locale of Discord`,
            params: { code: 'BASE_TYPE_CHOICES' },
          })
        }
      }
    })
    .nullish()

const named = {
  name,
  name_localizations: localised(name),
  description: text(100, 1),
  description_localizations: localised(text(100, 1)),
}

const choices = z
  .array(
    z.strictObject({
      name: text(100, 1),
      name_localizations: localised(text(100, 1)),
      value: z.union([text(100), z.number()]),
    }),
  )
  .max(25)

type OptionForm = {
  type: number
  name: string
  name_localizations?: Record<string, string> | null | undefined
  description: string
  description_localizations?: Record<string, string> | null | undefined
  required?: boolean | null | undefined
  choices?: z.output<typeof choices> | null | undefined
  autocomplete?: boolean | null | undefined
  options?: OptionForm[] | null | undefined
  channel_types?: number[] | null | undefined
  min_value?: number | null | undefined
  max_value?: number | null | undefined
  min_length?: number | null | undefined
  max_length?: number | null | undefined
}

const option: z.ZodType<OptionForm> = z.strictObject({
  ...named,
  type: whole(1, 11),
  required: z.boolean().nullish(),
  choices: choices.nullish(),
  autocomplete: z.boolean().nullish(),
  options: z.lazy(() => z.array(option).max(25)).nullish(),
  channel_types: z.array(z.int()).nullish(),
  min_value: z.number().nullish(),
  max_value: z.number().nullish(),
  min_length: whole(0, 6000).nullish(),
  max_length: whole(1, 6000).nullish(),
})

const command = z.strictObject({
  ...named,
  id: z.string().nullish(),
  type: whole(1, 4).nullish(),
  options: z.array(option).max(25).nullish(),
  default_member_permissions: z
    .union([z.string().regex(/^\d+$/), z.int().nonnegative()])
    .transform(String)
    .nullish(),
  dm_permission: z.boolean().nullish(),
  default_permission: z.boolean().nullish(),
  nsfw: z.boolean().nullish(),
  contexts: z.array(whole(0, 2)).nullish(),
  integration_types: z.array(whole(0, 1)).nullish(),
})

export type CommandForm = z.output<typeof command>

const subs = new Set<number>([Option.Subcommand, Option.SubcommandGroup])

function checkOptions(options: readonly OptionForm[], path: PropertyKey[], depth: number): void {
  const names = new Set<string>()
  let optional = false
  options.forEach((one, index) => {
    const at = [...path, index]
    if (names.has(one.name)) {
      refuseForm(
        [...at, 'name'],
        'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
        'Option name already exists',
      )
    }
    names.add(one.name)
    const isSub = subs.has(one.type)
    if (isSub !== subs.has(options[0]?.type ?? one.type)) {
      refuseForm(
        at,
        'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
        'Sub-commands and options cannot stand together',
      )
    }
    if ((isSub && depth === 2) || (one.type === Option.SubcommandGroup && depth > 0)) {
      refuseForm(
        [...at, 'type'],
        'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
        'Groups nest one level deep',
      )
    }
    if (one.required && optional) {
      refuseForm(
        at,
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      )
    }
    optional ||= !isSub && !one.required
    const typed = ([Option.String, Option.Integer, Option.Number] as number[]).includes(one.type)
    if ((one.choices?.length || one.autocomplete) && !typed) {
      refuseForm(
        at,
        'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
        'This type of option takes no choices',
      )
    }
    if (one.choices?.length && one.autocomplete) {
      refuseForm(
        [...at, 'autocomplete'],
        'APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES',
        'Choices and autocomplete cannot both be set',
      )
    }
    for (const [place, choice] of (one.choices ?? []).entries()) {
      if ((typeof choice.value === 'string') !== (one.type === Option.String)) {
        refuseForm(
          [...at, 'choices', place, 'value'],
          'BASE_TYPE_BAD_TYPE',
          'The value is not of its option’s type.',
        )
      }
    }
    if (isSub)
      checkOptions(
        one.options ?? [],
        [...at, 'options'],
        one.type === Option.SubcommandGroup ? 1 : 2,
      )
    else if (one.options?.length) {
      refuseForm(
        [...at, 'options'],
        'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
        'Only sub-commands hold options',
      )
    }
  })
}

const longest = (value: string, others: Record<string, string> | null | undefined) =>
  Math.max(value.length, ...Object.values(others ?? {}).map((other) => other.length))

const sizeOf = (one: OptionForm | CommandForm): number =>
  longest(one.name, one.name_localizations) +
  longest(one.description, one.description_localizations) +
  ('choices' in one ? (one.choices ?? []) : []).reduce(
    (sum, choice) =>
      sum + longest(choice.name, choice.name_localizations) + String(choice.value).length,
    0,
  ) +
  (one.options ?? []).reduce((sum, inner) => sum + sizeOf(inner), 0)

function check(form: CommandForm, path: PropertyKey[]): void {
  checkOptions(form.options ?? [], [...path, 'options'], 0)
  if (sizeOf(form) > 8000) {
    refuseForm(path, 'APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)')
  }
}

const refuseOtherKinds = (body: unknown) => {
  const type = (body as { type?: unknown } | null)?.type
  if (type === 2 || type === 3) throw unsupported(type === 2 ? 'User menu' : 'Message menu')
}

/** One command, checked by all its rules. */
export function commandForm(body: unknown): CommandForm {
  refuseOtherKinds(body)
  const form = parse(command, body)
  check(form, [])
  return form
}

/** A whole scope of commands, each checked and no name twice. */
export function commandForms(body: unknown): CommandForm[] {
  if (Array.isArray(body)) body.forEach(refuseOtherKinds)
  const forms = parse(z.array(command).max(commandLimits.commands), body)
  forms.forEach((form, index) => {
    check(form, [index])
    if (forms.findIndex(({ name }) => name === form.name) < index) {
      refuseForm(
        [index, 'name'],
        'APPLICATION_COMMANDS_DUPLICATE_NAME',
        'Application command names must be unique',
      )
    }
  })
  return forms
}
