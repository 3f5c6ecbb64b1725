// Invocation: Discord's interaction as the features' Invocation.

import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteractionDataOption,
  type APIChatInputApplicationCommandInteraction,
  type APIInteractionGuildMember,
  type APIMessageApplicationCommandInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  type InteractionType,
  PermissionFlagsBits,
} from 'discord-api-types/v10'
import type { Invocation } from '#core/command.ts'
import type { Language } from '#core/language.ts'
import { nameOf } from './member.ts'

/** The interactions that features answer with a reply or a form. */
export type Asked =
  | APIChatInputApplicationCommandInteraction
  | APIMessageApplicationCommandInteraction
  | APIMessageComponentInteraction
  | APIModalSubmitInteraction

type Served = Asked | APIApplicationCommandAutocompleteInteraction

export type InGuild<Interaction> = Interaction & {
  readonly guild_id: string
  readonly member: APIInteractionGuildMember
}

/** Whether it happened in a server: commands are registered for servers only, but data decides. */
export const isInGuild = <Interaction extends Served>(
  interaction: Interaction,
): interaction is InGuild<Interaction> =>
  interaction.guild_id !== undefined && interaction.member !== undefined

const managing = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator

/** Whether the member manages the server, by the permissions Discord sent along. */
export const managesServer = ({ member }: InGuild<Served>): boolean =>
  (BigInt(member.permissions) & managing) !== 0n

/** The options filled in, by name; a channel or member is its id. */
export const optionsOf = (
  options: readonly APIApplicationCommandInteractionDataOption<InteractionType>[] = [],
): Invocation['options'] =>
  Object.fromEntries(
    options.flatMap((option) => ('value' in option ? [[option.name, option.value]] : [])),
  )

/** Who asked for what, where, in `language`. */
export function invocationOf(
  interaction: InGuild<Served>,
  language: Language,
  options: Invocation['options'],
): Invocation {
  const { user, nick } = interaction.member
  return {
    id: interaction.id,
    guild: interaction.guild_id,
    channel: interaction.channel?.id ?? interaction.channel_id ?? '',
    member: {
      id: user.id,
      name: nameOf(nick, user),
      managesServer: managesServer(interaction),
    },
    language,
    options,
  }
}
