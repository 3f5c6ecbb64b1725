// Totals in Postgres as they are written: added to when something is settled, or replaced whole.

import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import { integers, isOneOf, texts } from './lists.ts'
import type { Place } from './period.ts'
import type { Gain } from './points.ts'
import type { Total } from './settlement-store.ts'

/** Numbers the places of a guild that have no number yet. Needs the guild's lock. */
async function placeThem(tx: Db, guild: string, named: readonly Place[]): Promise<void> {
  await tx.execute(sql`
    insert into places (guild, period, domain)
    select ${guild}, period, domain from ${placesIn(named)}
    where not exists (
      select from places
      where (guild, places.period, places.domain) = (${guild}, named.period, named.domain)
    )`)
}

const placesIn = (named: readonly Place[]): SQL => {
  const periods = texts(named.map(({ period }) => period))
  const domains = texts(named.map(({ domain }) => domain))
  return sql`unnest(${periods}, ${domains}) as named (period, domain)`
}

/**
 * Adds what members got to their totals in each of the places. Needs the guild's lock: rows that are
 * there are updated and the others inserted, which is faster than `on conflict`. The server sees how
 * long the lists are, and so reads few rows one by one and many at once.
 */
export async function addToTotals(
  tx: Db,
  guild: string,
  named: readonly Place[],
  gained: ReadonlyMap<string, Gain>,
): Promise<void> {
  await placeThem(tx, guild, named)
  const gains = [...gained.values()]
  const numbers = (of: (gain: Gain) => number) => integers(gains.map(of))
  await tx.execute(sql`
    with score as materialized (
      select * from unnest(
        ${texts([...gained.keys()])}, ${numbers(({ points }) => points)},
        ${numbers(({ right }) => right)}, ${numbers(({ answered }) => answered)}
      ) as score (member, points, "right", answered)
    ), gain as materialized (
      select places.id as place, score.* from score, ${placesIn(named)}
      join places using (period, domain) where places.guild = ${guild}
    ), updated as (
      update tallies set points = tallies.points + gain.points,
        "right" = tallies."right" + gain."right", answered = tallies.answered + gain.answered
      from gain where tallies.place = gain.place and tallies.member = gain.member
      returning tallies.place, tallies.member
    )
    insert into tallies (place, member, points, "right", answered)
    select place, member, points, "right", answered from gain
    where (place, member) not in (select place, member from updated)`)
}

/** Removes totals of these members in these places that nothing stands behind any more. */
export async function dropEmptyTotals(
  tx: Db,
  guild: string,
  named: readonly Place[],
  members: readonly string[],
): Promise<void> {
  await tx.execute(sql`
    delete from tallies using places join ${placesIn(named)} using (period, domain)
    where places.guild = ${guild} and tallies.place = places.id
      and points = 0 and answered = 0 and ${isOneOf(sql`tallies.member`, members)}`)
}

/** Makes a guild's totals exactly these. Needs the guild's lock. */
export async function replaceTotals(
  tx: Db,
  guild: string,
  totalled: readonly Total[],
): Promise<void> {
  await tx.execute(sql`
    delete from tallies where place in (select id from places where guild = ${guild})`)
  await placeThem(tx, guild, [...new Map(totalled.map((one) => [placeKey(one), one])).values()])
  await tx.execute(sql`
    insert into tallies (place, member, points, "right", answered)
    select places.id, member, points, "right", answered
    from json_to_recordset(${JSON.stringify(totalled)}::text::json) as total
      (member text, period text, domain text, points int, "right" int, answered int)
    join places using (period, domain) where places.guild = ${guild}
    order by places.id, member`)
}

const placeKey = ({ period, domain }: Place): string => JSON.stringify([period, domain])
