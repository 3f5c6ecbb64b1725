// Writing: what members say, change and take back, in channels, threads and direct messages.

import { z } from 'zod'
import type { Channel } from '#playground/channel.ts'
import { directChannel } from '#playground/direct.ts'
import { dropMessage } from '#playground/keep.ts'
import { editMessage } from '#playground/message-edit.ts'
import { writeMessage } from '#playground/messages.ts'
import { demand, may, sendIn } from '#playground/permissions.ts'
import { demandDeletable } from '#playground/threads.ts'
import { messageForm } from '#playground/validation/messages.ts'
import type { Member, World } from '#playground/world.ts'
import { ControlFault, read } from './fault.ts'
import { channelFor, memberOf, messageFor } from './visible.ts'

const as = z.string().optional()
const writtenForm = z.strictObject({
  as,
  channel: z.string(),
  content: z.string(),
  reply_to: z.string().optional(),
  /** Whether a reply notifies whom it answers. */
  ping: z.boolean().default(true),
})
const editedForm = z.strictObject({ as, message: z.string(), content: z.string() })
const deletedForm = z.strictObject({ as, message: z.string() })
const directForm = z.strictObject({ as })

/** Refuses a member who wrote here a moment ago, where the thread asks for patience. */
function demandPatience(world: World, author: Member, channel: Channel): void {
  if (channel.kind !== 'thread' || channel.thread.slowdown === 0) return
  if (may(world, author.id, channel, 'ManageMessages')) return
  const last = (world.history.get(channel.id) ?? [])
    .map((id) => world.messages.get(id)?.message)
    .findLast((message) => message?.author.id === author.id)
  if (last === undefined) return
  const wait = Date.parse(last.timestamp) + channel.thread.slowdown * 1000 - world.clock.ms()
  if (wait > 0) {
    throw new ControlFault(409, `Slow mode: ${author.name} waits ${Math.ceil(wait / 1000)} s more.`)
  }
}

/** What members do with words, each taking the body of its request. */
export const writingActs = (world: World) => ({
  message(body: unknown) {
    const form = read(writtenForm, body)
    const author = memberOf(world, form.as)
    const channel = channelFor(world, author, form.channel)
    demand(world, author.id, channel, sendIn(channel))
    demandPatience(world, author, channel)
    const message = messageForm('create', {
      content: form.content,
      ...(form.reply_to && { message_reference: { message_id: form.reply_to } }),
      ...(!form.ping && {
        allowed_mentions: { parse: ['users', 'roles', 'everyone'], replied_user: false },
      }),
    })
    const stored = writeMessage(world, { channel, author, form: message, uploads: [] })
    return { id: stored.message.id }
  },
  edit(body: unknown) {
    const form = read(editedForm, body)
    const member = memberOf(world, form.as)
    const stored = messageFor(world, member, form.message)
    if (stored.message.author.id !== member.id) {
      throw new ControlFault(403, 'Only whoever wrote a message can edit it.')
    }
    const changed = messageForm('edit', { content: form.content }, stored.message.flags)
    editMessage(world, stored, changed, [], 'all')
    return {}
  },
  delete(body: unknown) {
    const form = read(deletedForm, body)
    const member = memberOf(world, form.as)
    const stored = messageFor(world, member, form.message)
    if (stored.viewer !== undefined) {
      throw new ControlFault(409, 'A message shown to you alone is dismissed, not deleted.')
    }
    const channel = channelFor(world, member, stored.message.channel_id)
    const isOwn = stored.message.author.id === member.id
    if (!isOwn && !may(world, member.id, channel, 'ManageMessages')) {
      throw new ControlFault(403, `${member.name} may delete only messages of their own here.`)
    }
    demandDeletable(world, member.id, channel)
    dropMessage(world, stored)
    return {}
  },
  direct(body: unknown) {
    const form = read(directForm, body)
    return { channel: directChannel(world, memberOf(world, form.as).id).id }
  },
})
