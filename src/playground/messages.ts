// Messages: writing, editing and removing them, whoever asked.

import {
  type APIAttachment,
  type APIMessage,
  type APIMessageInteractionMetadata,
  type APIMessageReference,
  MessageFlags,
  MessageType,
} from 'discord-api-types/v10'
import { refusal } from './errors.ts'
import { attach, componentsOf, embedsOf, mentionsOf, type Upload } from './payload.ts'
import { pollOf } from './polls.ts'
import { walk } from './validation/components.ts'
import { refuseForm } from './validation/form.ts'
import { demandSubstance, type MessageForm } from './validation/messages.ts'
import { userView } from './view.ts'
import {
  type Channel,
  keep,
  keepMessage,
  type Member,
  type StoredMessage,
  stamp,
  type World,
} from './world.ts'

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

const textsOf = (content: string, components: readonly unknown[]) => [
  content,
  ...walk(components).map((node) => String(node['content'] ?? '')),
]

function demandFiles(uploads: readonly Upload[], kept = 0): void {
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
    ...(channel.kind === 'text' && { guild_id: world.guild.id }),
  }
}

/** Puts a message into its channel and tells everyone; the form is already checked. */
export function writeMessage(world: World, writing: Writing): StoredMessage {
  const { channel, author, form, uploads, reply, viewer } = writing
  if (!reply?.loading) demandSubstance(form, uploads.length)
  demandFiles(uploads)
  const files = attach(world, channel, uploads, form, viewer !== undefined)
  const components = componentsOf(world, form.components ?? [], files)
  const content = (form.content ?? '').trim()
  const reference = reply?.reference ?? referenceOf(world, channel, form)
  const replied = reference?.message_id && world.messages.get(reference.message_id)
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
  keep(world, 'channel', channel)
  world.emit({ kind: 'message-created', stored })
  return stored
}

function keptFiles(message: APIMessage, form: MessageForm): APIAttachment[] {
  if (form.attachments == null) return message.attachments
  const kept = new Map(form.attachments.map((one) => [one.id, one]))
  return message.attachments
    .filter(({ id }) => kept.has(id))
    .map((file) => {
      const description = kept.get(file.id)?.description
      return description == null ? file : { ...file, description }
    })
}

/** Changes a message in place, or fills a deferred reply; absent fields stay as they are. */
export function editMessage(
  world: World,
  stored: StoredMessage,
  form: MessageForm,
  uploads: readonly Upload[],
  byDefault: 'users' | 'all',
): void {
  const before = stored.message
  const channel = world.channels.get(before.channel_id)
  if (channel === undefined) throw refusal(10003)
  const old = keptFiles(before, form)
  demandFiles(uploads, old.length)
  const files = [...old, ...attach(world, channel, uploads, form, stored.viewer !== undefined)]
  const content = form.content === undefined ? before.content : (form.content ?? '').trim()
  const embeds = form.embeds === undefined ? before.embeds : embedsOf(form.embeds ?? [], files)
  const components =
    form.components === undefined
      ? before.components
      : componentsOf(world, form.components ?? [], files)
  const poll = form.poll == null ? undefined : pollOf(form.poll, world.clock.ms())
  const v2 = ((form.flags ?? before.flags ?? 0) & MessageFlags.IsComponentsV2) !== 0
  if (v2 && (content || embeds.length > 0)) {
    refuseForm(
      [content ? 'content' : 'embeds'],
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      'What the message held before must be set to null when it becomes IS_COMPONENTS_V2',
    )
  }
  if (
    !content &&
    embeds.length === 0 &&
    files.length === 0 &&
    (components?.length ?? 0) === 0 &&
    before.poll === undefined &&
    poll === undefined
  ) {
    throw refusal(50006)
  }
  const changeable = MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2
  const flags = form.flags == null ? 0 : form.flags & changeable
  const kept = form.flags == null ? (before.flags ?? 0) : (before.flags ?? 0) & ~changeable
  stored.message = {
    ...before,
    content,
    embeds,
    attachments: files,
    components: components ?? [],
    flags: (kept | flags) & ~MessageFlags.Loading,
    edited_timestamp: stored.pending ? null : stamp(world.clock.ms()),
    ...mentionsOf(
      world,
      channel,
      before.author.id,
      textsOf(content, components ?? []),
      form.allowed_mentions,
      byDefault,
    ),
    ...(poll && { poll }),
  }
  if (poll) stored.poll = { expiry: poll.expiry, closed: false, finalized: false }
  stored.pending = false
  const gone = before.attachments.filter(({ id }) => !files.some((file) => file.id === id))
  for (const { id } of gone) world.store.removeFile(id)
  keepMessage(world, stored)
  world.emit({ kind: 'message-updated', stored })
}
