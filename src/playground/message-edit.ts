// Message edit: changing a message in place, whoever asked.

import {
  type APIAttachment,
  type APIMessage,
  MessageFlags,
  MessageType,
} from 'discord-api-types/v10'
import { refusal } from './errors.ts'
import { keepMessage } from './keep.ts'
import { demandFiles, textsOf } from './messages.ts'
import { attach, componentsOf, embedsOf, mentionsOf, type Upload } from './payload.ts'
import { pollOf } from './polls.ts'
import { demandOpen } from './threads.ts'
import { refuseForm } from './validation/form.ts'
import type { MessageForm } from './validation/messages.ts'
import { type StoredMessage, stamp, type World } from './world.ts'

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
  if (stored.viewer === undefined) demandOpen(world, before.author.id, channel)
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
  const target =
    before.type === MessageType.Reply ? before.message_reference?.message_id : undefined
  const replied = world.messages.get(target ?? '')?.message
  // A reply that told its target when it was sent still does when it is edited.
  const pinged = before.mentions.some(({ id }) => id === replied?.author.id) ? replied : undefined
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
      pinged?.author.id,
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
