// Snapshots in Postgres: boards as they were posted. A correction adds a revision, the old ones stay.

import { and, desc, eq, notInArray, or, sql } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import { rowsOf } from '#db/transaction.ts'
import type { Day } from '#lib/day.ts'
import { members } from '#settings/tables.ts'
import { isOneOf } from './lists.ts'
import { periodKey, weekPeriod } from './period.ts'
import { lockGuild } from './settlement-store.ts'
import { type Result, ranked } from './standings.ts'
import { standingsOf } from './store.ts'
import { type SnapshotRow, standingsSnapshots, totals } from './tables.ts'

/** The board that is posted each week, as snapshots name it. */
export const weeklyBoard = 'week'

export type Snapshot = typeof standingsSnapshots.$inferSelect

/** Keeps a board as it was posted. Taking the same revision again changes nothing. */
export async function takeSnapshot(
  db: Db,
  snapshot: typeof standingsSnapshots.$inferInsert,
): Promise<void> {
  await db.insert(standingsSnapshots).values(snapshot).onConflictDoNothing()
}

/** The newest revision of a board of a period; undefined when it never was posted. */
export async function latestSnapshot(
  db: Db,
  guild: string,
  board: string,
  period: string,
): Promise<Snapshot | undefined> {
  const [row] = await db
    .select()
    .from(standingsSnapshots)
    .where(isBoard(guild, board, period))
    .orderBy(desc(standingsSnapshots.revision))
    .limit(1)
  return row
}

const isBoard = (guild: string, board: string, period: string) =>
  and(
    eq(standingsSnapshots.guild, guild),
    eq(standingsSnapshots.board, board),
    eq(standingsSnapshots.period, period),
  )

/** Whether the standings of a board were corrected after it had been posted. */
export async function isRevised(
  db: Db,
  guild: string,
  board: string,
  period: string,
): Promise<boolean> {
  const found = await db
    .select({ revision: standingsSnapshots.revision })
    .from(standingsSnapshots)
    .where(and(isBoard(guild, board, period), sql`${standingsSnapshots.revision} > 1`))
    .limit(1)
  return found.length > 0
}

/**
 * The ranks of these members in the last snapshot of a board before a period, in its newest
 * revision; members it does not have are absent. Undefined when no earlier one was taken.
 */
export async function ranksBefore(
  db: Db,
  guild: string,
  board: string,
  period: string,
  members: readonly string[],
): Promise<ReadonlyMap<string, number> | undefined> {
  const found = await rowsOf<{ member: string | null; rank: number | null }>(
    db,
    sql`
    select standing.member, standing.rank from (
      select rows from standings_snapshots
      where guild = ${guild} and board = ${board} and period < ${period}
      order by period desc, revision desc limit 1
    ) as last
    left join lateral jsonb_to_recordset(last.rows) as standing (member text, rank int)
      on ${isOneOf(sql`standing.member`, members)}`,
  )
  if (found.length === 0) return undefined
  return new Map(
    found.flatMap(({ member, rank }) => (member !== null && rank !== null ? [[member, rank]] : [])),
  )
}

const rowsFrom = (results: readonly Result[]): readonly SnapshotRow[] =>
  ranked(results).map(({ member, rank, points, right, answered }) => {
    return { member, rank, points, right, answered }
  })

/** Everyone ranked in a week's board, without the members found to be `gone`: a snapshot's rows. */
export async function weekRows(
  db: Db,
  guild: string,
  monday: Day,
  gone: ReadonlySet<string>,
): Promise<readonly SnapshotRow[]> {
  const period = periodKey(weekPeriod(monday))
  const field = { guild, period, domain: '', leastAnswered: 0 }
  const { first } = await standingsOf(db, field, { most: 'all' })
  return rowsFrom(first.filter(({ member }) => !gone.has(member)))
}

/**
 * Adds a revision with these rows to a board that was posted, and gives its number. Undefined, and
 * nothing is added, when the newest revision has the same rows or the board never was posted.
 */
export function reviseSnapshot(
  db: Db,
  guild: string,
  board: string,
  period: string,
  rows: readonly SnapshotRow[],
  taken: Temporal.Instant,
): Promise<number | undefined> {
  return db.transaction(async (tx) => {
    await lockGuild(tx, guild)
    const latest = await latestSnapshot(tx, guild, board, period)
    if (!latest || isSameBoard(latest.rows, rows)) return undefined
    const revision = latest.revision + 1
    await takeSnapshot(tx, { guild, board, period, revision, taken, rows })
    return revision
  })
}

const isSameBoard = (one: readonly SnapshotRow[], other: readonly SnapshotRow[]): boolean =>
  one.length === other.length &&
  one.every((row, place) => {
    const twin = other[place]
    return (
      row.member === twin?.member &&
      row.rank === twin.rank &&
      row.points === twin.points &&
      row.right === twin.right &&
      row.answered === twin.answered
    )
  })

/**
 * After a correction on `day` and what follows from it: adds a revision to the week's board if it was
 * posted and stands otherwise now. The board keeps its members, also those who hid or left since,
 * except those who have no points of that week left; whoever has come to points of it joins, unless
 * they hide or have left. Gives the new revision; undefined when nothing had to be added.
 */
export async function reviseWeek(
  db: Db,
  guild: string,
  day: Day,
  taken: Temporal.Instant,
): Promise<number | undefined> {
  const period = periodKey(weekPeriod(day))
  const posted = await latestSnapshot(db, guild, weeklyBoard, period)
  if (!posted) return undefined
  const ranked = posted.rows.map(({ member }) => member)
  const unseen = db
    .select({ member: members.member })
    .from(members)
    .where(and(eq(members.guild, guild), or(members.hidden, members.left)))
  const results = await db
    .select({
      member: totals.member,
      points: totals.points,
      right: totals.right,
      answered: totals.answered,
    })
    .from(totals)
    .where(
      and(
        eq(totals.guild, guild),
        eq(totals.period, period),
        eq(totals.domain, ''),
        or(isOneOf(totals.member, ranked), notInArray(totals.member, unseen)),
      ),
    )
  return reviseSnapshot(db, guild, weeklyBoard, period, rowsFrom(results), taken)
}
