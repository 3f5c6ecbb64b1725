// World: everything the local Discord knows, in memory and written through to the store.

import type { APIApplicationCommand, APIMessage, APIRole } from 'discord-api-types/v10'
import type { Channel, TextChannel, ThreadChannel } from './channel.ts'
import type { Clock } from './clock.ts'
import type { Store } from './store.ts'
import type { ModalForm } from './validation/modals.ts'

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
  /** True while they take no direct messages from the bot. */
  closed?: boolean
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

/** What had a modal opened: its submission tells of it. */
export type Trigger = {
  readonly id: string
  readonly type: 2 | 3
  /** The message whose button was pressed. */
  readonly source?: string
  /** The message or member a menu was opened on. */
  readonly target?: Target
}

/** What a menu command was used on. */
export type Target = { readonly kind: 'message' | 'user'; readonly id: string }

export type Interaction = {
  readonly id: string
  readonly token: string
  /** 2 a command, 3 a press, 4 typing, 5 a modal's submission. */
  readonly type: 2 | 3 | 4 | 5
  readonly user: string
  readonly channel: string
  readonly name: string
  /** When it was made, in milliseconds on the playground's clock. */
  readonly at: number
  /** The message whose button was pressed, also when a modal came between. */
  readonly source?: string
  /** What a menu command was used on, also when a modal came between. */
  readonly target?: Target
  /** Of a modal's submission: the interaction that was answered with the modal. */
  readonly trigger?: Trigger
  state: 'pending' | 'answered' | 'failed'
  /** The modal the bot answered with, until it is sent or dismissed. */
  modal?: ModalForm
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
  | { readonly kind: 'interaction'; readonly channel: Channel; readonly payload: object }
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
  | {
      readonly kind: 'thread-created' | 'thread-updated' | 'thread-deleted' | 'thread-woken'
      readonly channel: ThreadChannel
    }
  | {
      readonly kind: 'thread-members'
      readonly channel: ThreadChannel
      readonly added: readonly string[]
      readonly removed: readonly string[]
    }
  /** The bot has just come to see the channel, and the threads in it. */
  | { readonly kind: 'threads-seen'; readonly channel: TextChannel }
  | {
      readonly kind: 'modal-opened' | 'modal-closed'
      readonly interaction: Interaction
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
