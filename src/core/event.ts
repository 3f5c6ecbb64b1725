// Event: what happens in a guild that the bot must know of, without Discord's words.

import type { ActionCall } from './reply.ts'

/** A member put their vote on an answer of a poll, or took it back. Answers count from 1. */
export type Vote = {
  readonly kind: 'cast' | 'withdrawn'
  readonly guild: string
  readonly channel: string
  readonly message: string
  readonly member: string
  readonly answer: number
}

/** The bot is in this guild: said once for each guild on every connection, and when it is invited. */
export type GuildSeen = {
  readonly guild: string
  readonly name: string
  readonly locale: string
  readonly isNew: boolean
}

/** A member wrote a message that mentions the bot; other messages the bot is not shown. */
export type Mention = {
  readonly message: string
  readonly guild: string
  /** Where it was written: a channel or a thread. */
  readonly channel: string
  readonly member: { readonly id: string; readonly name: string; readonly managesServer: boolean }
  /** What it says, without the mention itself. */
  readonly text: string
  /** Whether the mention stands in its words; a reply notifies us without one. */
  readonly isWritten: boolean
  /** What the buttons do of our message it replies to; empty when it replies to none. */
  readonly repliedTo: readonly ActionCall[]
}

export type Events = {
  readonly mentioned: (mention: Mention) => Promise<void>
  readonly voted: (vote: Vote) => Promise<void>
  readonly guildSeen: (guild: GuildSeen) => Promise<void>
}
