// Close: how long the one transaction takes that closes a round with 10,000 voters on PostgreSQL.

import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { settle } from '#daily/close.ts'
import type { Database } from '#db/database.ts'
import { migrate } from '#db/migrate.ts'
import { openPostgres } from '#db/postgres.ts'
import { rowsOf } from '#db/transaction.ts'
import { differences } from '#progress/recount.ts'
import { replaceBallots } from '#record/ballot-store.ts'
import type { Ballots } from '#record/store.ts'
import { ballots } from '#record/tables.ts'
import { monday, openTestRound } from '../progress/support.ts'
import { startServer } from '../support/postgres.ts'
import { corrections } from './correction.ts'
import { stepTime } from './measure.ts'

type Db = Database['db']

const voters = 10_000
const others = 300_000 // ballots of other rounds, so that indexes are as deep as in use
const roundsEach = 8
const options = ['a', 'b', 'c', 'd']

const members = Array.from({ length: voters }, (_, place) =>
  String(10n ** 17n + BigInt(place * 7919)),
)

/** What everyone holds on a day: nobody answers always alike. */
const ballotsOn = (day: number): Ballots =>
  new Map(
    members.map((member, place) => [member, [options[(place + day * 3) % 4] ?? 'a']] as const),
  )

/** Milliseconds that the server's processes for us have run, where Linux tells. */
async function serverTime(db: Db): Promise<number> {
  const backends = await rowsOf<{ pid: number }>(
    db,
    sql`select pid from pg_stat_activity where backend_type = 'client backend'`,
  )
  const times = backends.map(({ pid }) => {
    const [run = 0] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ').map(Number)
    return run / 1e6
  })
  return times.reduce((sum, time) => sum + time, 0)
}

type Cost = { readonly milliseconds: number; readonly processor: number | undefined }

async function costOf(db: Db, work: () => Promise<unknown>): Promise<Cost> {
  const used = () => serverTime(db).catch(() => Number.NaN)
  const before = await used()
  const began = performance.now()
  await work()
  const milliseconds = Math.round(performance.now() - began)
  const processor = Math.round((await used()) - before)
  return { milliseconds, processor: Number.isNaN(processor) ? undefined : processor }
}

/** Median and worst of the waiting time, and of what of it the server's processor was at work. */
function spread(costs: readonly Cost[]) {
  const of = (figure: (cost: Cost) => number | undefined) => {
    const sorted = costs.flatMap((cost) => figure(cost) ?? []).sort((one, other) => one - other)
    return { median: sorted[Math.floor(sorted.length / 2)], most: sorted.at(-1) }
  }
  return { milliseconds: of((cost) => cost.milliseconds), processor: of((cost) => cost.processor) }
}

/**
 * Closes the rounds of a guild, one after the other; `heard` says whether the votes were recorded as
 * they came. A day lies between two rounds, in which the server tidies up.
 */
async function closes(db: Db, guild: string, heard: boolean) {
  const now = monday.toZonedDateTime('UTC').toInstant().add({ hours: 12 })
  const costs: Cost[] = []
  for (let day = 0; day < roundsEach; day += 1) {
    const round = `${guild}-${day}`
    await openTestRound(db, { guild, day })
    if (heard) await replaceBallots(db, round, ballotsOn(day))
    await db.execute(sql`vacuum analyze`)
    costs.push(await costOf(db, () => settle(db, round, { now, voters: ballotsOn(day) })))
  }
  // The first round inserts every total of the guild, later ones mostly update them.
  const [firstRound, ...later] = costs
  return { firstRound, laterRounds: spread(later) }
}

/** The same without an index that serves other questions: what keeping it costs a close. */
async function without(db: Db, { name, definition }: { name: string; definition: string }) {
  await db.execute(sql.raw(`drop index ${name}`))
  const figures = await closes(db, `without ${name}`, true)
  await db.execute(sql.raw(definition))
  return figures
}

/** Only 10,000 ballots: in one statement, and in inserts of 1,000 rows with a parameter for each value. */
async function writing(db: Db) {
  const insertMany = async (round: string) => {
    const rows = [...ballotsOn(0)].flatMap(([member, held]) =>
      held.map((option) => ({ round, member, option })),
    )
    await db.transaction(async (tx) => {
      for (let from = 0; from < rows.length; from += 1000) {
        await tx.insert(ballots).values(rows.slice(from, from + 1000))
      }
    })
  }
  const five = async (work: (round: string) => Promise<void>, name: string) => {
    const costs: Cost[] = []
    for (let time = 0; time < 5; time += 1)
      costs.push(await costOf(db, () => work(`${name} ${time}`)))
    return spread(costs)
  }
  return {
    oneStatement: await five((round) => replaceBallots(db, round, ballotsOn(0)), 'one'),
    insertsOf1000: await five(insertMany, 'many'),
  }
}

async function figuresOf(db: Db) {
  await db.execute(sql`
    insert into ballots (round, member, option)
    select 'other-' || place / 500, (100000000000000000 + place)::text, 'a'
    from generate_series(1, ${others}::int) as place`)
  const heard = await closes(db, 'heard', true)
  const unheard = await closes(db, 'unheard', false)
  const indexes = await rowsOf<{ name: string; definition: string }>(
    db,
    sql`select indexname as name, indexdef as definition from pg_indexes
      where tablename in ('ballots', 'places', 'tallies', 'streaks') and indexname !~ '(pk(ey)?|once)$'`,
  )
  const withoutIndex: Record<string, unknown> = {}
  for (const index of indexes) withoutIndex[index.name] = await without(db, index)
  return {
    step: stepTime(),
    voters,
    votesHeard: heard,
    votesNotHeard: unheard,
    withoutIndex,
    onlyBallots: await writing(db),
    corrections: await corrections(db),
    differences: (await differences(db)).length,
  }
}

async function close() {
  const server = await startServer()
  if ('missing' in server) return { notRun: server.missing }
  console.error(`close: ${voters} voters on PostgreSQL ${server.version}`)
  const opened = await openPostgres(server.url)
  if (!opened.ok) throw new Error(opened.fault.reason)
  const database = opened.value
  try {
    const migrated = await migrate(database)
    if (!migrated.ok) throw new Error(migrated.fault.reason)
    return await figuresOf(database.db)
  } finally {
    await database.close()
    await server.stop()
  }
}

export const closeSection = { name: 'close', run: close }
