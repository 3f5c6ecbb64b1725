// Whom to remind, in Postgres: members who asked for it and whose streak a round puts at risk.

import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import type { Language } from '#core/language.ts'
import { practisers } from '#progress/practice-store.ts'
import { streaks } from '#progress/tables.ts'
import type { Round } from '#record/store.ts'
import { ballots } from '#record/tables.ts'
import type { Slot } from '#schedule/calendar.ts'
import { isSlot, type StoredSlot } from '#schedule/store.ts'
import { slots } from '#schedule/tables.ts'
import type { ReminderWay } from '#settings/store.ts'
import { members } from '#settings/tables.ts'

/** A member whose streak is at risk, and how they want to hear of it. */
export type AtRisk = {
  readonly member: string
  readonly way: ReminderWay
  /** The language they chose; null where they leave it to Discord. */
  readonly language: Language | null
  readonly isHidden: boolean
  /** The streak's length, at least 1. */
  readonly days: number
  /** Whether a freeze would cover a missed day. */
  readonly isCovered: boolean
}

const wanted: readonly ReminderWay[] = ['dm', 'mention']

/** Whether anyone of a guild wants to be reminded. */
export async function wantsReminders(db: Db, guild: string): Promise<boolean> {
  const found = await db
    .select({ member: members.member })
    .from(members)
    .where(and(eq(members.guild, guild), inArray(members.reminders, [...wanted])))
    .limit(1)
  return found.length > 0
}

/**
 * The members who want reminders and whose streak the round puts at risk, in the order of their ids;
 * only the named ones when some are. No ballot of theirs stands, they have not finished a practice set
 * while it was open, and they have not left.
 */
export async function membersAtRisk(
  db: Db,
  round: Round,
  named?: readonly string[],
): Promise<readonly AtRisk[]> {
  const found = await db
    .select({
      member: members.member,
      way: members.reminders,
      language: members.language,
      isHidden: members.hidden,
      days: streaks.length,
      freezes: streaks.freezes,
    })
    .from(members)
    .innerJoin(streaks, and(eq(streaks.guild, members.guild), eq(streaks.member, members.member)))
    .leftJoin(ballots, and(eq(ballots.round, round.id), eq(ballots.member, members.member)))
    .where(
      and(
        eq(members.guild, round.guild),
        inArray(members.reminders, [...wanted]),
        eq(members.left, false),
        gt(streaks.length, 0),
        isNull(ballots.member),
        named && inArray(members.member, [...named]),
      ),
    )
    .orderBy(sql`${members.member} collate "C"`)
  if (found.length === 0) return []
  const safe = await practisers(db, round, found.length === 1 ? found[0]?.member : undefined)
  return found.flatMap(({ way, freezes, ...rest }) =>
    (way === 'dm' || way === 'mention') && !safe.has(rest.member)
      ? [{ ...rest, way, isCovered: freezes > 0 }]
      : [],
  )
}

/** Owes messages. One that has ended with nothing sent, at this very key, is owed anew. */
export async function oweMessages(tx: Db, owed: readonly Slot[]): Promise<void> {
  if (owed.length === 0) return
  await tx
    .insert(slots)
    .values([...owed])
    .onConflictDoUpdate({
      target: [slots.guild, slots.kind, slots.localDate, slots.subject],
      set: {
        due: sql`excluded.due`,
        until: sql`excluded.until`,
        state: 'planned',
        attempts: 0,
        reason: null,
      },
      setWhere: sql`${slots.state} in ('done', 'missed') and ${slots.message} is null`,
    })
}

/** Ends a message that was read as unsent; false when an attempt at it has begun meanwhile. */
export async function takeBack(tx: Db, slot: StoredSlot): Promise<boolean> {
  const ended = await tx
    .update(slots)
    .set({ state: 'done', reason: 'it is owed another way' })
    .where(
      and(
        isSlot(slot),
        eq(slots.attempts, slot.attempts),
        inArray(slots.state, ['planned', 'sent', 'failed']),
      ),
    )
    .returning({ subject: slots.subject })
  return ended.length > 0
}
