// Totals and streaks in Postgres: written when rounds settle, read and replaced by a recount.

import { and, asc, eq, gt, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Db } from '#core/deps.ts'
import type { Day } from '#lib/day.ts'
import type { Round } from '#record/store.ts'
import { attempts, rounds } from '#record/tables.ts'
import type { Place } from './period.ts'
import type { Gain } from './points.ts'
import type { Streak } from './streak.ts'
import { streaks, totals } from './tables.ts'

// Lists go to the database as one JSON text: any length, and both drivers send it alike.
const json = (value: unknown): SQL => sql`${JSON.stringify(value)}::text::json`

/** Whether a column's text is one of these values, however many. */
export const isOneOf = (column: SQL | PgColumn, values: readonly string[]): SQL =>
  sql`${column} in (select json_array_elements_text(${json(values)}))`

/**
 * Makes every other settlement of the guild wait until this transaction ends, so that its streaks
 * are stepped one round after the other. Call it before the first read.
 */
export async function lockGuild(tx: Db, guild: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`progress ${guild}`}, 0))`)
}

/**
 * Adds what members got to their totals in each of the places. Needs the guild's lock: rows that are
 * there are updated and the others inserted, which is faster than `on conflict`.
 */
export async function addToTotals(
  tx: Db,
  guild: string,
  places: readonly Place[],
  gained: ReadonlyMap<string, Gain>,
): Promise<void> {
  const gains = [...gained].map(([member, { points, right, answered }]) => {
    return [member, points, right, answered]
  })
  await tx.execute(sql`
    with score as materialized (
      select gain->>0 as member, (gain->>1)::int as points, (gain->>2)::int as "right",
        (gain->>3)::int as answered
      from json_array_elements(${json(gains)}) as gain
    ), gain as materialized (
      select * from score, json_to_recordset(${json(places)}) as place (period text, domain text)
    ), updated as (
      update totals set points = totals.points + gain.points,
        "right" = totals."right" + gain."right", answered = totals.answered + gain.answered
      from gain
      where totals.guild = ${guild} and totals.period = gain.period
        and totals.domain = gain.domain and totals.member = gain.member
      returning totals.period, totals.domain, totals.member
    )
    insert into totals (guild, period, domain, member, points, "right", answered)
    select ${guild}, period, domain, member, points, "right", answered from gain
    where not exists (
      select from updated
      where (updated.period, updated.domain, updated.member) = (gain.period, gain.domain, gain.member)
    )`)
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

/** Writes streaks over those that were there. */
export async function writeStreaks(
  tx: Db,
  guild: string,
  written: ReadonlyMap<string, Streak>,
): Promise<void> {
  const rows = [...written].map(([member, { towardFreeze, lastDate, ...rest }]) => ({
    member,
    ...rest,
    toward_freeze: towardFreeze,
    last_date: lastDate,
  }))
  await tx.execute(sql`
    insert into streaks (guild, member, length, best, freezes, toward_freeze, last_date)
    select ${guild}, member, length, best, freezes, toward_freeze, last_date
    from json_to_recordset(${json(rows)}) as streak
      (member text, length int, best int, freezes int, toward_freeze int, last_date date)
    order by member
    on conflict (guild, member) do update set
      length = excluded.length, best = excluded.best, freezes = excluded.freezes,
      toward_freeze = excluded.toward_freeze, last_date = excluded.last_date`)
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

/** Makes a guild's totals and streaks exactly these. */
export async function replaceProgress(
  tx: Db,
  guild: string,
  totalled: readonly Total[],
  streaked: ReadonlyMap<string, Streak>,
): Promise<void> {
  await tx.delete(totals).where(eq(totals.guild, guild))
  await tx.delete(streaks).where(eq(streaks.guild, guild))
  await tx.execute(sql`
    insert into totals (guild, period, domain, member, points, "right", answered)
    select ${guild}, period, domain, member, points, "right", answered
    from json_to_recordset(${json(totalled)}) as total
      (member text, period text, domain text, points int, "right" int, answered int)`)
  await writeStreaks(tx, guild, streaked)
}

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
