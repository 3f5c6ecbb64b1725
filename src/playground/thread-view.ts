// Thread view: threads and their members in the shapes Discord's API gives them.

import { ChannelType } from 'discord-api-types/v10'
import type { ThreadChannel } from './channel.ts'
import type { World } from './world.ts'

/** A thread tells of no more members than these. */
const countedMembers = 50

/** A member's place in a thread; nothing when they did not join. */
export function threadMemberView(channel: ThreadChannel, user: string) {
  const found = channel.thread.members.find(({ id }) => id === user)
  return found && { id: channel.id, user_id: user, join_timestamp: found.joined, flags: 0 }
}

/** A thread; with `viewer`, that user's own place in it too. */
export function threadView(world: World, channel: ThreadChannel, viewer?: string) {
  const { thread } = channel
  const member = viewer === undefined ? undefined : threadMemberView(channel, viewer)
  return {
    id: channel.id,
    type: ChannelType.PublicThread,
    guild_id: world.guild.id,
    parent_id: thread.parent,
    owner_id: thread.owner,
    name: channel.name,
    last_message_id: channel.lastMessage,
    message_count: thread.count,
    total_message_sent: thread.sent,
    member_count: Math.min(thread.members.length, countedMembers),
    rate_limit_per_user: thread.slowdown,
    flags: 0,
    thread_metadata: {
      archived: thread.archived,
      archive_timestamp: thread.archiveChanged,
      auto_archive_duration: thread.autoArchive,
      locked: thread.locked,
      create_timestamp: thread.made,
    },
    ...(member && { member }),
  }
}

/** The thread that was started from a message, if any: it has the message's id. */
export function threadFrom(world: World, message: string): ThreadChannel | undefined {
  const channel = world.channels.get(message)
  return channel?.kind === 'thread' ? channel : undefined
}

/** Every thread below a text channel, or of the whole guild, oldest first. */
export const threadsOf = (world: World, parent?: string): ThreadChannel[] =>
  [...world.channels.values()]
    .filter((channel) => channel.kind === 'thread')
    .filter(({ thread }) => parent === undefined || thread.parent === parent)
