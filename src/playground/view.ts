// View: users, channels and messages in the shapes Discord's API gives them.

import {
  type APIChannel,
  type APIGuildMember,
  type APIMessage,
  type APIPollResults,
  type APIUser,
  ChannelType,
  MessageFlags,
  MessageType,
} from 'discord-api-types/v10'
import type { Channel } from './channel.ts'
import { guildPermissions } from './permissions.ts'
import { byAge } from './snowflake.ts'
import { threadFrom, threadView } from './thread-view.ts'
import type { Member, StoredMessage, World } from './world.ts'

/** A user, as everyone sees them. */
export const userView = (member: Member) =>
  ({
    id: member.id,
    username: member.username,
    global_name: member.bot ? null : member.name,
    discriminator: member.bot ? '0001' : '0',
    avatar: null,
    banner: null,
    accent_color: null,
    public_flags: 0,
    flags: 0,
    bot: member.bot,
    system: false,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
  }) as unknown as APIUser

/** A member without the user, as messages carry it. */
export const memberFields = (member: Member) => ({
  avatar: null,
  banner: null,
  communication_disabled_until: null,
  deaf: false,
  flags: 0,
  joined_at: member.joined,
  mute: false,
  // A bot is called in the guild by the name its members know it by.
  nick: member.bot ? member.name : null,
  pending: false,
  premium_since: null,
  roles: member.roles,
})

export const memberView = (member: Member) =>
  ({ ...memberFields(member), user: userView(member) }) as APIGuildMember

function placeView(world: World, channel: Channel, viewer: string | undefined) {
  const { id, lastMessage: last_message_id } = channel
  switch (channel.kind) {
    case 'dm': {
      const recipient = world.members.get(channel.recipient)
      return {
        id,
        type: ChannelType.DM,
        flags: 0,
        last_message_id,
        recipients: recipient ? [userView(recipient)] : [],
      }
    }
    case 'thread':
      return threadView(world, channel, viewer)
    case 'text':
      return {
        id,
        type: ChannelType.GuildText,
        guild_id: world.guild.id,
        name: channel.name,
        topic: channel.topic,
        position: channel.position,
        permission_overwrites: channel.overwrites,
        last_message_id,
        parent_id: null,
        nsfw: false,
        flags: 0,
        rate_limit_per_user: 0,
      }
  }
}

/** A channel; a thread comes with `viewer`'s own place in it. */
export const channelView = (world: World, channel: Channel, viewer?: string) =>
  placeView(world, channel, viewer) as unknown as APIChannel

/** How a poll stands, as `viewer` sees it; answers nobody holds are left out. */
export function resultsOf(world: World, stored: StoredMessage, viewer: string): APIPollResults {
  const counts = new Map<number, { id: number; count: number; me_voted: boolean }>()
  for (const [user, answers] of world.votes.get(stored.message.id) ?? []) {
    for (const id of answers) {
      const entry = counts.get(id) ?? { id, count: 0, me_voted: false }
      entry.count += 1
      entry.me_voted ||= user === viewer
      counts.set(id, entry)
    }
  }
  const answer_counts = [...counts.values()].sort((a, b) => a.id - b.id)
  return { is_finalized: stored.poll?.finalized ?? false, answer_counts }
}

/** A message by itself: with a poll's results and the thread that was started from it. */
function ownView(world: World, stored: StoredMessage, viewer: string): APIMessage {
  const { message } = stored
  const thread = threadFrom(world, message.id)
  return {
    ...message,
    ...(message.poll && {
      poll: { ...message.poll, results: resultsOf(world, stored, viewer) },
    }),
    ...(thread && {
      flags: (message.flags ?? 0) | MessageFlags.HasThread,
      thread: threadView(world, thread, viewer) as unknown as NonNullable<APIMessage['thread']>,
    }),
  }
}

/** Types of message that come with the message they point at. */
const pointing = new Set<MessageType>([
  MessageType.Reply,
  MessageType.ThreadStarterMessage,
  MessageType.ContextMenuCommand,
])

/** A message as `viewer` sees it: polls say what they hold, threads whether they joined. */
export function messageView(world: World, stored: StoredMessage, viewer: string): APIMessage {
  const { message } = stored
  const id = pointing.has(message.type) ? message.message_reference?.message_id : undefined
  const target = id === undefined ? undefined : world.messages.get(id)
  return {
    ...ownView(world, stored, viewer),
    ...(id !== undefined && { referenced_message: target ? ownView(world, target, viewer) : null }),
  }
}

/** Voters of one answer, in order of their ids. */
export const votersOf = (world: World, message: string, answer: number): Member[] =>
  [...(world.votes.get(message) ?? [])]
    .filter(([, answers]) => answers.includes(answer))
    .map(([user]) => world.members.get(user))
    .filter((member) => member !== undefined)
    .sort((a, b) => byAge(a.id, b.id))

/** A member as control pages list them. */
export const personView = (world: World, member: Member) => ({
  id: member.id,
  name: member.name,
  username: member.username,
  locale: member.locale,
  bot: member.bot,
  owner: member.id === world.guild.owner,
  present: member.present,
  direct_messages: member.closed ? 'closed' : 'open',
  permissions: guildPermissions(world, member.id).toString(),
})
