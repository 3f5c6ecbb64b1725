// Place: where messages stand: a channel, a thread or direct messages, and what one may do there. Pure.

import type { State } from './state.ts'
import type { Command, Thread } from './wire.ts'

export type Place = {
  readonly id: string
  readonly kind: 'channel' | 'direct' | 'thread'
  /** Without its sign. */
  readonly name: string
  readonly topic: string
  readonly permissions: bigint
  readonly archived: boolean
  readonly locked: boolean
}

/** Discord's permission bits the page looks at. */
const rights = {
  SendMessages: 1n << 11n,
  ManageMessages: 1n << 13n,
  UseApplicationCommands: 1n << 31n,
  ManageThreads: 1n << 34n,
  CreatePublicThreads: 1n << 35n,
  SendMessagesInThreads: 1n << 38n,
}

export const may = ({ permissions }: Pick<Place, 'permissions'>, right: keyof typeof rights) =>
  (permissions & rights[right]) !== 0n

type Guild = Pick<State, 'channels' | 'threads' | 'members'>

/** The channel, thread or direct messages of this id; undefined when the member sees none. */
export const placeOf = ({ channels, threads, members }: Guild, id: string): Place | undefined => {
  const thread = threads.find((known) => known.id === id)
  if (thread !== undefined) {
    const { archived, locked } = thread.thread_metadata
    const permissions = BigInt(thread.permissions)
    return { id, kind: 'thread', name: thread.name, topic: '', permissions, archived, locked }
  }
  const channel = channels.find((known) => known.id === id)
  if (channel === undefined) return undefined
  const permissions = BigInt(channel.permissions)
  const open = { id, permissions, archived: false, locked: false }
  if (channel.type !== 1) {
    return { ...open, kind: 'channel', name: channel.name, topic: channel.topic ?? '' }
  }
  // Direct messages are called by who is on the other side.
  const bot = members.find((member) => member.bot === true)?.name
  return { ...open, kind: 'direct', name: bot ?? channel.name, topic: '' }
}

/** Why nothing can be written here; undefined when it can. */
export const silence = (place: Place): 'locked' | 'forbidden' | undefined => {
  const right = place.kind === 'thread' ? 'SendMessagesInThreads' : 'SendMessages'
  if (!may(place, right)) return 'forbidden'
  return place.locked && !may(place, 'ManageThreads') ? 'locked' : undefined
}

/** Whether a command may be used here, by its contexts (0 the guild, 1 direct messages). */
const isOffered = ({ contexts, dm_permission, guild_id }: Command, { kind }: Place): boolean => {
  if (kind === 'direct' && guild_id !== undefined) return false
  const context = kind === 'direct' ? 1 : 0
  return contexts == null
    ? kind !== 'direct' || dm_permission !== false
    : contexts.some((known) => Number(known) === context)
}

/** The commands Discord offers in this place: none without the right, none in archived threads. */
export const offered = (commands: readonly Command[], place: Place | undefined) =>
  place === undefined || place.archived || !may(place, 'UseApplicationCommands')
    ? []
    : commands.filter((command) => isOffered(command, place))

/** The threads listed under a channel: those the member joined that are not archived, and the open one. */
export const listedThreads = (
  { threads, thread: open }: Pick<State, 'threads' | 'thread'>,
  channel: string,
): readonly Thread[] =>
  threads.filter(
    ({ id, parent_id, member, thread_metadata: { archived } }) =>
      parent_id === channel && (id === open || (member !== undefined && !archived)),
  )
