// Deps: what the daily round needs from outside, and how a post that failed ends its slot.

import type { Item } from '#bank/item.ts'
import type { Chat, ChatFault } from '#core/chat.ts'
import type { Clock, Db, Log } from '#core/deps.ts'
import type { NoteLink } from '#core/note-link.ts'
import type { Post } from '#core/reply.ts'
import type { Course } from '#course/course.ts'
import type { Concept } from '#knowledge/concept.ts'
import type { Result } from '#lib/result.ts'
import { fail, ok } from '#lib/result.ts'
import type { SlotOutcome } from '#schedule/slot.ts'
import type { StoredSlot } from '#schedule/store.ts'
import type { GuildSettings } from '#settings/settings.ts'

/** What a guild studies: its course, the items it may be asked, the concepts behind them. */
export type Material = {
  readonly course: Course
  readonly items: readonly Item[]
  readonly concepts: ReadonlyMap<string, Concept>
}

export type RoundDeps = {
  readonly db: Db
  readonly clock: Clock
  readonly chat: Chat
  readonly log: Log
  readonly materialOf: (settings: GuildSettings) => Material
  readonly linkTo: NoteLink
}

/**
 * Posts what a slot owes, once: a slot attempted before may have posted and died, so its mark is
 * looked for first. The nonce guards the minutes in which a post is not yet to be found.
 */
export async function postOnce(
  chat: Chat,
  slot: Pick<StoredSlot, 'attempts' | 'due'>,
  channel: string,
  { post, mark, nonce }: { readonly post: Post; readonly mark: string; readonly nonce: string },
): Promise<Result<string, SlotOutcome>> {
  if (slot.attempts > 1) {
    const found = await lookFor(chat, channel, mark, slot.due)
    if (!found.ok) return fail(outcomeOf(found.fault))
    if (found.value) return ok(found.value.message)
  }
  const sent = await chat.send(channel, post, nonce)
  return sent.ok ? ok(sent.value.message) : fail(outcomeOf(sent.fault))
}

/**
 * Our own post with this mark that was due at an instant; undefined when there is none. Without the
 * right to read a channel's past Discord shows it empty, which must not be taken for absence.
 */
export async function lookFor(
  chat: Chat,
  channel: string,
  mark: string,
  due: Temporal.Instant,
): ReturnType<Chat['find']> {
  const lacking = await chat.lacks(channel, ['ViewChannel', 'ReadMessageHistory'])
  if (!lacking.ok) return lacking
  if (lacking.value.length > 0) {
    return fail({ kind: 'forbidden', reason: `lacks ${lacking.value.join(', ')}` })
  }
  // Discord's clock and ours may differ a little.
  return chat.find(channel, mark, due.subtract({ minutes: 5 }))
}

/** What a person must mend fails the slot; anything else is thrown, so that it is tried again. */
export function outcomeOf(fault: ChatFault): SlotOutcome {
  if (fault.kind === 'unreachable') throw new Error(`chat unreachable: ${fault.reason}`)
  return { kind: 'failed', reason: fault.reason }
}
