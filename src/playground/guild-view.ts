// Guild view: the guild in the shapes Discord's API gives it.

import type { ThreadChannel } from './channel.ts'
import { may } from './permissions.ts'
import { threadsOf, threadView } from './thread-view.ts'
import { channelView, memberView } from './view.ts'
import type { World } from './world.ts'

/** The guild alone, as most routes give it. */
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

/** Threads the bot sees that are not archived. */
export const activeThreads = (world: World): ThreadChannel[] =>
  threadsOf(world).filter(
    (channel) =>
      !channel.thread.archived && may(world, world.application.id, channel, 'ViewChannel'),
  )

/** A thread in GUILD_CREATE: the bot's own place in it goes without the ids it follows from. */
const threadAtStart = (world: World) => (channel: ThreadChannel) => {
  const { member, ...rest } = threadView(world, channel, world.application.id)
  if (member === undefined) return rest
  const { join_timestamp, flags } = member
  return { ...rest, member: { join_timestamp, flags } }
}

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
  threads: activeThreads(world).map(threadAtStart(world)),
  presences: [],
  stage_instances: [],
  guild_scheduled_events: [],
  soundboard_sounds: [],
})
