// Register: commands as Discord's JSON, sent only when Discord's copy differs.

import type { Client } from 'discord.js'
import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPutAPIApplicationCommandsResult,
  Routes,
} from 'discord-api-types/v10'
import type { Command, Option } from '#core/command.ts'

const ownersPermission = String(PermissionFlagsBits.ManageGuild)

function optionPayload(option: Option): APIApplicationCommandBasicOption {
  const base = {
    name: option.name,
    description: option.about.en,
    description_localizations: { ko: option.about.ko },
    required: option.required,
  }
  switch (option.kind) {
    case 'text': {
      const type = ApplicationCommandOptionType.String as const
      const text = { ...base, type, max_length: option.most }
      return option.suggest === undefined ? text : { ...text, autocomplete: true }
    }
    case 'choice':
      return {
        ...base,
        type: ApplicationCommandOptionType.String,
        choices: option.choices.map(({ value, label }) => ({
          name: label.en,
          name_localizations: { ko: label.ko },
          value,
        })),
      }
    case 'flag':
      return { ...base, type: ApplicationCommandOptionType.Boolean }
    case 'channel':
      return {
        ...base,
        type: ApplicationCommandOptionType.Channel,
        channel_types: [ChannelType.GuildText],
      }
    case 'member':
      return { ...base, type: ApplicationCommandOptionType.User }
  }
}

/** A command as the JSON Discord registers: for servers only, described in English and Korean. */
export function commandPayload(command: Command): RESTPostAPIChatInputApplicationCommandsJSONBody {
  // Discord refuses an optional option before a required one.
  const options = command.options.toSorted((a, b) => Number(b.required) - Number(a.required))
  return {
    type: ApplicationCommandType.ChatInput,
    name: command.name,
    description: command.about.en,
    description_localizations: { ko: command.about.ko },
    options: options.map(optionPayload),
    default_member_permissions: command.ownersOnly ? ownersPermission : null,
    contexts: [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  }
}

/**
 * Makes Discord's list of our commands equal to `commands` and gives their ids by name. Asks first
 * and writes only a difference: creating commands counts against 200 a day.
 */
export async function registerCommands(
  client: Client<true>,
  commands: readonly Command[],
): Promise<{ readonly written: boolean; readonly ids: ReadonlyMap<string, string> }> {
  const wanted = commands.map(commandPayload)
  const present = await client.application.commands.fetch({ withLocalizations: true })
  const isSame = (payload: (typeof wanted)[number]) =>
    present.some((command) => command.equals(payload as unknown as APIApplicationCommand, true))
  if (present.size === wanted.length && wanted.every(isSame)) {
    return { written: false, ids: new Map(present.map(({ name, id }) => [name, id])) }
  }
  const route = Routes.applicationCommands(client.application.id)
  const written = (await client.rest.put(route, {
    body: wanted,
  })) as RESTPutAPIApplicationCommandsResult
  return { written: true, ids: new Map(written.map(({ name, id }) => [name, id])) }
}
