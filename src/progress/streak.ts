// Streak: the round days in a row on which a member took part, by a ballot or by practice.

import type { Day } from '#lib/day.ts'

export type Streak = {
  /** Days played in the unbroken run; 0 once it is broken. */
  readonly length: number
  readonly best: number
  /** Freezes held: each covers one missed round day. */
  readonly freezes: number
  /** Days counted toward the next freeze, 0 to 6. */
  readonly towardFreeze: number
  /** The last day played. */
  readonly lastDate: Day
}

/**
 * A day of the guild that had a round, and whether the member played it: their ballot stood at its
 * close, or they finished a practice set while it was open.
 */
export type RoundDay = { readonly day: Day; readonly played: boolean }

const daysPerFreeze = 7
const freezesMost = 2

/**
 * The streak after one more round day; days without a round are never passed in and so change
 * nothing. A day played adds 1, and each seventh earns a freeze. A missed day spends a freeze and
 * leaves the length, or, with none held, breaks the run. While two freezes are held the count toward
 * the next stops at six. That way a better past never ends in a shorter streak, which would happen
 * if a freeze due while two are held were lost. Undefined until the first day played.
 */
export function stepStreak(
  streak: Streak | undefined,
  { day, played }: RoundDay,
): Streak | undefined {
  if (!played) return streak && missed(streak)
  const { length, best, freezes, towardFreeze } = streak ?? begun
  const counted = towardFreeze + 1
  const earned = counted >= daysPerFreeze && freezes < freezesMost
  return {
    length: length + 1,
    best: Math.max(best, length + 1),
    freezes: earned ? freezes + 1 : freezes,
    towardFreeze: earned ? 0 : Math.min(counted, daysPerFreeze - 1),
    lastDate: day,
  }
}

const begun = { length: 0, best: 0, freezes: 0, towardFreeze: 0 }

const missed = (streak: Streak): Streak =>
  streak.freezes > 0
    ? { ...streak, freezes: streak.freezes - 1 }
    : { ...streak, length: 0, towardFreeze: 0 }

/**
 * A round day of a whole guild. `neutral`: its round was voided, now or before it came to count again,
 * so it breaks nobody's run.
 */
type GuildDay = {
  readonly day: Day
  readonly players: ReadonlySet<string>
  readonly neutral: boolean
}

/**
 * What one round day changes in a guild: the streaks, by member, that are new or no longer the same.
 * Members without a streak who did not play have nothing that could change. A voided round still
 * counts for those who played it, so that voiding never makes a streak shorter.
 */
export function stepStreaks(
  streaks: ReadonlyMap<string, Streak>,
  { day, players, neutral }: GuildDay,
): ReadonlyMap<string, Streak> {
  const changed = new Map<string, Streak>()
  for (const member of neutral ? players : new Set([...streaks.keys(), ...players])) {
    const before = streaks.get(member)
    const after = stepStreak(before, { day, played: players.has(member) })
    if (after && !isSame(before, after)) changed.set(member, after)
  }
  return changed
}

/** Whether two streaks are equal in every field; none equals none. */
export const isSame = (one: Streak | undefined, other: Streak | undefined): boolean =>
  one?.length === other?.length &&
  one?.best === other?.best &&
  one?.freezes === other?.freezes &&
  one?.towardFreeze === other?.towardFreeze &&
  one?.lastDate.toString() === other?.lastDate.toString()

/** How a member has taken part in a round that has not closed yet, if they have. */
export type Part = 'voted' | 'practised' | undefined

/** A round that has not closed yet, and the member's part in it now. */
export type OpenRound = { readonly day: Day; readonly part: Part }

export type StreakStatus =
  | { readonly kind: 'none' }
  /** The open round counts once it closes; missing it spends a freeze or breaks the run. */
  | { readonly kind: 'at risk'; readonly days: number; readonly covered: boolean }
  | {
      readonly kind: 'kept'
      readonly days: number
      readonly today: 'counted' | 'voted' | 'practised' | 'free'
    }

/**
 * What to tell a member about their streak `today`. What was done in an open round is no day
 * of the streak yet, so `days` leaves it out; an open round not taken part in breaks nothing yet.
 */
export function streakStatus(
  streak: Streak | undefined,
  today: Day,
  openRound?: OpenRound,
): StreakStatus {
  const days = streak?.length ?? 0
  if (openRound?.part) return { kind: 'kept', days, today: openRound.part }
  if (!streak || days === 0) return { kind: 'none' }
  if (openRound) return { kind: 'at risk', days, covered: streak.freezes > 0 }
  return { kind: 'kept', days, today: streak.lastDate.equals(today) ? 'counted' : 'free' }
}
