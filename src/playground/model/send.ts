// Send: the events of an answer written to the connection, whole, slowly, in bytes, or not to the end.

import type { ServerResponse } from 'node:http'
import { setImmediate as breath, setTimeout as pause } from 'node:timers/promises'
import type { Behaviour } from './behaviour.ts'
import { type Event, eventsOf, type Told } from './wire.ts'

const ping: Event = { type: 'ping' }

/** Streams an answer; ends early when the caller has gone. */
export async function send(
  response: ServerResponse,
  id: string,
  told: Told,
  behaviour: Behaviour,
  pace: number,
): Promise<void> {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
    'request-id': `req_${id}`,
  })
  response.flushHeaders()
  response.socket?.setNoDelay(true)
  if (behaviour.kind === 'stalls' && behaviour.at === 'headers') return
  const events = [...eventsOf(told)]
  const middle = Math.floor(events.length / 2)
  for (const [at, event] of events.entries()) {
    if (response.destroyed) return
    if (at === middle && (await isOver(response, behaviour))) return
    const wait = event.type === 'content_block_delta' ? waitOf(behaviour, pace) : 0
    if (wait > 0) await pause(wait)
    await write(response, event, behaviour, at)
  }
  response.end()
}

/** What happens in the middle; true when nothing follows. */
async function isOver(response: ServerResponse, behaviour: Behaviour): Promise<boolean> {
  switch (behaviour.kind) {
    case 'fails': {
      const error = { type: behaviour.type, message: 'scripted' }
      await write(response, { type: 'error', error }, behaviour, 0)
      response.end()
      return true
    }
    case 'cuts':
      response.end()
      return true
    case 'resets':
      response.socket?.resetAndDestroy()
      return true
    case 'pings':
      for (let times = 0; times < behaviour.times; times += 1) {
        await pause(behaviour.milliseconds)
        await write(response, ping, behaviour, times)
      }
      return false
    default:
      return behaviour.kind === 'stalls'
  }
}

const waitOf = (behaviour: Behaviour, pace: number): number =>
  behaviour.kind === 'slow' ? behaviour.milliseconds : pace

/** Writes an event in two runs of bytes, cut anywhere; a character may be on both sides. */
async function write(
  response: ServerResponse,
  event: Event,
  { kind }: Behaviour,
  at: number,
): Promise<void> {
  const bytes = Buffer.from(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
  const step = kind === 'splits' ? 1 : Math.max(1, (bytes.length + at * 7) % bytes.length)
  for (let from = 0; from < bytes.length; from += step) {
    response.write(bytes.subarray(from, from + step))
    await breath()
  }
}
