// Thread clock: archives every thread in which nothing has happened for its time.

import type { ThreadChannel } from './channel.ts'
import { keep } from './keep.ts'
import { threadsOf } from './thread-view.ts'
import { setArchived } from './threads.ts'
import type { World } from './world.ts'

/** Sets the alarms of threads: those in the store, and each new one. */
export function watchThreads(world: World): void {
  const watched = new Map<string, () => void>()
  const due = ({ thread }: ThreadChannel) => thread.active + thread.autoArchive * 60_000
  const stands = (channel: ThreadChannel) =>
    world.channels.get(channel.id) === channel && !channel.thread.archived

  const ring = (channel: ThreadChannel) => {
    if (!stands(channel)) return
    if (due(channel) > world.clock.ms()) return watch(channel)
    setArchived(world, channel, true)
    keep(world, 'channel', channel)
    world.emit({ kind: 'thread-updated', channel })
  }
  const watch = (channel: ThreadChannel) => {
    watched.get(channel.id)?.()
    watched.delete(channel.id)
    if (!stands(channel)) return
    watched.set(
      channel.id,
      world.clock.alarm(due(channel), () => ring(channel)),
    )
  }
  for (const channel of threadsOf(world)) watch(channel)
  world.onChange((change) => {
    switch (change.kind) {
      case 'thread-created':
      case 'thread-updated':
      case 'thread-woken':
      case 'thread-deleted':
        return watch(change.channel)
      default:
        return undefined
    }
  })
}
