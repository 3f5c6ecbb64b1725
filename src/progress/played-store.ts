// Days played, in Postgres: on which of a guild's round days each member took part. No rules but that.

import { sql } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import { rowsOf } from '#db/transaction.ts'
import { isOneOf } from './lists.ts'

/**
 * The dates (`2026-11-16`) of a guild's closed rounds that each member played: a ballot of theirs
 * stands in it, or they finished a practice set while it was open, as `practisers` counts. Members
 * who played none are absent; of the `named` ones alone when they are given.
 */
export async function daysPlayed(
  db: Db,
  guild: string,
  named?: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const isNamed = named ? isOneOf(sql`member`, named) : sql`true`
  const rows = await rowsOf<{ member: string; days: string[] }>(
    db,
    sql`
    with closed as materialized (
      select id, local_date::text as day, opens, closes
      from rounds where guild = ${guild} and state = 'closed'
    ), placed as (
      select member, "set", attempted, is_right, row_number() over (
        partition by member, "set" order by attempted, id collate "C"
      ) as place
      from attempts where guild = ${guild} and kind = 'practice' and ${isNamed}
    ), finished as (
      select member, max(attempted) as at from placed where place <= 5 group by member, "set"
      having count(*) = 5 and count(*) filter (where is_right) >= 3
    ), played as (
      select member, day from ballots join closed on closed.id = round where ${isNamed}
      union
      select member, day from finished join closed on at >= opens and at < closes
    )
    select member, array_agg(day) as days from played group by member`,
  )
  return new Map(rows.map(({ member, days }) => [member, new Set(days)]))
}
