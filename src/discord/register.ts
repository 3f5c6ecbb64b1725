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
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
  type RESTPutAPIApplicationCommandsResult,
  Routes,
} from 'discord-api-types/v10'
import type { Command, Menu, Option } from '#core/command.ts'
import { demandSize } from './limit.ts'

/** For servers only, and only where the bot is installed. */
const inServers = {
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
}

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
    ...inServers,
  }
}

/** A menu of messages as the JSON Discord registers; names take 1 to 32 characters. */
export function menuPayload({ name }: Menu): RESTPostAPIContextMenuApplicationCommandsJSONBody {
  for (const each of Object.values(name)) demandSize('name of a menu', each, 1, 32)
  return {
    type: ApplicationCommandType.Message,
    name: name.en,
    name_localizations: { ko: name.ko },
    default_member_permissions: null,
    ...inServers,
  }
}

type Registered = { readonly id: string; readonly name: string; readonly type: number }

/** Of slash commands alone: nothing else can be mentioned, and a menu may share a command's name. */
const idsOf = (registered: readonly Registered[]): ReadonlyMap<string, string> =>
  new Map(
    registered
      .filter(({ type }) => type === ApplicationCommandType.ChatInput)
      .map(({ name, id }) => [name, id]),
  )

/**
 * Makes Discord's list equal to these commands and menus and gives the commands' ids by name. Asks
 * first and writes only a difference: creating them counts against 200 a day.
 */
export async function registerCommands(
  client: Client<true>,
  commands: readonly Command[],
  menus: readonly Menu[],
): Promise<{ readonly written: boolean; readonly ids: ReadonlyMap<string, string> }> {
  const wanted = [...commands.map(commandPayload), ...menus.map(menuPayload)]
  const present = await client.application.commands.fetch({ withLocalizations: true })
  const isSame = (payload: (typeof wanted)[number]) =>
    present.some((command) => command.equals(payload as unknown as APIApplicationCommand, true))
  if (present.size === wanted.length && wanted.every(isSame)) {
    return { written: false, ids: idsOf([...present.values()]) }
  }
  const route = Routes.applicationCommands(client.application.id)
  const written = (await client.rest.put(route, {
    body: wanted,
  })) as RESTPutAPIApplicationCommandsResult
  return { written: true, ids: idsOf(written) }
}
