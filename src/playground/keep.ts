// Keep: writing what changed through to the store, so that a killed process loses nothing.

import { MessageType } from 'discord-api-types/v10'
import type { StoredMessage, World } from './world.ts'

/** What stands for our own address in the store, because the port may differ after a restart. */
const storedOrigin = 'http://attachments.invalid'

/** A message as text for the store, free of this run's port. */
const packed = (world: Pick<World, 'origin'>, value: unknown): string =>
  JSON.stringify(value).replaceAll(`${world.origin}/attachments/`, `${storedOrigin}/`)

/** The reverse of `packed`. */
export const unpacked = (origin: string, body: string): unknown =>
  JSON.parse(body.replaceAll(`${storedOrigin}/`, `${origin}/attachments/`))

/** Whether a thread's number of messages knows of this one. */
const counts = ({ viewer, message }: StoredMessage) =>
  viewer === undefined && message.type !== MessageType.ThreadStarterMessage

/** Writes a message through and keeps it findable in its channel. */
export function keepMessage(world: World, stored: StoredMessage): void {
  const { id, channel_id } = stored.message
  if (!world.messages.has(id)) {
    const ids = world.history.get(channel_id)
    if (ids === undefined) world.history.set(channel_id, [id])
    else ids.push(id)
    const channel = world.channels.get(channel_id)
    if (channel !== undefined) {
      channel.lastMessage = id
      if (channel.kind === 'thread' && counts(stored)) {
        channel.thread.count += 1
        channel.thread.sent += 1
      }
      keep(world, 'channel', channel)
    }
  }
  world.messages.set(id, stored)
  world.store.put('message', id, packed(world, stored))
}

/** Forgets a message with its votes and files, telling nobody. */
export function forgetMessage(world: World, stored: StoredMessage): void {
  const { id, attachments } = stored.message
  world.messages.delete(id)
  world.store.remove('message', id)
  for (const user of world.votes.get(id)?.keys() ?? []) world.store.remove('vote', `${id}:${user}`)
  world.votes.delete(id)
  for (const file of attachments) world.store.removeFile(file.id)
}

/** Removes a message from its channel, and tells everyone. */
export function dropMessage(world: World, stored: StoredMessage): void {
  const { id, channel_id } = stored.message
  forgetMessage(world, stored)
  const ids = world.history.get(channel_id)
  const place = ids?.lastIndexOf(id) ?? -1
  if (place >= 0) ids?.splice(place, 1)
  const channel = world.channels.get(channel_id)
  if (channel?.kind === 'thread' && counts(stored)) {
    channel.thread.count -= 1
    keep(world, 'channel', channel)
  }
  world.emit({ kind: 'message-deleted', stored })
}

/** Writes one entity that has an id through to the store. */
export function keep(
  world: World,
  kind: 'channel' | 'member' | 'command' | 'interaction',
  entity: { readonly id: string },
): void {
  world.store.put(kind, entity.id, JSON.stringify(entity))
}
