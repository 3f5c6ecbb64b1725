// Commands: what a slash command or a menu may look like when it is registered.

import { ApplicationCommandType as Kind } from 'discord-api-types/v10'
import { z } from 'zod'
import { refusal, unsupported } from '#playground/errors.ts'
import { parse, refuseForm, text, whole } from './form.ts'
import { checkOptions, localised, named, option, sizeOf } from './options.ts'

/** Slash commands of one scope, menus of each kind, all of them, and new ones a day. */
export const commandLimits = { commands: 100, menus: 15, all: 130, creates: 200 }

const shared = {
  id: z.string().nullish(),
  default_member_permissions: z
    .union([z.string().regex(/^\d+$/), z.int().nonnegative()])
    .transform(String)
    .nullish(),
  dm_permission: z.boolean().nullish(),
  default_permission: z.boolean().nullish(),
  nsfw: z.boolean().nullish(),
  contexts: z.array(whole(0, 2)).nullish(),
  integration_types: z.array(whole(0, 1)).nullish(),
}

const slash = z.strictObject({
  ...named,
  ...shared,
  type: z.literal(Kind.ChatInput).nullish(),
  options: z.array(option).max(25).nullish(),
})

/** A name people read in a menu: any letters, spaces too. */
const menuName = text(32, 1).refine((value) => value.trim() !== '', {
  message: 'Command name is invalid',
  params: { code: 'APPLICATION_COMMAND_INVALID_NAME' },
})
const none = (what: string, isNone: (given: unknown) => boolean) =>
  z.unknown().refine((given) => given == null || isNone(given), {
    message: `Context menu commands cannot have ${what}`,
    params: { code: `APPLICATION_COMMAND_CONTEXT_MENU_${what.toUpperCase()}_INVALID` },
  })
const menu = z.strictObject({
  ...shared,
  type: z.literal([Kind.User, Kind.Message]),
  name: menuName,
  name_localizations: localised(text(32, 1)),
  description: none('description', (given) => given === '').optional(),
  description_localizations: none(
    'description',
    (given) => typeof given === 'object' && Object.keys(given ?? {}).length === 0,
  ).optional(),
  options: none('options', (given) => Array.isArray(given) && given.length === 0).optional(),
})

type SlashForm = z.output<typeof slash>
export type CommandForm = SlashForm | z.output<typeof menu>

/** Whether a command stands in a menu: of a member or of a message. */
export const isMenu = (form: CommandForm): form is z.output<typeof menu> =>
  form.type === Kind.User || form.type === Kind.Message

/** What tells commands of one scope apart: a menu may share its name with a slash command. */
export const keyOf = ({ type, name }: { type?: number | null | undefined; name: string }): string =>
  `${type ?? Kind.ChatInput} ${name}`

function check(form: CommandForm, path: PropertyKey[]): void {
  if (isMenu(form)) return
  checkOptions(form.options ?? [], [...path, 'options'], 0)
  if (sizeOf(form) > 8000) {
    refuseForm(path, 'APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)')
  }
}

/** The shape a command's own type asks for. */
const command = z.unknown().transform((given, context): CommandForm => {
  const type = (given as { type?: unknown } | null | undefined)?.type
  if (type === Kind.PrimaryEntryPoint) throw unsupported('Primary entry point command')
  const schema = type === Kind.User || type === Kind.Message ? menu : slash
  const result = schema.safeParse(given, { reportInput: true })
  if (result.success) return result.data
  for (const issue of result.error.issues) context.issues.push(issue as never)
  return z.NEVER
})

/** One command, checked by all its rules. */
export function commandForm(body: unknown): CommandForm {
  const form = parse(command, body)
  check(form, [])
  return form
}

/** How many commands of a kind one scope may hold. */
export const mostOf = ({ type }: { type?: number | null | undefined }): number =>
  type === Kind.User || type === Kind.Message ? commandLimits.menus : commandLimits.commands

/** A whole scope of commands, each checked, no name twice and of no kind too many (30032). */
export function commandForms(body: unknown): CommandForm[] {
  const forms = parse(z.array(command).max(commandLimits.all), body)
  forms.forEach((form, index) => {
    check(form, [index])
    if (forms.findIndex((other) => keyOf(other) === keyOf(form)) < index) {
      refuseForm(
        [index, 'name'],
        'APPLICATION_COMMANDS_DUPLICATE_NAME',
        'Application command names must be unique',
      )
    }
    const kin = forms.filter(
      ({ type }) => (type ?? Kind.ChatInput) === (form.type ?? Kind.ChatInput),
    )
    if (kin.length > mostOf(form)) throw tooMany(mostOf(form))
  })
  return forms
}

/** The refusal of more commands of a kind than a scope may hold. */
export const tooMany = (most: number) =>
  refusal(30032, `Maximum number of application commands reached (${most})`)
