// Visible: what one member sees of the guild, in the page's words.

import { ApplicationCommandType } from 'discord-api-types/v10'
import type { Channel, ThreadChannel } from '#playground/channel.ts'
import { openBefore } from '#playground/modals.ts'
import { guildPermissions, may, permissionsIn } from '#playground/permissions.ts'
import { threadView } from '#playground/thread-view.ts'
import { keyOf } from '#playground/validation/commands.ts'
import { channelView, messageView, personView } from '#playground/view.ts'
import type { Command, Interaction, Member, StoredMessage, World } from '#playground/world.ts'
import { ControlFault } from './fault.ts'

/** Messages of one channel a page is shown, newest. */
const shownMessages = 200

/** The member a request acts as; the owner when it names none. */
export function memberOf(world: World, id: string | undefined): Member {
  const member = world.members.get(id || world.guild.owner)
  if (member === undefined) throw new ControlFault(404, `There is no member ${id}.`)
  if (member.bot)
    throw new ControlFault(403, 'Nobody can act as the bot here; it has its own token.')
  if (!member.present) throw new ControlFault(403, `${member.name} has left the guild.`)
  return member
}

/** A channel the member can see. */
export function channelFor(world: World, member: Member, id: string): Channel {
  const channel = world.channels.get(id)
  if (channel === undefined || !may(world, member.id, channel, 'ViewChannel')) {
    throw new ControlFault(404, `${member.name} sees no channel ${id}.`)
  }
  return channel
}

const sees = (world: World, member: Member, stored: StoredMessage) => {
  const channel = world.channels.get(stored.message.channel_id)
  return (
    channel !== undefined &&
    (stored.viewer === undefined || stored.viewer === member.id) &&
    may(world, member.id, channel, 'ViewChannel')
  )
}

/** A message the member can see. */
export function messageFor(world: World, member: Member, id: string): StoredMessage {
  const stored = world.messages.get(id)
  if (stored === undefined || !sees(world, member, stored)) {
    throw new ControlFault(404, `${member.name} sees no message ${id}.`)
  }
  return stored
}

/** A message with what Discord's client knows besides: who caused it, and whether it is still deferred. */
export function seenMessage(world: World, member: Member, stored: StoredMessage) {
  if (!sees(world, member, stored)) return undefined
  const user = stored.interaction && world.members.get(stored.interaction.user)
  return {
    ...messageView(world, stored, member.id),
    pending: stored.pending,
    ...(stored.interaction && {
      interaction: {
        id: stored.interaction.id,
        type: 2,
        name: stored.interaction.name,
        user: { id: stored.interaction.user, username: user?.username, global_name: user?.name },
      },
    }),
  }
}

/** A thread with the member's own place in it and what they may do there; nothing when unseen. */
export function seenThread(world: World, member: Member, channel: ThreadChannel) {
  if (!may(world, member.id, channel, 'ViewChannel')) return undefined
  return {
    ...threadView(world, channel, member.id),
    permissions: permissionsIn(world, member.id, channel).toString(),
  }
}

/** A modal as pages draw it, with the interaction it answers; nothing once it is closed. */
export const modalView = ({ id, channel, name, source, target, modal }: Interaction) =>
  modal && {
    id,
    channel,
    command: name,
    ...(source !== undefined && { source }),
    ...(target !== undefined && { target }),
    ...modal,
  }

/** The modal open before the member. */
export function openModalFor(world: World, member: Member) {
  const interaction = openBefore(world, member.id)
  return interaction && modalView(interaction)
}

/** The slash commands Discord would offer the member. */
export const commandsFor = (world: World, member: Member): Command[] =>
  offeredTo(world, member).filter(({ type }) => type === ApplicationCommandType.ChatInput)

/** The menus of members and messages Discord would offer the member. */
export const menusFor = (world: World, member: Member): Command[] =>
  offeredTo(world, member).filter(({ type }) => type !== ApplicationCommandType.ChatInput)

function offeredTo(world: World, member: Member): Command[] {
  const bits = guildPermissions(world, member.id)
  const offered = [...world.commands.values()].filter(({ default_member_permissions: needed }) => {
    if (needed == null) return true
    // "0" means administrators only; the owner holds every permission anyway.
    if (needed === '0') return (bits & 8n) !== 0n
    return (bits & BigInt(needed)) === BigInt(needed)
  })
  // A guild's own command hides the global one of the same name.
  return offered.filter(
    (one) =>
      one.guild_id !== undefined ||
      !offered.some((other) => other.guild_id && keyOf(other) === keyOf(one)),
  )
}

/** The newest messages of one channel as the member sees them, oldest first. */
export const messagesIn = (world: World, member: Member, channel: Channel) =>
  (world.history.get(channel.id) ?? [])
    .map((id) => world.messages.get(id))
    .filter((stored) => stored !== undefined)
    .filter((stored) => stored.viewer === undefined || stored.viewer === member.id)
    .slice(-shownMessages)
    .map((stored) => seenMessage(world, member, stored))

/** Everything a page needs to draw itself for one member. */
export function snapshot(world: World, member: Member) {
  const visible = [...world.channels.values()].filter((channel) =>
    may(world, member.id, channel, 'ViewChannel'),
  )
  const threads = visible.filter((channel) => channel.kind === 'thread')
  const channels = visible.filter((channel) => channel.kind !== 'thread')
  // What was said in archived threads is asked for when one is opened.
  const read = [...channels, ...threads.filter(({ thread }) => !thread.archived)]
  return {
    now: world.clock.now().toString(),
    guild: { id: world.guild.id, name: world.guild.name },
    channels: channels.map((channel) => ({
      ...channelView(world, channel),
      name: channel.name,
      permissions: permissionsIn(world, member.id, channel).toString(),
    })),
    threads: threads.map((channel) => seenThread(world, member, channel)),
    members: [...world.members.values()].map((one) => personView(world, one)),
    me: member.id,
    language: world.language,
    commands: commandsFor(world, member),
    menus: menusFor(world, member),
    modal: openModalFor(world, member) ?? null,
    messages: Object.fromEntries(
      read.map((channel) => [channel.id, messagesIn(world, member, channel)]),
    ),
  }
}
