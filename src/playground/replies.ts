// Replies: the messages a bot writes through an interaction's token.

import {
  type APIMessageInteractionMetadata,
  MessageFlags,
  MessageType,
} from 'discord-api-types/v10'
import { refusal } from './errors.ts'
import { writeMessage } from './messages.ts'
import type { Upload } from './payload.ts'
import { messageForm } from './validation/messages.ts'
import { userView } from './view.ts'
import { botOf, type Interaction, type StoredMessage, type World } from './world.ts'

function metadataOf(world: World, interaction: Interaction, followup: boolean) {
  const user = world.members.get(interaction.user)
  if (user === undefined) throw refusal(10013)
  return {
    id: interaction.id,
    type: interaction.type,
    user: userView(user),
    authorizing_integration_owners: { 0: world.guild.id },
    ...(interaction.source && { interacted_message_id: interaction.source }),
    ...(followup && { original_response_message_id: interaction.original }),
  } as APIMessageInteractionMetadata
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
  const repliesTo = how === 'followup' ? interaction.original : interaction.source
  return writeMessage(world, {
    channel,
    author: botOf(world),
    form,
    uploads,
    ...(ephemeral && { viewer: interaction.user }),
    reply: {
      type: repliesTo === undefined ? MessageType.ChatInputCommand : MessageType.Reply,
      interaction: { id: interaction.id, user: interaction.user, name: interaction.name },
      metadata: metadataOf(world, interaction, how === 'followup'),
      loading: how === 'loading',
      ...(repliesTo !== undefined && {
        reference: {
          type: 0,
          message_id: repliesTo,
          channel_id: channel.id,
          ...(channel.kind === 'text' && { guild_id: world.guild.id }),
        },
      }),
    },
  })
}
