// Progress in Postgres, as members and boards read it. No rules.

import { and, desc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import { rowsOf } from '#db/transaction.ts'
import type { Round } from '#record/store.ts'
import { ballots, rounds } from '#record/tables.ts'
import { members } from '#settings/tables.ts'
import { practisers } from './practice-store.ts'
import type { Total } from './settlement-store.ts'
import type { Own, Result } from './standings.ts'
import type { Part } from './streak.ts'
import { totals } from './tables.ts'

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

/** One row of the answer: of the best, the member's own, or the counts. */
type StandingRow = {
  readonly part: 'first' | 'own' | 'counts'
  readonly member: string
  readonly points: number
  readonly right: number
  readonly answered: number
  readonly ahead: number
  readonly participants: number
}

const resultFrom = ({ member, points, right, answered }: StandingRow): Result => ({
  member,
  points,
  right,
  answered,
})

/**
 * The best `most` results, how many are ranked, and the result of `me` with how many are ahead of
 * it, in one statement. Hidden members and those who left are no part of it, except that `me` always
 * has their own.
 */
export async function standingsOf(
  db: Db,
  field: Field,
  { most, me }: { readonly most: number | 'all'; readonly me?: string | undefined },
): Promise<StandingsPage> {
  const { guild, period, domain, leastAnswered } = field
  const inPlace = sql`place = (
    select id from places where guild = ${guild} and period = ${period} and domain = ${domain})`
  const isSeen = sql`${inPlace} and member not in (select member from unseen)
    ${leastAnswered > 0 ? sql`and answered >= ${leastAnswered}` : sql``}`
  const limit = most === 'all' ? sql`` : sql`limit ${most}`
  // The index keeps nulls last; without saying so PostgreSQL would sort instead of reading it.
  const rows = await rowsOf<StandingRow>(
    db,
    sql`
    with unseen as materialized (
      select member from members where guild = ${guild} and (hidden or "left")
    ), own as materialized (
      select member, points, "right", answered from tallies
      where ${inPlace} and member = ${me ?? ''}
    )
    select * from (
      (select 'first' as part, member, points, "right", answered, 0 as ahead, 0 as participants
        from tallies where ${isSeen} order by points desc nulls last, member ${limit})
      union all
      select 'own', member, points, "right", answered, 0, 0 from own
      union all
      select 'counts', '', 0, 0, 0,
        count(*) filter (where points > (select points from own)), count(*)
        from tallies where ${isSeen}
    ) as answer
    order by points desc, member`,
  )
  const counts = rows.find(({ part }) => part === 'counts')
  const own = rows.find(({ part }) => part === 'own')
  return {
    first: rows.filter(({ part }) => part === 'first').map(resultFrom),
    own: own && { result: resultFrom(own), ahead: counts?.ahead ?? 0 },
    participants: counts?.participants ?? 0,
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

/** The guild's newest round that counts and is open at `now`, and a member's part in it. */
export async function openRoundFor(
  db: Db,
  guild: string,
  member: string,
  now: Temporal.Instant,
): Promise<{ readonly round: Round; readonly part: Part } | undefined> {
  const [round] = await db
    .select()
    .from(rounds)
    .where(
      and(
        eq(rounds.guild, guild),
        eq(rounds.state, 'open'),
        isNull(rounds.voided),
        gt(rounds.closes, now),
      ),
    )
    .orderBy(desc(rounds.localDate))
    .limit(1)
  if (!round) return undefined
  const held = await db
    .select({ option: ballots.option })
    .from(ballots)
    .where(and(eq(ballots.round, round.id), eq(ballots.member, member)))
    .limit(1)
  if (held.length > 0) return { round, part: 'voted' }
  const practised = (await practisers(db, round, member)).has(member)
  return { round, part: practised ? 'practised' : undefined }
}
