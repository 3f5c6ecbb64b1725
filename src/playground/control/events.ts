// Events: what happens, as a stream of server-sent events for one member's page.

import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Playground } from '#playground/serve.ts'
import type { Change, Member } from '#playground/world.ts'
import { commandsFor, seenMessage } from './visible.ts'

/** Real milliseconds between signs of life, so that a dead connection is noticed. */
const pulse = 15_000

/** What a change means to one member's page; nothing when they cannot see it. */
function eventFor(playground: Playground, member: Member, change: Change): object | undefined {
  const { world } = playground
  switch (change.kind) {
    case 'message-created':
    case 'message-updated':
    case 'vote-added':
    case 'vote-removed': {
      const message = seenMessage(world, member, change.stored)
      return message && { type: 'message', message }
    }
    case 'message-deleted': {
      if (seenMessage(world, member, change.stored) === undefined) return undefined
      const { id, channel_id } = change.stored.message
      return { type: 'message-deleted', channel: channel_id, id }
    }
    case 'interaction-state': {
      if (change.user !== member.id) return undefined
      const { id, state, error } = change
      return { type: 'interaction', id, state, ...(error !== undefined && { error }) }
    }
    case 'commands':
      return { type: 'commands', commands: commandsFor(world, member) }
    default:
      return undefined
  }
}

/** The stream itself; it ends with the connection. */
export function eventStream(c: Context, playground: Playground, member: Member): Response {
  return streamSSE(c, async (stream) => {
    const send = (event: object) => {
      stream.writeSSE({ data: JSON.stringify(event) }).catch(() => stream.abort())
    }
    const sendClock = () => {
      Promise.resolve(playground.hooks().next?.())
        .catch(() => undefined)
        .then((next) => send({ type: 'clock', now: playground.clock().toString(), next }))
        .catch(() => stream.abort())
    }
    const offs = [
      playground.world.onChange((change) => {
        const event = eventFor(playground, member, change)
        if (event !== undefined) send(event)
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
