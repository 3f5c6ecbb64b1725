// Streak: the round days in a row on which a member's ballot stood at close.

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

/** A day of the guild that had a round, and whether the member's ballot stood at its close. */
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
 * What one round day changes in a guild: the streaks, by member, that are new or no longer the same.
 * Members without a streak and without a ballot have nothing that could change.
 */
export function stepStreaks(
  streaks: ReadonlyMap<string, Streak>,
  day: Day,
  voters: ReadonlySet<string>,
): ReadonlyMap<string, Streak> {
  const changed = new Map<string, Streak>()
  for (const member of new Set([...streaks.keys(), ...voters])) {
    const before = streaks.get(member)
    const after = stepStreak(before, { day, played: voters.has(member) })
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

/** A round that has not closed yet, and whether the member's ballot stands in it now. */
export type OpenRound = { readonly day: Day; readonly voted: boolean }

export type StreakStatus =
  | { readonly kind: 'none' }
  /** The open round counts once it closes; missing it spends a freeze or breaks the run. */
  | { readonly kind: 'at risk'; readonly days: number; readonly covered: boolean }
  | { readonly kind: 'kept'; readonly days: number; readonly today: 'counted' | 'voted' | 'free' }

/**
 * What to tell a member about their streak `today`. A vote in an open round is no day of the streak
 * yet, so `days` leaves it out; an open round that was not voted in does not break the run yet.
 */
export function streakStatus(
  streak: Streak | undefined,
  today: Day,
  openRound?: OpenRound,
): StreakStatus {
  const days = streak?.length ?? 0
  if (openRound?.voted) return { kind: 'kept', days, today: 'voted' }
  if (!streak || days === 0) return { kind: 'none' }
  if (openRound) return { kind: 'at risk', days, covered: streak.freezes > 0 }
  return { kind: 'kept', days, today: streak.lastDate.equals(today) ? 'counted' : 'free' }
}
