// Reading: the order of messages, and what of a channel or thread has been read. Pure.

import type { State } from './state.ts'
import type { Message } from './wire.ts'

/** Snowflakes by age: a longer number is younger. */
export const olderFirst = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id.length - b.id.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** The list with a message in its place; a later version replaces an earlier one. */
export const withMessage = (list: readonly Message[], message: Message): readonly Message[] =>
  list.some((known) => known.id === message.id)
    ? list.map((known) => (known.id === message.id ? message : known))
    : [...list, message].sort(olderFirst)

type Read = Pick<State, 'messages' | 'threads' | 'channel' | 'thread' | 'seen'>

/** The newest message of a channel or thread, also of a thread whose messages are not here. */
export const newest = (
  { messages, threads }: Pick<State, 'messages' | 'threads'>,
  place: string,
): string | undefined =>
  messages[place]?.at(-1)?.id ??
  threads.find(({ id }) => id === place)?.last_message_id ??
  undefined

/** Marks the open channel and the open thread as read to their ends. */
export const read = <Known extends Read>(state: Known): Known => {
  const ends = [state.channel, state.thread].flatMap((place) => {
    const last = newest(state, place)
    return last === undefined || state.seen[place] === last ? [] : [[place, last] as const]
  })
  return ends.length === 0
    ? state
    : { ...state, seen: { ...state.seen, ...Object.fromEntries(ends) } }
}

/** Whether a channel or thread holds something younger than what was seen there. */
export const isUnread = (state: Read, place: string): boolean => {
  const last = newest(state, place)
  if (last === undefined || place === state.channel || place === state.thread) return false
  const seen = state.seen[place]
  return seen === undefined || olderFirst({ id: seen }, { id: last }) < 0
}
