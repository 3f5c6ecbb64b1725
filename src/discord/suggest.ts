// Suggest: what Discord offers while a member types an option.

import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandOptionChoice,
  ApplicationCommandOptionType,
} from 'discord-api-types/v10'
import type { Command, Option } from '#core/command.ts'
import type { Choice } from '#core/reply.ts'
import { charactersOf } from './limit.ts'

const mostChoices = 25
const mostCharacters = 100

const shortened = (label: string): string =>
  charactersOf(label) <= mostCharacters
    ? label
    : `${[...label].slice(0, mostCharacters - 1).join('')}…`

/**
 * The first 25 choices as Discord's JSON. A label over 100 characters ends in "…"; a choice whose
 * value Discord cannot carry whole is left out, since a cut value would name something else.
 */
export const choicesPayload = (
  choices: readonly Choice[],
): APIApplicationCommandOptionChoice<string>[] =>
  choices
    .filter(
      ({ value, label }) =>
        label.trim() !== '' && value !== '' && charactersOf(value) <= mostCharacters,
    )
    .slice(0, mostChoices)
    .map(({ value, label }) => ({ name: shortened(label), value }))

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
