// Settlement in Postgres: the guild's lock, its streaks as they are read and written, its totals read.

import { and, asc, eq, gt, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import type { Day } from '#lib/day.ts'
import type { Round } from '#record/store.ts'
import { attempts, rounds } from '#record/tables.ts'
import { integers, isOneOf, texts } from './lists.ts'
import type { Streak } from './streak.ts'
import { streaks, totals } from './tables.ts'

/**
 * Makes every other settlement of the guild wait until this transaction ends, so that its streaks
 * are stepped one round after the other. Call it before the first read.
 */
export async function lockGuild(tx: Db, guild: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`progress ${guild}`}, 0))`)
}

/** A guild's streaks that a round can change: the unbroken ones and those of its voters. */
export const streaksToStep = (
  db: Db,
  guild: string,
  voters: readonly string[],
): Promise<Map<string, Streak>> =>
  streaksWhere(
    db,
    and(eq(streaks.guild, guild), or(gt(streaks.length, 0), isOneOf(streaks.member, voters))),
  )

/** A guild's streaks by member; of the `named` members alone when they are given. */
export const streaksOf = (
  db: Db,
  guild: string,
  named?: readonly string[],
): Promise<Map<string, Streak>> =>
  streaksWhere(db, and(eq(streaks.guild, guild), named && isOneOf(streaks.member, named)))

async function streaksWhere(db: Db, where: SQL | undefined): Promise<Map<string, Streak>> {
  const rows = await db.select().from(streaks).where(where)
  return new Map(rows.map(({ guild: _, member, ...streak }) => [member, streak]))
}

/** Who has a streak in a guild, also a broken one. */
export async function membersWithStreak(db: Db, guild: string): Promise<readonly string[]> {
  const rows = await db
    .select({ member: streaks.member })
    .from(streaks)
    .where(eq(streaks.guild, guild))
  return rows.map(({ member }) => member)
}

/** Removes the streaks of members who turn out never to have played. */
export async function removeStreaks(
  tx: Db,
  guild: string,
  members: readonly string[],
): Promise<void> {
  await tx.delete(streaks).where(and(eq(streaks.guild, guild), isOneOf(streaks.member, members)))
}

/** Writes streaks over those that were there. Needs the guild's lock, as totals do. */
export async function writeStreaks(
  tx: Db,
  guild: string,
  written: ReadonlyMap<string, Streak>,
): Promise<void> {
  const held = [...written.values()]
  const numbers = (of: (streak: Streak) => number) => integers(held.map(of))
  await tx.execute(sql`
    with streak as materialized (
      select * from unnest(
        ${texts([...written.keys()])}, ${numbers(({ length }) => length)},
        ${numbers(({ best }) => best)}, ${numbers(({ freezes }) => freezes)},
        ${numbers(({ towardFreeze }) => towardFreeze)},
        ${texts(held.map(({ lastDate }) => lastDate.toString()))}::date[]
      ) as streak (member, length, best, freezes, toward_freeze, last_date)
    ), updated as (
      update streaks set length = streak.length, best = streak.best, freezes = streak.freezes,
        toward_freeze = streak.toward_freeze, last_date = streak.last_date
      from streak where streaks.guild = ${guild} and streaks.member = streak.member
      returning streaks.member
    )
    insert into streaks (guild, member, length, best, freezes, toward_freeze, last_date)
    select ${guild}, streak.* from streak where member not in (select member from updated)`)
}

/** Makes a guild's streaks exactly these. Needs the guild's lock. */
export async function replaceStreaks(
  tx: Db,
  guild: string,
  streaked: ReadonlyMap<string, Streak>,
): Promise<void> {
  await tx.delete(streaks).where(eq(streaks.guild, guild))
  await writeStreaks(tx, guild, streaked)
}

export type Total = Omit<typeof totals.$inferSelect, 'guild'>

/** Every total of a guild. */
export const totalsOf = (db: Db, guild: string): Promise<Total[]> =>
  db
    .select({
      member: totals.member,
      period: totals.period,
      domain: totals.domain,
      points: totals.points,
      right: totals.right,
      answered: totals.answered,
    })
    .from(totals)
    .where(eq(totals.guild, guild))

/** Whether a round of the guild on a later date is closed already. */
export async function hasLaterClosed(db: Db, guild: string, day: Day): Promise<boolean> {
  const later = await db
    .select({ id: rounds.id })
    .from(rounds)
    .where(and(eq(rounds.guild, guild), eq(rounds.state, 'closed'), gt(rounds.localDate, day)))
    .limit(1)
  return later.length > 0
}

/** A guild's closed rounds by date. */
export const closedRounds = (db: Db, guild: string): Promise<Round[]> =>
  db
    .select()
    .from(rounds)
    .where(and(eq(rounds.guild, guild), eq(rounds.state, 'closed')))
    .orderBy(asc(rounds.localDate))

/** Every guild that has rounds, practice, totals or streaks. */
export async function guildsWithProgress(db: Db): Promise<string[]> {
  const lists = [
    await db.selectDistinct({ guild: rounds.guild }).from(rounds),
    await db.selectDistinct({ guild: attempts.guild }).from(attempts),
    await db.selectDistinct({ guild: totals.guild }).from(totals),
    await db.selectDistinct({ guild: streaks.guild }).from(streaks),
  ]
  return [...new Set(lists.flat().map(({ guild }) => guild))].sort()
}
