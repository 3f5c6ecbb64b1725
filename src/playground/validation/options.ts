// Options: what a slash command may ask of its member, nested in sub-commands.

import { Locale, ApplicationCommandOptionType as Option } from 'discord-api-types/v10'
import { z } from 'zod'
import { refuseForm, text, whole } from './form.ts'

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
export const localised = (value: z.ZodType<string>) =>
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

export const named = {
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

export type OptionForm = {
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

export const option: z.ZodType<OptionForm> = z.strictObject({
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

const subs = new Set<number>([Option.Subcommand, Option.SubcommandGroup])

/** Refuses options that do not go together. */
export function checkOptions(
  options: readonly OptionForm[],
  path: PropertyKey[],
  depth: number,
): void {
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

type Sized = Pick<
  OptionForm,
  'name' | 'name_localizations' | 'description' | 'description_localizations' | 'options'
> & { readonly choices?: OptionForm['choices'] }

/** Letters of a command or option with all inside it; the longest translation counts. */
export const sizeOf = (one: Sized): number =>
  longest(one.name, one.name_localizations) +
  longest(one.description, one.description_localizations) +
  (one.choices ?? []).reduce(
    (sum, choice) =>
      sum + longest(choice.name, choice.name_localizations) + String(choice.value).length,
    0,
  ) +
  (one.options ?? []).reduce((sum, inner) => sum + sizeOf(inner), 0)
