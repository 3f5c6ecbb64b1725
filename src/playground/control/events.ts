// Events: what happens, as a stream of server-sent events for one member's page.

import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Channel } from '#playground/channel.ts'
import { may } from '#playground/permissions.ts'
import type { Playground } from '#playground/serve.ts'
import type { Change, Member, World } from '#playground/world.ts'
import { commandsFor, menusFor, openModalFor, seenMessage, seenThread } from './visible.ts'

/** Real milliseconds between signs of life, so that a dead connection is noticed. */
const pulse = 15_000

/** One event of the stream. Those with a name reach only listeners for that name. */
type PageEvent = { readonly name?: string; readonly data: object }

/** A thread as it now stands; nothing for a member who does not see it. */
function threadEvent(world: World, member: Member, channel: Channel | undefined): PageEvent[] {
  if (channel?.kind !== 'thread') return []
  const thread = seenThread(world, member, channel)
  return thread ? [{ name: 'thread', data: { type: 'thread', thread } }] : []
}

/** What a change means to one member's page; nothing when they cannot see it. */
function eventsFor(playground: Playground, member: Member, change: Change): PageEvent[] {
  const { world } = playground
  switch (change.kind) {
    case 'message-created':
    case 'message-updated':
    case 'vote-added':
    case 'vote-removed': {
      const message = seenMessage(world, member, change.stored)
      if (message === undefined) return []
      const grown = change.kind === 'message-created'
      const place = grown ? world.channels.get(message.channel_id) : undefined
      return [...threadEvent(world, member, place), { data: { type: 'message', message } }]
    }
    case 'message-deleted': {
      if (seenMessage(world, member, change.stored) === undefined) return []
      const { id, channel_id: channel } = change.stored.message
      const thread = threadEvent(world, member, world.channels.get(channel))
      return [...thread, { data: { type: 'message-deleted', channel, id } }]
    }
    case 'interaction-state': {
      if (change.user !== member.id) return []
      const { id, state, error } = change
      return [{ data: { type: 'interaction', id, state, ...(error !== undefined && { error }) } }]
    }
    case 'commands': {
      const commands = commandsFor(world, member)
      return [{ data: { type: 'commands', commands, menus: menusFor(world, member) } }]
    }
    case 'thread-created':
    case 'thread-updated':
    case 'thread-woken':
    case 'thread-members':
      return threadEvent(world, member, change.channel)
    case 'thread-deleted': {
      if (seenThread(world, member, change.channel) === undefined) return []
      const { id, thread } = change.channel
      const data = { type: 'thread-deleted', id, parent: thread.parent }
      return [{ name: 'thread-deleted', data }]
    }
    case 'modal-opened':
    case 'modal-closed': {
      if (change.interaction.user !== member.id) return []
      const modal = openModalFor(world, member) ?? null
      return [{ name: 'modal', data: { type: 'modal', modal } }]
    }
    case 'typing': {
      const { channel, user } = change
      if (!may(world, member.id, channel, 'ViewChannel')) return []
      return [{ name: 'typing', data: { type: 'typing', channel: channel.id, user } }]
    }
    default:
      return []
  }
}

/** The stream itself; it ends with the connection. */
export function eventStream(c: Context, playground: Playground, member: Member): Response {
  return streamSSE(c, async (stream) => {
    const send = ({ name, data }: PageEvent) => {
      const event = { ...(name !== undefined && { event: name }), data: JSON.stringify(data) }
      stream.writeSSE(event).catch(() => stream.abort())
    }
    const sendClock = () => {
      Promise.resolve(playground.hooks().next?.())
        .catch(() => undefined)
        .then((next) => send({ data: { type: 'clock', now: playground.clock().toString(), next } }))
        .catch(() => stream.abort())
    }
    const offs = [
      playground.world.onChange((change) => {
        for (const event of eventsFor(playground, member, change)) send(event)
      }),
      playground.onClock(sendClock),
    ]
    sendClock()
    const timer = setInterval(() => {
      stream.write(': here\n\n').catch(() => stream.abort())
    }, pulse)
    await new Promise<void>((end) => stream.onAbort(end))
    clearInterval(timer)
    for (const off of offs) off()
  })
}
