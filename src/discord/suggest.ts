// Suggest: what Discord offers while a member types an option.

import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandOptionChoice,
  ApplicationCommandOptionType,
} from 'discord-api-types/v10'
import type { Command, Option } from '#core/command.ts'
import type { Choice } from '#core/reply.ts'
import { offered } from './choice.ts'

/** Choices as Discord's JSON for an option that someone is typing. */
export const choicesPayload = (
  choices: readonly Choice[],
): APIApplicationCommandOptionChoice<string>[] =>
  offered(choices).map(({ value, label }) => ({ name: label, value }))

type Suggester = NonNullable<Extract<Option, { kind: 'text' }>['suggest']>

/** What is being typed and who suggests for it; undefined when no command of ours does. */
export function typingOf(
  commands: ReadonlyMap<string, Command>,
  { data }: APIApplicationCommandAutocompleteInteraction,
): { readonly typed: string; readonly suggest: Suggester } | undefined {
  const typing = data.options.find(
    (option) => option.type === ApplicationCommandOptionType.String && option.focused === true,
  )
  const option = commands.get(data.name)?.options.find(({ name }) => name === typing?.name)
  if (option?.kind !== 'text' || option.suggest === undefined) return undefined
  if (typing?.type !== ApplicationCommandOptionType.String) return undefined
  return { typed: typing.value, suggest: option.suggest }
}
