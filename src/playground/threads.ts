// Threads: what is allowed in them, joining, changing and deleting them.

import { MessageType } from 'discord-api-types/v10'
import type { Channel, ThreadChannel } from './channel.ts'
import { refusal } from './errors.ts'
import { forgetMessage, keep } from './keep.ts'
import { demand, may, sendIn } from './permissions.ts'
import { writeSystemMessage } from './system-message.ts'
import { threadsOf } from './thread-view.ts'
import type { ThreadChange } from './validation/threads.ts'
import { userView } from './view.ts'
import { type Member, stamp, type World } from './world.ts'

/** Adds members to a thread; those who joined before stay as they are. */
export function join(world: World, channel: ThreadChannel, users: readonly string[]): void {
  const { members } = channel.thread
  const added = [...new Set(users)].filter((user) => !members.some(({ id }) => id === user))
  if (added.length === 0) return
  const joined = stamp(world.clock.ms())
  members.push(...added.map((id) => ({ id, joined })))
  keep(world, 'channel', channel)
  world.emit({ kind: 'thread-members', channel, added, removed: [] })
}

/** Takes a member out of a thread. */
export function leave(world: World, channel: ThreadChannel, user: string): void {
  const { thread } = channel
  if (!thread.members.some(({ id }) => id === user)) return
  thread.members = thread.members.filter(({ id }) => id !== user)
  keep(world, 'channel', channel)
  world.emit({ kind: 'thread-members', channel, added: [], removed: [user] })
}

/** Archives or wakes a thread, telling nobody yet. */
export function setArchived(world: World, channel: ThreadChannel, archived: boolean): void {
  const { thread } = channel
  thread.archived = archived
  thread.archiveChanged = stamp(world.clock.ms())
  if (!archived) thread.active = world.clock.ms()
}

/** Whether a thread is locked to this member. */
const isShut = (world: World, user: string, channel: ThreadChannel) =>
  channel.thread.locked && !may(world, user, channel, 'ManageThreads')

/** Refuses whatever an archived thread, or a locked one to its ordinary members, does not allow. */
export function demandOpen(world: World, user: string, channel: Channel): void {
  if (channel.kind !== 'thread') return
  if (channel.thread.archived || isShut(world, user, channel)) throw refusal(50083)
}

/** In an archived thread messages may still go, unless it is locked besides (50083). */
export function demandDeletable(world: World, user: string, channel: Channel): void {
  if (channel.kind !== 'thread' || !channel.thread.archived) return
  if (isShut(world, user, channel)) throw refusal(50083)
}

/** Refuses a message with 50083 where the thread is locked to its author. */
export function demandWritable(world: World, user: string, channel: Channel): void {
  if (channel.kind === 'thread' && isShut(world, user, channel)) throw refusal(50083)
}

/** Notes that a message is written: an archived thread wakes. */
export function wake(world: World, channel: Channel): void {
  if (channel.kind !== 'thread') return
  const { thread } = channel
  thread.active = world.clock.ms()
  if (!thread.archived) return
  setArchived(world, channel, false)
  keep(world, 'channel', channel)
  world.emit({ kind: 'thread-woken', channel })
}

/** Who may change what: the one who started it its name and times, Manage Threads everything. */
function demandChange(world: World, channel: ThreadChannel, user: string, form: ThreadChange) {
  demand(world, user, channel)
  if (may(world, user, channel, 'ManageThreads')) return
  const { archived, ...rest } = form
  const others = Object.values(rest).some((value) => value != null)
  if (channel.thread.locked || form.locked != null || form.rate_limit_per_user != null) {
    throw refusal(50013)
  }
  if (archived === false && !others) demand(world, user, channel, sendIn(channel))
  else if (user !== channel.thread.owner) throw refusal(50013)
}

/** Changes a thread; absent fields stay. An archived one must be woken by the same change (50083). */
export function changeThread(
  world: World,
  channel: ThreadChannel,
  member: Member,
  form: ThreadChange,
): void {
  demandChange(world, channel, member.id, form)
  const { thread } = channel
  if (thread.archived && form.archived !== false) throw refusal(50083)
  const wakes = thread.archived
  const name = form.name?.trim() ?? channel.name
  const renamed = name !== channel.name
  channel.name = name
  if (form.auto_archive_duration != null && form.auto_archive_duration !== thread.autoArchive) {
    thread.autoArchive = form.auto_archive_duration
    setArchived(world, channel, false)
  }
  if (wakes || form.archived) setArchived(world, channel, form.archived === true)
  thread.locked = form.locked ?? thread.locked
  thread.slowdown = form.rate_limit_per_user ?? thread.slowdown
  keep(world, 'channel', channel)
  world.emit({ kind: wakes ? 'thread-woken' : 'thread-updated', channel })
  if (renamed) {
    writeSystemMessage(world, {
      type: MessageType.ChannelNameChange,
      channel: channel.id,
      author: userView(member),
      content: name,
    })
  }
}

/** Forgets a channel with all its messages and threads, telling of the threads alone. */
export function forgetChannel(world: World, channel: Channel): void {
  for (const thread of threadsOf(world, channel.id)) deleteThread(world, thread)
  world.channels.delete(channel.id)
  world.store.remove('channel', channel.id)
  for (const id of world.history.get(channel.id) ?? []) {
    const stored = world.messages.get(id)
    if (stored !== undefined) forgetMessage(world, stored)
  }
  world.history.delete(channel.id)
}

/** Deletes a thread with its messages; the message it was started from stays. */
export function deleteThread(world: World, channel: ThreadChannel): void {
  forgetChannel(world, channel)
  world.emit({ kind: 'thread-deleted', channel })
  const from = world.messages.get(channel.id)
  if (from !== undefined) world.emit({ kind: 'message-updated', stored: from })
}
