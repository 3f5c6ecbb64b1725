// Permissions: what a member may do in a channel, as Discord computes it from roles and overwrites.

import { PermissionFlagsBits } from 'discord-api-types/v10'
import type { Channel } from './channel.ts'
import { refusal } from './errors.ts'
import type { World } from './world.ts'

export type Permission = keyof typeof PermissionFlagsBits

const everything = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n)

const inDirectMessages =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.AddReactions |
  PermissionFlagsBits.UseApplicationCommands |
  PermissionFlagsBits.SendPolls

/** A member's permissions in the whole guild: owner, @everyone, then their roles. */
export function guildPermissions(world: World, user: string): bigint {
  const member = world.members.get(user)
  if (member === undefined || !member.present) return 0n
  if (user === world.guild.owner) return everything
  const bits = [world.guild.id, ...member.roles].reduce(
    (sum, id) => sum | BigInt(world.roles.get(id)?.permissions ?? 0),
    0n,
  )
  return bits & PermissionFlagsBits.Administrator ? everything : bits
}

/**
 * A member's permissions in one channel: overwrites of @everyone, then roles, then the member. A
 * thread has those of the channel it hangs from.
 */
export function permissionsIn(world: World, user: string, channel: Channel): bigint {
  if (channel.kind === 'thread') {
    const parent = world.channels.get(channel.thread.parent)
    return parent === undefined ? 0n : permissionsIn(world, user, parent)
  }
  if (channel.kind === 'dm') {
    const inside = user === channel.recipient || user === world.application.id
    return inside ? inDirectMessages : 0n
  }
  const base = guildPermissions(world, user)
  if (base === 0n || base === everything) return base
  const roles = world.members.get(user)?.roles ?? []
  const of = (ids: readonly string[]) =>
    channel.overwrites
      .filter(({ id }) => ids.includes(id))
      .reduce(
        (sum, { allow, deny }) => ({
          allow: sum.allow | BigInt(allow),
          deny: sum.deny | BigInt(deny),
        }),
        { allow: 0n, deny: 0n },
      )
  const bits = [of([world.guild.id]), of(roles), of([user])].reduce(
    (sum, { allow, deny }) => (sum & ~deny) | allow,
    base,
  )
  // Without View Channel nothing else counts.
  return bits & PermissionFlagsBits.ViewChannel ? bits : 0n
}

/** Whether the member holds all of `needed` in the channel. */
export const may = (world: World, user: string, channel: Channel, ...needed: Permission[]) => {
  const bits = permissionsIn(world, user, channel)
  return needed.every((name) => (bits & PermissionFlagsBits[name]) !== 0n)
}

/** What writing takes: in threads Send Messages counts for nothing. */
export const sendIn = (channel: Channel): Permission =>
  channel.kind === 'thread' ? 'SendMessagesInThreads' : 'SendMessages'

/** Refuses with 50001 when the channel is invisible to the member, with 50013 when a right lacks. */
export function demand(
  world: World,
  user: string,
  channel: Channel,
  ...needed: Permission[]
): void {
  if (!may(world, user, channel, 'ViewChannel')) throw refusal(50001)
  if (!may(world, user, channel, ...needed)) throw refusal(50013)
}
