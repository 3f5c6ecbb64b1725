// Kinds: where each kind of slot posts, and whether its owners are told when that fails.

import type { GuildSettings } from '#settings/settings.ts'

type Kind = {
  /** The channel of the settings it posts to; `own`: none, or one that its outcome names. */
  readonly posts: 'quiz' | 'board' | 'owners' | 'own'
  readonly isTold: boolean
}

const told = (posts: Kind['posts']): Kind => ({ posts, isTold: true })
/** What only repeats another's fault, or is looked at again anyway. */
const untold = (posts: Kind['posts']): Kind => ({ posts, isTold: false })

const kinds = {
  quiz: told('quiz'),
  board: told('board'),
  gaps: told('owners'),
  // What belongs to a round posts where the round was put, whatever the settings are now.
  close: told('own'),
  reveal: told('own'),
  notice: told('own'),
  remind: told('own'),
  // By mention it posts in the round's channel; a direct message that is not taken is missed instead.
  reminder: told('own'),
  lesson: untold('own'),
  check: untold('own'),
  pause: untold('quiz'),
  moved: untold('quiz'),
  resume: untold('quiz'),
  away: untold('quiz'),
  trouble: untold('own'),
} satisfies Record<string, Kind>

export type SlotKind = keyof typeof kinds

const kindOf = (kind: string): Kind | undefined => (kinds as Readonly<Record<string, Kind>>)[kind]

/** Whether the owners are told when a slot of this kind fails. */
export const isTold = (kind: string): boolean => kindOf(kind)?.isTold ?? false

/** The channel a kind of slot posts to by these settings: '' where none is set, null for none of theirs. */
export function channelIn(
  { quizChannel, boardChannel, ownerChannel }: GuildSettings,
  kind: string,
): string | null {
  switch (kindOf(kind)?.posts) {
    case 'quiz':
      return quizChannel ?? ''
    case 'board':
      return boardChannel ?? quizChannel ?? ''
    case 'owners':
      return ownerChannel ?? ''
    default:
      return null
  }
}
