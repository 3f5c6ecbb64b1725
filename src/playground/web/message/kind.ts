// Kind: what sort of message one is: written by somebody, shown to one alone, or Discord's own. Pure.

import type { Message } from '#playground/web/wire.ts'

/** Discord's numbers for the messages it writes itself. */
export const systemType = {
  nameChange: 4,
  threadCreated: 18,
  threadStarter: 21,
  pollResult: 46,
} as const

/** Discord's numbers for messages of people and bots: plain, a reply, of a command, of a menu. */
const writtenTypes: readonly number[] = [0, 19, 20, 23]

const ephemeral = 64

/** Whether a person or bot wrote it. */
export const isWritten = ({ type }: Pick<Message, 'type'>): boolean => writtenTypes.includes(type)

/** Whether one member alone sees it. */
export const isPrivate = ({ flags }: Pick<Message, 'flags'>): boolean =>
  ((flags ?? 0) & ephemeral) !== 0
