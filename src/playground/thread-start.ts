// Thread start: a thread begins, from a message or by itself, and everyone is told.

import { type APIMessage, MessageType } from 'discord-api-types/v10'
import type { Channel, ThreadChannel } from './channel.ts'
import { refusal } from './errors.ts'
import { keep } from './keep.ts'
import { demand } from './permissions.ts'
import { writeSystemMessage } from './system-message.ts'
import { threadFrom } from './thread-view.ts'
import type { ThreadForm } from './validation/threads.ts'
import { userView } from './view.ts'
import { type Member, type StoredMessage, stamp, type World } from './world.ts'

/** Three days, in minutes, when nobody names a duration. */
const usualDuration = 4320

/** Messages people and bots wrote; Discord's own cannot begin a thread. */
const written = new Set<MessageType>([
  MessageType.Default,
  MessageType.Reply,
  MessageType.ChatInputCommand,
  MessageType.ContextMenuCommand,
])

function begun(message: APIMessage): { readonly id: string } {
  if (!written.has(message.type)) throw refusal(50021)
  return message
}

/**
 * Starts a public thread in a text channel, from one of its messages or by itself. Refuses with
 * 50024 in any other channel, 50001 and 50013 for missing rights, 160004 for a second thread on
 * the same message.
 */
export function startThread(
  world: World,
  channel: Channel,
  owner: Member,
  form: ThreadForm,
  from?: StoredMessage,
): ThreadChannel {
  demand(world, owner.id, channel)
  if (channel.kind !== 'text') throw refusal(50024)
  demand(world, owner.id, channel, 'CreatePublicThreads')
  if (from && threadFrom(world, from.message.id)) throw refusal(160004)
  const id = from ? begun(from.message).id : world.newId()
  const now = stamp(world.clock.ms())
  const started: ThreadChannel = {
    id,
    kind: 'thread',
    name: form.name.trim(),
    topic: null,
    position: 0,
    overwrites: [],
    lastMessage: null,
    thread: {
      parent: channel.id,
      owner: owner.id,
      made: now,
      archived: false,
      archiveChanged: now,
      locked: false,
      autoArchive: form.auto_archive_duration ?? usualDuration,
      active: world.clock.ms(),
      slowdown: form.rate_limit_per_user ?? 0,
      count: 0,
      sent: 0,
      members: [{ id: owner.id, joined: now }],
    },
  }
  world.channels.set(id, started)
  keep(world, 'channel', started)
  world.emit({ kind: 'thread-created', channel: started })
  world.emit({ kind: 'thread-members', channel: started, added: [owner.id], removed: [] })
  const author = userView(owner)
  if (from === undefined) {
    writeSystemMessage(world, {
      type: MessageType.ThreadCreated,
      channel: channel.id,
      author,
      content: started.name,
      pointsAt: { channel: id },
    })
  } else {
    world.emit({ kind: 'message-updated', stored: from })
    writeSystemMessage(world, {
      type: MessageType.ThreadStarterMessage,
      channel: id,
      author,
      pointsAt: { channel: channel.id, message: id },
    })
  }
  return started
}
