// Replies: the messages a bot writes through an interaction's token.

import {
  type APIMessageInteractionMetadata,
  MessageFlags,
  MessageType,
} from 'discord-api-types/v10'
import { isInGuild } from './channel.ts'
import { refusal } from './errors.ts'
import { writeMessage } from './messages.ts'
import type { Upload } from './payload.ts'
import { messageForm } from './validation/messages.ts'
import { userView } from './view.ts'
import { botOf, type Interaction, type StoredMessage, type Trigger, type World } from './world.ts'

/** What a message tells of the interaction it answers; a sent modal tells of what opened it too. */
function metadataOf(world: World, interaction: Interaction, followup: boolean) {
  const user = world.members.get(interaction.user)
  if (user === undefined) throw refusal(10013)
  const { trigger } = interaction
  const common = { user: userView(user), authorizing_integration_owners: { 0: world.guild.id } }
  const about = ({ source, target }: Pick<Trigger, 'source' | 'target'>) => {
    const user = target?.kind === 'user' ? world.members.get(target.id) : undefined
    return {
      ...(source && { interacted_message_id: source }),
      ...(target?.kind === 'message' && { target_message_id: target.id }),
      ...(user && { target_user: userView(user) }),
    }
  }
  return {
    ...common,
    id: interaction.id,
    type: interaction.type,
    ...(trigger
      ? {
          triggering_interaction_metadata: {
            ...common,
            id: trigger.id,
            type: trigger.type,
            ...about(trigger),
          },
        }
      : about(interaction)),
    ...(followup && { original_response_message_id: interaction.original }),
  } as APIMessageInteractionMetadata
}

/** How a message hangs together with what was asked: its type, and the message it points at. */
function relationOf({ source, target, original }: Interaction, how: 'reply' | 'followup') {
  if (how === 'followup' && original !== undefined) {
    return { type: MessageType.Reply, pointsAt: original }
  }
  if (source !== undefined) return { type: MessageType.Reply, pointsAt: source }
  if (target === undefined) return { type: MessageType.ChatInputCommand }
  return {
    type: MessageType.ContextMenuCommand,
    ...(target.kind === 'message' && { pointsAt: target.id }),
  }
}

/** Writes a message through an interaction: its reply, a deferred reply or a follow-up. */
export function writeReply(
  world: World,
  interaction: Interaction,
  body: unknown,
  uploads: readonly Upload[],
  how: 'reply' | 'loading' | 'followup',
): StoredMessage {
  const channel = world.channels.get(interaction.channel)
  if (channel === undefined) throw refusal(10003)
  const form = messageForm('interaction', body)
  const ephemeral = ((form.flags ?? 0) & MessageFlags.Ephemeral) !== 0
  const { type, pointsAt } = relationOf(interaction, how === 'followup' ? 'followup' : 'reply')
  return writeMessage(world, {
    channel,
    author: botOf(world),
    form,
    uploads,
    ...(ephemeral && { viewer: interaction.user }),
    reply: {
      type,
      interaction: { id: interaction.id, user: interaction.user, name: interaction.name },
      metadata: metadataOf(world, interaction, how === 'followup'),
      loading: how === 'loading',
      ...(pointsAt !== undefined && {
        reference: {
          type: 0,
          message_id: pointsAt,
          channel_id: channel.id,
          ...(isInGuild(channel) && { guild_id: world.guild.id }),
        },
      }),
    },
  })
}
