// World: everything the local Discord knows, in memory and written through to the store.

import type {
  APIApplicationCommand,
  APIMessage,
  APIOverwrite,
  APIRole,
} from 'discord-api-types/v10'
import type { Clock } from './clock.ts'
import type { Store } from './store.ts'

export type Channel = {
  readonly id: string
  readonly kind: 'text' | 'dm'
  readonly name: string
  readonly topic: string | null
  readonly position: number
  overwrites: APIOverwrite[]
  /** The member on the other side of a direct message. */
  readonly recipient?: string
  lastMessage: string | null
}

export type Member = {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly locale: string
  readonly bot: boolean
  readonly roles: string[]
  readonly joined: string
  /** False once they left the guild; their messages and votes stay. */
  present: boolean
}

/** Where a poll stands: votes end with `closed`; counts are exact once `finalized`. */
type PollState = { expiry: string; closed: boolean; finalized: boolean }

export type StoredMessage = {
  message: APIMessage
  /** The only member who sees it, when it is ephemeral. */
  readonly viewer?: string
  readonly interaction?: { readonly id: string; readonly user: string; readonly name: string }
  /** A deferred reply that has not been filled yet. */
  pending: boolean
  poll?: PollState
}

export type Interaction = {
  readonly id: string
  readonly token: string
  readonly type: 2 | 3 | 4
  readonly user: string
  readonly channel: string
  readonly name: string
  /** When it was made, in milliseconds on the playground's clock. */
  readonly at: number
  /** The message whose button was pressed. */
  readonly source?: string
  state: 'pending' | 'answered' | 'failed'
  /** The message `@original` means. */
  original?: string
}

export type Application = {
  readonly id: string
  readonly token: string
  readonly publicKey: string
  /** Privileged intents switched on for it, as a bit field. */
  privileged: number
}

export type Guild = {
  readonly id: string
  readonly name: string
  readonly owner: string
  readonly locale: string
  readonly made: string
}

/** What has just changed; gateway sessions and pages make their own events of it. */
export type Change =
  | { readonly kind: 'message-created' | 'message-updated'; readonly stored: StoredMessage }
  | { readonly kind: 'message-deleted'; readonly stored: StoredMessage }
  | {
      readonly kind: 'vote-added' | 'vote-removed'
      readonly stored: StoredMessage
      readonly user: string
      readonly answer: number
    }
  | { readonly kind: 'interaction'; readonly payload: object }
  | {
      readonly kind: 'interaction-state'
      readonly id: string
      readonly user: string
      readonly state: Interaction['state']
      readonly error?: string
    }
  | {
      readonly kind: 'channel-created' | 'channel-updated' | 'channel-deleted'
      readonly channel: Channel
    }
  | { readonly kind: 'member-joined' | 'member-left'; readonly member: Member }
  | { readonly kind: 'typing'; readonly channel: Channel; readonly user: string }
  | { readonly kind: 'commands' }

/** A registered command; `guild_id` is absent on global ones. */
export type Command = APIApplicationCommand

/** How the local Discord behaves where the real one varies; set by tests, never stored. */
type Settings = {
  /** Milliseconds on the clock from a poll's end to its exact counts. */
  finaliseAfter: number | 'never'
  /** Which event a changed vote sends first: the order is undocumented. */
  recast: 'removed-first' | 'added-first'
  limits: 'on' | 'off'
}

export type World = {
  readonly settings: Settings
  readonly store: Store
  readonly clock: Clock
  readonly newId: () => string
  /** `http://127.0.0.1:port`, where attachments are served. */
  readonly origin: string
  readonly language: 'ko' | 'en'
  readonly application: Application
  readonly guild: Guild
  readonly roles: Map<string, APIRole>
  readonly channels: Map<string, Channel>
  readonly members: Map<string, Member>
  readonly messages: Map<string, StoredMessage>
  /** Ids of a channel's messages, oldest first. */
  readonly history: Map<string, string[]>
  /** Who holds which answers of a poll, by message and member. */
  readonly votes: Map<string, Map<string, number[]>>
  readonly commands: Map<string, Command>
  readonly interactions: Map<string, Interaction>
  readonly byToken: Map<string, Interaction>
  readonly nonces: Map<string, { readonly message: string; readonly at: number }>
  readonly emit: (change: Change) => void
  readonly onChange: (listener: (change: Change) => void) => () => void
}

/** What stands for our own address in the store, because the port may differ after a restart. */
const storedOrigin = 'http://attachments.invalid'

/** A message as text for the store, free of this run's port. */
const packed = (world: Pick<World, 'origin'>, value: unknown): string =>
  JSON.stringify(value).replaceAll(`${world.origin}/attachments/`, `${storedOrigin}/`)

/** The reverse of `packed`. */
export const unpacked = (origin: string, body: string): unknown =>
  JSON.parse(body.replaceAll(`${storedOrigin}/`, `${origin}/attachments/`))

/** Writes a message through and keeps it findable in its channel. */
export function keepMessage(world: World, stored: StoredMessage): void {
  const { id, channel_id } = stored.message
  if (!world.messages.has(id)) {
    const ids = world.history.get(channel_id)
    if (ids === undefined) world.history.set(channel_id, [id])
    else ids.push(id)
    const channel = world.channels.get(channel_id)
    if (channel !== undefined) channel.lastMessage = id
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

/** The application's own user: the bot. */
export function botOf(world: World): Member {
  const bot = world.members.get(world.application.id)
  if (bot === undefined) throw new Error('the seeded guild always holds its bot')
  return bot
}

/** An instant as Discord writes it: microseconds and a numeric zone. */
export const stamp = (ms: number): string =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(ms))
    .toString({ fractionalSecondDigits: 6 })
    .replace('Z', '+00:00')
