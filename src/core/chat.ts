// Chat: what the features ask of a chat service; discord/ fulfils it.

import type { Result } from '#lib/result.ts'
import type { Panel, Post, Staged } from './reply.ts'

/**
 * Why the chat service did not do it. `forbidden` and `missing` need a person to act (a permission,
 * a deleted channel); `refused` is our own mistake; `unreachable` is worth trying again.
 */
export type ChatFault = {
  readonly kind: 'forbidden' | 'missing' | 'refused' | 'unreachable'
  readonly reason: string
}

type Sent = { readonly message: string }

/** How many votes Discord counts in a poll. */
export type Tally = {
  /** Whether the counts are final: before that Discord calls them inexact. */
  readonly isFinal: boolean
  /** Votes for each answer in their order; undefined where Discord gives none. */
  readonly counts: readonly number[] | undefined
}

/** Someone in a guild; the name is undefined where the service would not tell it. */
export type ChatMember = { readonly id: string; readonly name: string | undefined }

/** To whom a guild belongs, and the channel where the service itself tells it things. */
export type Home = { readonly owner: string; readonly channel: string | null }

/** What the bot must be allowed in a channel it posts to. */
export const permissionsNeeded = [
  'ViewChannel',
  'SendMessages',
  'SendPolls',
  'EmbedLinks',
  'ReadMessageHistory',
] as const
export type Permission = (typeof permissionsNeeded)[number]

export type Chat = {
  /** Posts. A repeat with the same nonce (≤ 25 characters) within minutes gives the first message. */
  readonly send: (channel: string, post: Post, nonce?: string) => Promise<Result<Sent, ChatFault>>
  /**
   * Answers a message: the first stage is posted as a reply to it, later ones are edits of that at least
   * two seconds apart, and the last one always arrives. Gives the message that holds the answer. Ends
   * early, and ends the stages, when our message or the one replied to is deleted: `missing`.
   */
  readonly reply: (
    channel: string,
    staged: Staged,
    to: { readonly message?: string; readonly nonce: string },
  ) => Promise<Result<Sent, ChatFault>>
  /**
   * The channel of direct messages with a person, opened if need be. Whether they take any shows only
   * when something is sent there: `forbidden`.
   */
  readonly direct: (member: string) => Promise<Result<{ readonly channel: string }, ChatFault>>
  /** The thread under one of the channel's messages; opens it unless it is open already. */
  readonly thread: (
    channel: string,
    message: string,
    name: string,
  ) => Promise<Result<{ readonly thread: string }, ChatFault>>
  /** Makes a message of ours, posted as a panel, say this panel instead; it pings nobody. */
  readonly edit: (
    channel: string,
    message: string,
    panel: Panel,
  ) => Promise<Result<undefined, ChatFault>>
  /** Our own message since an instant that contains `mark`, the oldest; undefined when none does. */
  readonly find: (
    channel: string,
    mark: string,
    since: Temporal.Instant,
  ) => Promise<Result<Sent | undefined, ChatFault>>
  /** Closes a poll to further votes; closing a closed one is fine. */
  readonly endPoll: (channel: string, message: string) => Promise<Result<undefined, ChatFault>>
  /** Everyone who voted for one answer (from 1), all pages. */
  readonly voters: (
    channel: string,
    message: string,
    answer: number,
  ) => Promise<Result<readonly string[], ChatFault>>
  /** How the votes of a poll are counted now. */
  readonly tally: (channel: string, message: string) => Promise<Result<Tally, ChatFault>>
  /**
   * A member with their display name in the guild; undefined when they are no longer in it. Throws
   * while the service is out of reach.
   */
  readonly member: (guild: string, member: string) => Promise<ChatMember | undefined>
  /** Whom a guild belongs to; `missing` or `forbidden` when the bot is not in it. */
  readonly home: (guild: string) => Promise<Result<Home, ChatFault>>
  /** Which of `needed` the bot lacks in the channel. */
  readonly lacks: (
    channel: string,
    needed: readonly Permission[],
  ) => Promise<Result<readonly Permission[], ChatFault>>
}
