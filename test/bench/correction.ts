// Correction: how long it takes to void or re-key one round of a group's year, beside counting all anew.

import { sql } from 'drizzle-orm'
import { correctRound } from '#daily/correct.ts'
import type { Database } from '#db/database.ts'
import { differences, rebuild } from '#progress/recount.ts'
import { monday } from '../progress/support.ts'

type Db = Database['db']

const guild = 'a year'
const days = 365
const members = 200
const tries = 9

/** A year of rounds; three in five answer on a day, the same members more often than others. */
async function fill(db: Db): Promise<void> {
  await db.execute(sql`
    insert into rounds (id, guild, local_date, item, revision, concept, domain, topic, shown, keys,
      code, channel, opens, closes, state)
    select 'year-' || day, ${guild}, date, 'item ' || day, '1', 'concept',
      (array['development', 'security', 'deployment', 'troubleshooting'])[1 + day % 4], 'topic',
      array['a', 'b', 'c', 'd'], array['a'], 'CODE', 'channel',
      date::timestamp at time zone 'UTC' + interval '9 hours',
      date::timestamp at time zone 'UTC' + interval '21 hours', 'closed'
    from generate_series(0, ${days - 1}::int) as day, lateral (
      select ${monday.toString()}::date + day as date
    ) as on_date`)
  await db.execute(sql`
    insert into ballots (round, member, option)
    select 'year-' || day, (100000000000000000 + number)::text,
      (array['a', 'b', 'c', 'd'])[1 + (day * 3 + number) % 4]
    from generate_series(0, ${days - 1}::int) as day, generate_series(1, ${members}::int) as number
    where (day * 7919 + number * 104729) % 100 < 20 + 80 * number / ${members}::int`)
  await rebuild(db, guild)
  await db.execute(sql`vacuum analyze`)
}

async function medianOf(work: (time: number) => Promise<unknown>) {
  const times: number[] = []
  for (let time = 0; time < tries; time += 1) {
    const began = performance.now()
    await work(time)
    times.push(Math.round(performance.now() - began))
  }
  const sorted = times.sort((one, other) => one - other)
  return { median: sorted[Math.floor(tries / 2)], most: sorted.at(-1) }
}

/** Milliseconds of corrections all over the year, and of a recount of the guild. */
export async function corrections(db: Db) {
  await fill(db)
  const now = monday.add({ days }).toZonedDateTime('UTC').toInstant()
  const correct = (kind: string, correction: Parameters<typeof correctRound>[3]) =>
    medianOf((time) => {
      const by = { id: `${kind} ${time}`, guild, actor: 'owner', now }
      const round = `year-${Math.floor((days * (time + 0.5)) / tries)}`
      return correctRound(db, by, round, correction)
    })
  return {
    rounds: days,
    members,
    rekey: await correct('rekey', { kind: 'rekey', keys: ['b'] }),
    void: await correct('void', { kind: 'void' }),
    recountOfAll: await medianOf(() => rebuild(db, guild)),
    differences: (await differences(db, guild)).length,
  }
}
