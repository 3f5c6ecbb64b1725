// Offers: where Discord offers a command or menu, and what came of using it.

import { InteractionContextType as Context } from 'discord-api-types/v10'
import type { Channel } from '#playground/channel.ts'
import type { Outcome } from '#playground/interactions.ts'
import { may } from '#playground/permissions.ts'
import type { Command, Member, World } from '#playground/world.ts'
import { ControlFault } from './fault.ts'
import { modalView } from './visible.ts'

/** Refuses where the member may use no commands, and in archived threads, where nobody may. */
export function demandCommands(world: World, member: Member, channel: Channel): void {
  if (!may(world, member.id, channel, 'UseApplicationCommands')) {
    throw new ControlFault(403, `${member.name} may not use commands in this channel.`)
  }
  if (channel.kind === 'thread' && channel.thread.archived) {
    throw new ControlFault(409, 'This thread is archived: write in it first, which wakes it.')
  }
}

/** Refuses where a command's contexts leave this kind of channel out. */
export function demandContext(channel: Channel, command: Command, called: string): void {
  const isDirect = channel.kind === 'dm'
  const { contexts, dm_permission, guild_id } = command
  const context = isDirect ? Context.BotDM : Context.Guild
  const elsewhere =
    contexts == null ? isDirect && dm_permission === false : !contexts.includes(context)
  if (elsewhere || (isDirect && guild_id !== undefined)) {
    throw new ControlFault(403, `${called} is not offered in this channel.`)
  }
}

/** What an interaction came to: its id, with an error or the modal the bot answered with. */
export function outcomeView(world: World, outcome: Outcome) {
  const { id } = outcome
  if (outcome.kind === 'failed') return { id, error: outcome.error }
  const interaction = world.interactions.get(id)
  const modal = interaction && modalView(interaction)
  return { id, ...(modal && { modal }) }
}
