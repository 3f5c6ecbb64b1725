// View: stored things in the shapes Discord's API gives them.

import {
  type APIChannel,
  type APIGuildMember,
  type APIMessage,
  type APIPollResults,
  type APIUser,
  MessageType,
} from 'discord-api-types/v10'
import { guildPermissions } from './permissions.ts'
import { byAge } from './snowflake.ts'
import type { Channel, Member, StoredMessage, World } from './world.ts'

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

export const channelView = (world: World, channel: Channel) =>
  (channel.kind === 'dm'
    ? {
        id: channel.id,
        type: 1,
        flags: 0,
        last_message_id: channel.lastMessage,
        recipients: [world.members.get(channel.recipient ?? '')]
          .filter((member) => member !== undefined)
          .map(userView),
      }
    : {
        id: channel.id,
        type: 0,
        guild_id: world.guild.id,
        name: channel.name,
        topic: channel.topic,
        position: channel.position,
        permission_overwrites: channel.overwrites,
        last_message_id: channel.lastMessage,
        parent_id: null,
        nsfw: false,
        flags: 0,
        rate_limit_per_user: 0,
      }) as unknown as APIChannel

export const guildView = (world: World) => ({
  id: world.guild.id,
  name: world.guild.name,
  owner_id: world.guild.owner,
  preferred_locale: world.guild.locale,
  roles: [...world.roles.values()],
  icon: null,
  description: null,
  home_header: null,
  splash: null,
  discovery_splash: null,
  banner: null,
  features: [],
  application_id: null,
  region: 'south-korea',
  afk_channel_id: null,
  afk_timeout: 300,
  system_channel_id: null,
  system_channel_flags: 0,
  widget_enabled: false,
  widget_channel_id: null,
  verification_level: 0,
  default_message_notifications: 1,
  mfa_level: 0,
  explicit_content_filter: 0,
  max_presences: null,
  max_members: 500_000,
  max_stage_video_channel_users: 50,
  max_video_channel_users: 25,
  vanity_url_code: null,
  premium_tier: 0,
  premium_subscription_count: 0,
  rules_channel_id: null,
  safety_alerts_channel_id: null,
  public_updates_channel_id: null,
  premium_progress_bar_enabled: false,
  nsfw: false,
  nsfw_level: 0,
  emojis: [],
  stickers: [],
  incidents_data: null,
})

const present = (world: World) => [...world.members.values()].filter((member) => member.present)

/** The guild as GUILD_CREATE brings it: with channels and, like a large guild's, few members. */
export const guildCreate = (world: World) => ({
  ...guildView(world),
  joined_at: world.guild.made,
  large: false,
  unavailable: false,
  member_count: present(world).length,
  voice_states: [],
  members: present(world).slice(0, 50).map(memberView),
  channels: [...world.channels.values()]
    .filter(({ kind }) => kind === 'text')
    .map((channel) => channelView(world, channel)),
  threads: [],
  presences: [],
  stage_instances: [],
  guild_scheduled_events: [],
  soundboard_sounds: [],
})

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

const withResults = (world: World, stored: StoredMessage, viewer: string): APIMessage => {
  const { message } = stored
  if (!message.poll) return message
  return { ...message, poll: { ...message.poll, results: resultsOf(world, stored, viewer) } }
}

/** A message as `viewer` sees it; `viewer` matters to polls alone. */
export function messageView(world: World, stored: StoredMessage, viewer: string): APIMessage {
  const { message } = stored
  const replied = message.type === MessageType.Reply ? message.message_reference : undefined
  const target = replied?.message_id && world.messages.get(replied.message_id)
  return {
    ...withResults(world, stored, viewer),
    ...(replied && { referenced_message: target ? withResults(world, target, viewer) : null }),
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
  permissions: guildPermissions(world, member.id).toString(),
})
