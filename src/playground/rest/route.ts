// Route: one endpoint of Discord's API as a value; `server.ts` serves it.

import type { Channel } from '#playground/channel.ts'
import { refusal } from '#playground/errors.ts'
import type { Rate } from '#playground/limits.ts'
import type { Upload } from '#playground/payload.ts'
import type { StoredMessage, World } from '#playground/world.ts'

export type Call = {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: unknown
  readonly files: readonly Upload[]
}

/** `undefined` answers 204. */
type Answer = { readonly status?: number; readonly body: unknown } | undefined

export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below /api/v10, with `:name` for what varies. */
  readonly path: string
  /** Needs no bot token: the path carries an interaction's. */
  readonly open?: boolean
  readonly rate?: Rate
  readonly run: (call: Call) => Answer
}

/** A part of the path; a route always has what its path names. */
export const param = (call: Call, name: string): string => call.params[name] ?? ''

/** The channel a path names; 10003 when there is none. */
export function channelOf(world: World, id: string): Channel {
  const channel = world.channels.get(id)
  if (channel === undefined) throw refusal(10003)
  return channel
}

/** A message everyone in the channel sees; 10008 for any other, ephemeral ones too. */
export function messageOf(world: World, channel: Channel, id: string): StoredMessage {
  const stored = world.messages.get(id)
  if (stored === undefined || stored.message.channel_id !== channel.id) throw refusal(10008)
  if (stored.viewer !== undefined) throw refusal(10008)
  return stored
}
