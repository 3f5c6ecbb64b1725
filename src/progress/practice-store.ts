// Practice in Postgres, as points and streaks read it. No rules but the one a close counts by.

import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import { rowsOf } from '#db/transaction.ts'
import { attempts, rounds } from '#record/tables.ts'
import type { Open, PracticeAnswer } from './practice.ts'

const practiceWhere = (db: Db, guild: string, where?: SQL): Promise<PracticeAnswer[]> =>
  db
    .select({
      id: attempts.id,
      member: attempts.member,
      set: attempts.set,
      item: attempts.item,
      isRight: attempts.isRight,
      attempted: attempts.attempted,
      localDate: attempts.localDate,
    })
    .from(attempts)
    .where(and(eq(attempts.guild, guild), eq(attempts.kind, 'practice'), where))

/** Every practice answer of a guild. */
export const practiceOf = (db: Db, guild: string): Promise<PracticeAnswer[]> =>
  practiceWhere(db, guild)

/** A member's practice answers on one of the guild's days. */
export const practiceOn = (
  db: Db,
  who: { readonly guild: string; readonly member: string; readonly localDate: Temporal.PlainDate },
): Promise<PracticeAnswer[]> =>
  practiceWhere(
    db,
    who.guild,
    and(eq(attempts.member, who.member), eq(attempts.localDate, who.localDate)),
  )

/** A member's practice answers in one set. */
export const practiceIn = (
  db: Db,
  of: { readonly guild: string; readonly member: string; readonly set: string },
): Promise<PracticeAnswer[]> =>
  practiceWhere(db, of.guild, and(eq(attempts.member, of.member), eq(attempts.set, of.set)))

/**
 * Who finished a set of five, at least three of them right, while a round was open: what
 * `practisersIn` says, counted by the database among the sets touched meanwhile; of one member alone
 * when one is named.
 */
export async function practisers(
  db: Db,
  round: Open & { readonly guild: string; readonly localDate: Temporal.PlainDate },
  member?: string,
): Promise<ReadonlySet<string>> {
  const isWhile = (at: SQL) => sql`${at} >= ${sql.param(round.opens, rounds.opens)}
    and ${at} < ${sql.param(round.closes, rounds.closes)}`
  const rows = await rowsOf<{ member: string }>(
    db,
    sql`
    with touched as materialized (
      select distinct member, "set" from attempts
      where guild = ${round.guild} and kind = 'practice' and ${isWhile(sql`attempted`)}
      ${member === undefined ? sql`` : sql`and member = ${member}`}
    ), placed as (
      select member, "set", is_right, attempted, row_number() over (
        partition by member, "set" order by attempted, id collate "C"
      ) as place
      from attempts join touched using (member, "set")
      where guild = ${round.guild} and kind = 'practice'
    )
    select distinct member from (
      select member from placed where place <= 5 group by member, "set"
      having count(*) = 5 and count(*) filter (where is_right) >= 3
        and ${isWhile(sql`max(attempted)`)}
    ) as finished`,
  )
  return new Set(rows.map((row) => row.member))
}
