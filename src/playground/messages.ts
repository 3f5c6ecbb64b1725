// Messages: writing, editing and removing them, whoever asked.

import {
  type APIMessage,
  type APIMessageInteractionMetadata,
  type APIMessageReference,
  MessageFlags,
  MessageType,
} from 'discord-api-types/v10'
import { type Channel, isInGuild } from './channel.ts'
import { refusal } from './errors.ts'
import { keepMessage } from './keep.ts'
import { attach, componentsOf, embedsOf, mentionsOf, type Upload } from './payload.ts'
import { may } from './permissions.ts'
import { pollOf } from './polls.ts'
import { demandWritable, join, wake } from './threads.ts'
import { walk } from './validation/components.ts'
import { refuseForm } from './validation/form.ts'
import { demandSubstance, type MessageForm } from './validation/messages.ts'
import { userView } from './view.ts'
import { type Member, type StoredMessage, stamp, type World } from './world.ts'

export type Writing = {
  readonly channel: Channel
  readonly author: Member
  readonly form: MessageForm
  readonly uploads: readonly Upload[]
  /** The only member who will see it. */
  readonly viewer?: string
  /** What an interaction's message carries besides. */
  readonly reply?: {
    readonly type: MessageType
    readonly interaction: NonNullable<StoredMessage['interaction']>
    readonly metadata: APIMessageInteractionMetadata
    readonly reference?: APIMessageReference
    readonly loading: boolean
  }
}

/** A message holds at most this many files, and each at most 10 MiB. */
export const fileLimits = { count: 10, bytes: 10 * 1024 * 1024 }

/** Every text of a message that can mention somebody. */
export const textsOf = (content: string, components: readonly unknown[]) => [
  content,
  ...walk(components).map((node) => String(node['content'] ?? '')),
]

/** Refuses too many files, and files that are too big. */
export function demandFiles(uploads: readonly Upload[], kept = 0): void {
  if (uploads.length + kept > fileLimits.count) {
    refuseForm(['attachments'], 'BASE_TYPE_MAX_LENGTH', 'Must be 10 or fewer in length.')
  }
  if (uploads.some(({ bytes }) => bytes.byteLength > fileLimits.bytes)) throw refusal(40005)
}

function referenceOf(
  world: World,
  channel: Channel,
  form: MessageForm,
): APIMessageReference | undefined {
  const given = form.message_reference
  if (given == null) return undefined
  const target = world.messages.get(given.message_id)
  if (target === undefined || target.message.channel_id !== channel.id || target.viewer) {
    if (given.fail_if_not_exists === false) return undefined
    refuseForm(['message_reference'], 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message')
  }
  return {
    type: 0,
    message_id: given.message_id,
    channel_id: channel.id,
    ...(isInGuild(channel) && { guild_id: world.guild.id }),
  }
}

/** Puts a message into its channel and tells everyone; the form is already checked. */
export function writeMessage(world: World, writing: Writing): StoredMessage {
  const { channel, author, form, uploads, reply, viewer } = writing
  if (!reply?.loading) demandSubstance(form, uploads.length)
  demandFiles(uploads)
  // What only one member sees does not disturb a thread.
  if (viewer === undefined) demandWritable(world, author.id, channel)
  const files = attach(world, channel, uploads, form, viewer !== undefined)
  const components = componentsOf(world, form.components ?? [], files)
  const content = (form.content ?? '').trim()
  const reference = reply?.reference ?? referenceOf(world, channel, form)
  const replied = reference?.message_id && world.messages.get(reference.message_id)
  if (viewer === undefined) wake(world, channel)
  const id = world.newId()
  const now = world.clock.ms()
  const poll = form.poll == null ? undefined : pollOf(form.poll, now)
  const settable = MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications
  const flags =
    ((form.flags ?? 0) & (settable | MessageFlags.IsComponentsV2)) |
    (viewer === undefined ? 0 : MessageFlags.Ephemeral) |
    (reply?.loading ? MessageFlags.Loading : 0)
  const message: APIMessage = {
    id,
    type: reply?.type ?? (reference ? MessageType.Reply : MessageType.Default),
    channel_id: channel.id,
    author: userView(author),
    content,
    timestamp: stamp(now),
    edited_timestamp: null,
    tts: false,
    pinned: false,
    ...mentionsOf(
      world,
      channel,
      author.id,
      textsOf(content, components),
      form.allowed_mentions,
      reply ? 'users' : 'all',
      replied && !reply ? replied.message.author.id : undefined,
    ),
    attachments: files,
    embeds: embedsOf(form.embeds ?? [], files),
    components,
    flags,
    ...(form.nonce != null && { nonce: form.nonce }),
    ...(reference && { message_reference: reference }),
    ...(poll && { poll }),
    ...(reply && {
      application_id: world.application.id,
      webhook_id: world.application.id,
      interaction_metadata: reply.metadata,
    }),
  }
  const stored: StoredMessage = {
    message,
    pending: reply?.loading ?? false,
    ...(viewer !== undefined && { viewer }),
    ...(reply && { interaction: reply.interaction }),
    ...(poll && { poll: { expiry: poll.expiry, closed: false, finalized: false } }),
  }
  keepMessage(world, stored)
  world.emit({ kind: 'message-created', stored })
  if (channel.kind === 'thread' && viewer === undefined) {
    const named = message.mentions
      .map(({ id }) => id)
      .filter((user) => may(world, user, channel, 'ViewChannel'))
    join(world, channel, [author.id, ...named])
  }
  return stored
}
