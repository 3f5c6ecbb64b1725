// System message: what Discord itself writes into a channel: a poll's result, a thread's beginning.

import {
  type APIEmbed,
  type APIUser,
  type MessageFlags,
  MessageReferenceType,
  type MessageType,
} from 'discord-api-types/v10'
import { isInGuild } from './channel.ts'
import { keepMessage } from './keep.ts'
import { type StoredMessage, stamp, type World } from './world.ts'

type SystemMessage = {
  readonly type: MessageType
  /** Id of the channel it is written into. */
  readonly channel: string
  readonly author: APIUser
  readonly content?: string
  readonly embeds?: APIEmbed[]
  readonly pointsAt?: { readonly channel: string; readonly message?: string }
}

/** Writes a system message and tells everyone. */
export function writeSystemMessage(world: World, given: SystemMessage): void {
  const channel = world.channels.get(given.channel)
  const { pointsAt } = given
  const stored: StoredMessage = {
    pending: false,
    message: {
      id: world.newId(),
      type: given.type,
      channel_id: given.channel,
      author: given.author,
      content: given.content ?? '',
      timestamp: stamp(world.clock.ms()),
      edited_timestamp: null,
      tts: false,
      pinned: false,
      mentions: [],
      mention_roles: [],
      mention_everyone: false,
      attachments: [],
      components: [],
      flags: 0 as MessageFlags,
      embeds: given.embeds ?? [],
      ...(pointsAt && {
        message_reference: {
          type: MessageReferenceType.Default,
          channel_id: pointsAt.channel,
          ...(pointsAt.message !== undefined && { message_id: pointsAt.message }),
          ...(channel && isInGuild(channel) && { guild_id: world.guild.id }),
        },
      }),
    },
  }
  keepMessage(world, stored)
  world.emit({ kind: 'message-created', stored })
}
