// Threads: what members do with them by hand.

import { z } from 'zod'
import { archiveDurations, type ThreadChannel } from '#playground/channel.ts'
import { demand } from '#playground/permissions.ts'
import { startThread } from '#playground/thread-start.ts'
import { changeThread, deleteThread, demandOpen, join, leave } from '#playground/threads.ts'
import { threadChange, threadForm } from '#playground/validation/threads.ts'
import type { Member, World } from '#playground/world.ts'
import { ControlFault, read } from './fault.ts'
import { channelFor, memberOf, messageFor, seenThread } from './visible.ts'

const as = z.string().optional()
const times = {
  auto_archive_duration: z.literal(archiveDurations).optional(),
  rate_limit_per_user: z.int().optional(),
}
const startForm = z.strictObject({
  as,
  channel: z.string(),
  name: z.string(),
  /** The message it is started from. */
  message: z.string().optional(),
  ...times,
})
const changeForm = z.strictObject({
  as,
  thread: z.string(),
  name: z.string().optional(),
  archived: z.boolean().optional(),
  locked: z.boolean().optional(),
  ...times,
})
const namedForm = z.strictObject({ as, thread: z.string() })

function threadFor(world: World, member: Member, id: string): ThreadChannel {
  const channel = channelFor(world, member, id)
  if (channel.kind !== 'thread') throw new ControlFault(404, `${id} is no thread.`)
  return channel
}

/** What members do with threads, each taking the body of its request. */
export function threadActs(world: World) {
  const named = (body: unknown) => {
    const form = read(namedForm, body)
    const member = memberOf(world, form.as)
    return { member, channel: threadFor(world, member, form.thread) }
  }
  return {
    start(body: unknown) {
      const { as, channel: id, message, ...form } = read(startForm, body)
      const member = memberOf(world, as)
      const channel = channelFor(world, member, id)
      const from = message === undefined ? undefined : messageFor(world, member, message)
      if (from !== undefined && (from.viewer || from.message.channel_id !== channel.id)) {
        throw new ControlFault(409, 'No thread can be started from this message here.')
      }
      const started = startThread(world, channel, member, threadForm(form), from)
      return { thread: seenThread(world, member, started) }
    },
    change(body: unknown) {
      const { as, thread, ...form } = read(changeForm, body)
      const member = memberOf(world, as)
      const channel = threadFor(world, member, thread)
      changeThread(world, channel, member, threadChange(form))
      return { thread: seenThread(world, member, channel) }
    },
    delete(body: unknown) {
      const { member, channel } = named(body)
      demand(world, member.id, channel, 'ManageThreads')
      deleteThread(world, channel)
      return {}
    },
    join(body: unknown) {
      const { member, channel } = named(body)
      demandOpen(world, member.id, channel)
      join(world, channel, [member.id])
      return {}
    },
    leave(body: unknown) {
      const { member, channel } = named(body)
      demandOpen(world, member.id, channel)
      leave(world, channel, member.id)
      return {}
    },
  }
}
