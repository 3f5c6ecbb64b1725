// Progress in Postgres, as members and boards read it. No rules.

import { and, asc, count, desc, eq, gt, gte, inArray, notExists, or, sql } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import type { Round } from '#record/store.ts'
import { ballots, rounds } from '#record/tables.ts'
import { members } from '#settings/tables.ts'
import type { Total } from './settlement-store.ts'
import type { Own, Result } from './standings.ts'
import { isWeekly, standingsSnapshots, totals } from './tables.ts'

/** Which results a board ranks: a guild's, in one period, of one domain ('' = all of them). */
export type Field = {
  readonly guild: string
  readonly period: string
  readonly domain: string
  /** Those with fewer answers are not ranked. */
  readonly leastAnswered: number
}

export type StandingsPage = {
  readonly first: readonly Result[]
  readonly own: Own | undefined
  readonly participants: number
}

const result = {
  member: totals.member,
  points: totals.points,
  right: totals.right,
  answered: totals.answered,
}

/**
 * The best `most` results, how many are ranked, and the result of `me` with how many are ahead of
 * it. Hidden members and those who left are no part of it, except that `me` always has their own.
 */
export async function standingsOf(
  db: Db,
  field: Field,
  { most, me }: { readonly most: number; readonly me?: string | undefined },
): Promise<StandingsPage> {
  const inField = and(
    eq(totals.guild, field.guild),
    eq(totals.period, field.period),
    eq(totals.domain, field.domain),
    field.domain === '' && field.period >= 'week:' ? isWeekly(totals) : undefined,
  )
  const seen = and(
    inField,
    // Left out when it says nothing, so that the weekly index alone can answer.
    field.leastAnswered > 0 ? gte(totals.answered, field.leastAnswered) : undefined,
    notExists(
      db
        .select({ member: members.member })
        .from(members)
        .where(
          and(
            eq(members.guild, totals.guild),
            eq(members.member, totals.member),
            or(eq(members.hidden, true), eq(members.left, true)),
          ),
        ),
    ),
  )
  const first = await db
    .select(result)
    .from(totals)
    .where(seen)
    // The index keeps nulls last; without saying so PostgreSQL would sort instead of reading it.
    .orderBy(sql`${totals.points} desc nulls last`, asc(totals.member))
    .limit(most)
  const [mine] =
    me === undefined
      ? []
      : await db
          .select(result)
          .from(totals)
          .where(and(inField, eq(totals.member, me)))
  const ahead = mine ? gt(totals.points, mine.points) : sql`false`
  const [counted] = await db
    .select({ all: count(), ahead: sql<number>`count(*) filter (where ${ahead})`.mapWith(Number) })
    .from(totals)
    .where(seen)
  return {
    first,
    own: mine && { result: mine, ahead: counted?.ahead ?? 0 },
    participants: counted?.all ?? 0,
  }
}

/** A member's totals in one period, of each of these domains; those without an answer are absent. */
export const memberTotals = (
  db: Db,
  { guild, member, period }: Pick<Total, 'member' | 'period'> & { readonly guild: string },
  domains: readonly string[],
): Promise<Total[]> =>
  db
    .select({ ...result, period: totals.period, domain: totals.domain })
    .from(totals)
    .where(
      and(
        eq(totals.guild, guild),
        eq(totals.period, period),
        inArray(totals.domain, [...domains]),
        eq(totals.member, member),
      ),
    )

/** Whether a member hides their results from the others of the guild. */
export async function isHidden(db: Db, guild: string, member: string): Promise<boolean> {
  const [row] = await db
    .select({ hidden: members.hidden })
    .from(members)
    .where(and(eq(members.guild, guild), eq(members.member, member)))
  return row?.hidden ?? false
}

/** The guild's newest round that is open at `now`, and whether a member's ballot stands in it. */
export async function openRoundFor(
  db: Db,
  guild: string,
  member: string,
  now: Temporal.Instant,
): Promise<{ readonly round: Round; readonly voted: boolean } | undefined> {
  const [round] = await db
    .select()
    .from(rounds)
    .where(and(eq(rounds.guild, guild), eq(rounds.state, 'open'), gt(rounds.closes, now)))
    .orderBy(desc(rounds.localDate))
    .limit(1)
  if (!round) return undefined
  const held = await db
    .select({ option: ballots.option })
    .from(ballots)
    .where(and(eq(ballots.round, round.id), eq(ballots.member, member)))
    .limit(1)
  return { round, voted: held.length > 0 }
}

/** Keeps a board as it was posted. Taking the same revision again changes nothing. */
export async function takeSnapshot(
  db: Db,
  snapshot: typeof standingsSnapshots.$inferInsert,
): Promise<void> {
  await db.insert(standingsSnapshots).values(snapshot).onConflictDoNothing()
}

export type Snapshot = typeof standingsSnapshots.$inferSelect

/** The newest revision of a board as it was posted; undefined when it never was. */
export async function latestSnapshot(
  db: Db,
  guild: string,
  board: string,
  period: string,
): Promise<Snapshot | undefined> {
  const [row] = await db
    .select()
    .from(standingsSnapshots)
    .where(
      and(
        eq(standingsSnapshots.guild, guild),
        eq(standingsSnapshots.board, board),
        eq(standingsSnapshots.period, period),
      ),
    )
    .orderBy(desc(standingsSnapshots.revision))
    .limit(1)
  return row
}
