// Announce: what every notice of the schedule is made of: a text and a mark by which it is found again.

import { createHash } from 'node:crypto'
import type { Chat } from '#core/chat.ts'
import type { Clock, Db } from '#core/deps.ts'
import { type Post, panelOf } from '#core/reply.ts'
import { isBefore } from '#lib/day.ts'
import type { StoredSlot } from './store.ts'

export type NoticeDeps = {
  readonly db: Db
  readonly clock: Clock
  readonly chat: Chat
  /** Writes a command so that a click runs it. */
  readonly mention: (command: string) => string
}

/** Whether it is no news any more. */
export const stale = ({ until }: Pick<StoredSlot, 'until'>, now: Temporal.Instant): boolean =>
  until !== null && isBefore(until, now)

export type Mark = {
  /** What the notice shows and can be looked for by. */
  readonly code: string
  /** The notice with its words, for postOnce. */
  readonly post: (text: string) => {
    readonly post: Post
    readonly mark: string
    readonly nonce: string
  }
}

/**
 * The mark of a slot: the same whenever and wherever it is carried out. What may be told again on the
 * same date names which time it is.
 */
export function markOf({ guild, kind, localDate, subject }: StoredSlot, ...time: string[]): Mark {
  const parts = [guild, kind, localDate, subject, ...time]
  const id = createHash('sha256').update(parts.join(' ')).digest('hex')
  const code = `#${id.slice(0, 6).toUpperCase()}`
  return {
    code,
    post: (text) => ({
      post: { kind: 'panel', panel: panelOf('setup', text, `-# ${code}`) },
      mark: code,
      nonce: id.slice(0, 25),
    }),
  }
}
