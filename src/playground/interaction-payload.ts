// Interaction payload: what the bot is sent of a command, a press, a typed word or a sent modal.

import { type Channel, isInGuild } from './channel.ts'
import { fileLimits } from './messages.ts'
import { permissionsIn } from './permissions.ts'
import { channelView, memberView, messageView, userView } from './view.ts'
import type { Interaction, Member, StoredMessage, Target, Trigger, World } from './world.ts'

/** What a member does that the bot must answer. */
export type Asked = {
  readonly type: Interaction['type']
  readonly member: Member
  readonly channel: Channel
  readonly name: string
  readonly data: object
  readonly source?: StoredMessage
  readonly target?: Target
  /** Of a sent modal: the interaction that was answered with it. */
  readonly trigger?: Trigger
}

/** The `d` of an INTERACTION_CREATE. */
export function payloadOf(world: World, interaction: Interaction, asked: Asked): object {
  const { member, channel, source } = asked
  const inGuild = isInGuild(channel)
  const bits = (user: string) => permissionsIn(world, user, channel).toString()
  return {
    id: interaction.id,
    application_id: world.application.id,
    type: asked.type,
    token: interaction.token,
    version: 1,
    channel_id: channel.id,
    channel: { ...channelView(world, channel), permissions: bits(member.id) },
    ...(inGuild
      ? {
          guild_id: world.guild.id,
          guild: { id: world.guild.id, locale: world.guild.locale, features: [] },
          guild_locale: world.guild.locale,
          member: { ...memberView(member), permissions: bits(member.id) },
          context: 0,
        }
      : { user: userView(member), context: 1 }),
    locale: member.locale,
    app_permissions: bits(world.application.id),
    entitlements: [],
    authorizing_integration_owners: { 0: inGuild ? world.guild.id : '0' },
    attachment_size_limit: fileLimits.bytes,
    ...(source && { message: messageView(world, source, world.application.id) }),
    data: asked.data,
  }
}
