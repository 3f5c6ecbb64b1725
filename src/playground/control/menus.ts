// Menus: a command used on a message or on a member.

import { ApplicationCommandType as Kind } from 'discord-api-types/v10'
import { z } from 'zod'
import type { Channel } from '#playground/channel.ts'
import type { Interactions } from '#playground/interactions.ts'
import { may, sendIn } from '#playground/permissions.ts'
import { memberFields, messageView, userView } from '#playground/view.ts'
import type { Command, Member, Target, World } from '#playground/world.ts'
import { ControlFault, read } from './fault.ts'
import { demandCommands, demandContext, outcomeView } from './offers.ts'
import { channelFor, memberOf, menusFor, messageFor } from './visible.ts'

const as = z.string().optional()
const menuForm = z.union([
  z.strictObject({ as, name: z.string(), message: z.string() }),
  z.strictObject({ as, name: z.string(), user: z.string(), channel: z.string() }),
])

type Aimed = {
  readonly kind: Kind.Message | Kind.User
  readonly channel: Channel
  readonly target: Target
  readonly resolved: object
}

function aimedAtMessage(world: World, member: Member, id: string): Aimed {
  const stored = messageFor(world, member, id)
  if (stored.viewer !== undefined) {
    throw new ControlFault(409, 'A message shown to you alone has no menu.')
  }
  return {
    kind: Kind.Message,
    channel: channelFor(world, member, stored.message.channel_id),
    target: { kind: 'message', id },
    // The words of the message a menu is used on are always readable.
    resolved: { messages: { [id]: messageView(world, stored, world.application.id) } },
  }
}

function aimedAtUser(world: World, member: Member, id: string, place: string): Aimed {
  const user = world.members.get(id)
  if (user === undefined) throw new ControlFault(404, `There is no member ${id}.`)
  const members = user.present && { members: { [id]: { ...memberFields(user), permissions: '0' } } }
  return {
    kind: Kind.User,
    channel: channelFor(world, member, place),
    target: { kind: 'user', id },
    resolved: { users: { [id]: userView(user) }, ...members },
  }
}

function menuOf(world: World, member: Member, kind: Aimed['kind'], name: string): Command {
  const offered = menusFor(world, member).filter(({ type }) => type === kind)
  const menu = offered.find((one) => one.name === name)
  if (menu !== undefined) return menu
  const names = offered.map((one) => one.name).join(', ') || 'none'
  const what = kind === Kind.Message ? 'message' : 'member'
  throw new ControlFault(
    404,
    `${member.name} is offered no ${what} menu ${name}; there are: ${names}.`,
  )
}

/** Using a menu, as a member; takes the body of its request. */
export const menuAct = (world: World, interactions: Interactions) => async (body: unknown) => {
  const form = read(menuForm, body)
  const member = memberOf(world, form.as)
  const { kind, channel, target, resolved } =
    'message' in form
      ? aimedAtMessage(world, member, form.message)
      : aimedAtUser(world, member, form.user, form.channel)
  demandCommands(world, member, channel)
  if (!may(world, member.id, channel, sendIn(channel))) {
    throw new ControlFault(403, `${member.name} may not write in this channel.`)
  }
  const menu = menuOf(world, member, kind, form.name)
  const { id, name, type, guild_id } = menu
  demandContext(channel, menu, name)
  const data = { id, name, type, ...(guild_id && { guild_id }), target_id: target.id, resolved }
  const outcome = await interactions.ask({ type: 2, member, channel, name, data, target })
  return outcomeView(world, outcome)
}
