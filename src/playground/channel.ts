// Channel: where messages stand: a text channel, direct messages with one member, or a thread.

import type { APIOverwrite } from 'discord-api-types/v10'

type Place = {
  readonly id: string
  name: string
  readonly topic: string | null
  readonly position: number
  overwrites: APIOverwrite[]
  lastMessage: string | null
}

/** Minutes without activity after which a thread archives itself. */
export const archiveDurations = [60, 1440, 4320, 10080] as const
type ArchiveDuration = (typeof archiveDurations)[number]

type ThreadState = {
  /** The text channel it hangs from. */
  readonly parent: string
  /** Who started it. */
  readonly owner: string
  /** When it was started, as Discord writes instants. */
  readonly made: string
  archived: boolean
  /** When it was last started, archived, woken or given another duration. */
  archiveChanged: string
  locked: boolean
  /** Minutes. */
  autoArchive: ArchiveDuration
  /** The last activity, in milliseconds on the playground's clock. */
  active: number
  /** Seconds a member waits between two messages. */
  slowdown: number
  /** Messages that stand in it, without the starter. */
  count: number
  /** Messages ever sent in it. */
  sent: number
  /** Who joined, and when. */
  members: { readonly id: string; readonly joined: string }[]
}

export type TextChannel = Place & { readonly kind: 'text' }
export type DirectChannel = Place & {
  readonly kind: 'dm'
  /** The member on the other side. */
  readonly recipient: string
}
export type ThreadChannel = Place & { readonly kind: 'thread'; readonly thread: ThreadState }
export type Channel = TextChannel | DirectChannel | ThreadChannel

/** Whether the channel belongs to the guild. */
export const isInGuild = (channel: Channel): channel is TextChannel | ThreadChannel =>
  channel.kind !== 'dm'
