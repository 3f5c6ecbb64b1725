// Post: what a slot owes is posted once, and a post that failed ends its slot.

import type { Chat, ChatFault } from '#core/chat.ts'
import type { Post } from '#core/reply.ts'
import { fail, ok, type Result } from '#lib/result.ts'
import type { SlotOutcome } from './slot.ts'
import type { StoredSlot } from './store.ts'

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
    if (!found.ok) return fail(outcomeOf(found.fault, channel))
    if (found.value) return ok(found.value.message)
  }
  const sent = await chat.send(channel, post, nonce)
  return sent.ok ? ok(sent.value.message) : fail(outcomeOf(sent.fault, channel))
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

/**
 * What a person must mend fails the slot, in the channel where it is to be mended; anything else is
 * thrown, so that it is tried again.
 */
export function outcomeOf(fault: ChatFault, channel?: string): SlotOutcome {
  if (fault.kind === 'unreachable') throw new Error(`chat unreachable: ${fault.reason}`)
  return { kind: 'failed', reason: fault.reason, ...(channel !== undefined && { channel }) }
}

/** Nothing is posted, and that is well. */
export const silent = (reason: string): SlotOutcome => ({ kind: 'done', reason })
