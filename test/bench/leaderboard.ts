// Leaderboard: the first ten and one's own rank over a million ballots, beside counting them live.

import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import { migrate } from '#db/migrate.ts'
import { openPostgres } from '#db/postgres.ts'
import { rowsOf } from '#db/transaction.ts'
import { seeded } from '#lib/random.ts'
import { differences } from '#progress/recount.ts'
import { standingsOf } from '#progress/store.ts'
import { startServer } from '../support/postgres.ts'
import { stepTime, timed } from './measure.ts'

const guilds = 200
const largest = 7000
const days = 26 // of rounds, from a Monday on
const first = '2026-10-12'
const ballotsLeast = 1_000_000
const calls = 600
const most = 10

/** Guilds of all sizes: the n-th has `largest / n^0.75` members. */
const sizes = Array.from({ length: guilds }, (_, place) =>
  Math.max(5, Math.round(largest / (place + 1) ** 0.75)),
)
const guildOf = (place: number) => `guild ${String(place).padStart(3, '0')}`
const memberOf = (number: number) => `1${String(number).padStart(17, '0')}`

/** Rounds, ballots and the totals that these ballots are worth, all made by the database. */
async function fill(db: Db): Promise<void> {
  const listed = sizes.map((size, place) => ({ guild: guildOf(place), size }))
  await db.execute(sql`create temporary table guild_size as select * from
    json_to_recordset(${JSON.stringify(listed)}::text::json) as listed (guild text, size int)`)
  await db.execute(sql`
    insert into rounds (id, guild, local_date, item, revision, concept, domain, topic, shown, keys,
      code, channel, opens, closes, state)
    select guild || '-' || day, guild, ${first}::date + day, 'item ' || day, '1', 'concept',
      (array['development', 'security', 'deployment', 'troubleshooting'])[1 + day % 4], 'topic',
      array['a', 'b', 'c', 'd'], array['a'], 'CODE', 'channel',
      (${first}::date + day)::timestamp at time zone 'UTC' + interval '9 hours',
      (${first}::date + day)::timestamp at time zone 'UTC' + interval '21 hours', 'closed'
    from guild_size, generate_series(0, ${days - 1}) as day`)
  // Two in five answer on a day, the same members more often than others; over half are right.
  await db.execute(sql`select setseed(0.5)`)
  await db.execute(sql`
    insert into ballots (round, member, option)
    select guild || '-' || day, '1' || lpad(number::text, 17, '0'),
      case when random() < .55 then 'a' else 'b' end
    from guild_size, generate_series(0, ${days - 1}) as day, generate_series(1, size) as number
    where random() < .8 * ((number * 7919) % 100) / 100.0 + .1`)
  await db.execute(sql`
    with answer as materialized (
      select r.guild, r.local_date, r.domain, b.member, (b.option = 'a')::int as hit
      from ballots b join rounds r on r.id = b.round
    ), place as (
      select guild, 'week:' || date_trunc('week', local_date)::date as period, '' as domain, member, hit
      from answer
      union all select guild, 'month:' || to_char(local_date, 'YYYY-MM'), '', member, hit from answer
      union all select guild, 'all', '', member, hit from answer
      union all select guild, 'all', domain, member, hit from answer
    )
    select guild, period, domain, member, sum(1 + 9 * hit)::int as points, sum(hit)::int as "right",
      count(*)::int as answered
    into temporary table total from place group by guild, period, domain, member`)
  await db.execute(sql`
    insert into places (guild, period, domain) select distinct guild, period, domain from total`)
  await db.execute(sql`
    insert into tallies (place, member, points, "right", answered)
    select id, member, points, "right", answered
    from total join places using (guild, period, domain)`)
  await tidy(db)
}

/**
 * Vacuums as a server does by itself in time, so that the index alone can answer; again while
 * something that looks on, such as an automatic analyze, keeps it from that.
 */
async function tidy(db: Db): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    await db.execute(sql`vacuum analyze`)
    const [pages] = await rowsOf<{ visible: boolean }>(
      db,
      sql`select relallvisible >= .95 * relpages as visible from pg_class where relname = 'tallies'`,
    )
    if (pages?.visible) return
    await pause(1000)
  }
  throw new Error('the totals could not be vacuumed')
}

/** As a close of today's round leaves them: every total of the largest guild written once more. */
const touch = (db: Db) =>
  db.execute(sql`
    update tallies set points = points + 1
    where place in (select id from places where guild = ${guildOf(0)})`)

type Asked = { readonly guild: string; readonly me: string }
type Dates = { readonly from: string; readonly to: string }

/** The same question put to the ballots themselves. */
const live = (db: Db, { guild, me }: Asked, { from, to }: Dates) =>
  rowsOf<{ member: string; points: number; rank: number; of: number }>(
    db,
    sql`
    with score as (
      select b.member, sum(case when b.option = r.keys[1] then 10 else 1 end) as points
      from rounds r join ballots b on b.round = r.id
      where r.guild = ${guild} and r.state = 'closed' and r.voided is null
        and r.local_date between ${from}::date and ${to}::date
      group by b.member
    ), standing as (
      select member, points, rank() over (order by points desc) as rank,
        row_number() over (order by points desc, member) as place, count(*) over () as "of"
      from score
    )
    select member, points::int, rank::int, "of"::int from standing
    where place <= ${most} or member = ${me} order by place`,
  )

const spans = {
  week: { period: 'week:2026-10-26', dates: { from: '2026-10-26', to: '2026-11-01' } },
  all: { period: 'all', dates: { from: '2026-01-01', to: '2026-12-31' } },
}

type Span = (typeof spans)[keyof typeof spans]

const readTotals = (db: Db, { guild, me }: Asked, period: string) =>
  standingsOf(db, { guild, period, domain: '', leastAnswered: 0 }, { most, me })

/** Throws unless both ways give the same board; the points of the ten, the own rank, the number. */
async function compare(db: Db, asked: readonly Asked[]): Promise<void> {
  for (const { period, dates } of Object.values(spans)) {
    for (const each of asked) {
      const [page, rows] = [await readTotals(db, each, period), await live(db, each, dates)]
      const own = rows.find(({ member }) => member === each.me)
      const counted = [rows.slice(0, most).map(({ points }) => points), own?.rank, rows[0]?.of ?? 0]
      const stored = [
        page.first.map(({ points }) => points),
        page.own && page.own.ahead + 1,
        page.participants,
      ]
      if (JSON.stringify(stored) !== JSON.stringify(counted))
        throw new Error(`${JSON.stringify(each)}: ${JSON.stringify({ stored, counted })}`)
    }
  }
}

/** Top 10 and own rank, from totals and live, for members drawn from all guilds and from the largest. */
export const leaderboardSection = {
  name: 'leaderboard',
  async run(): Promise<unknown> {
    const server = await startServer()
    if ('missing' in server) return { notRun: server.missing }
    const opened = await openPostgres(server.url)
    if (!opened.ok) throw new Error(opened.fault.reason)
    const { db, close, version } = opened.value
    try {
      const migrated = await migrate(opened.value)
      if (!migrated.ok) throw new Error(migrated.fault.reason)
      await fill(db)
      const [ballots] = await rowsOf<{ count: number }>(db, sql`select count(*) from ballots`)
      if ((ballots?.count ?? 0) < ballotsLeast) throw new Error(`${ballots?.count} ballots`)
      const small = guildOf(guilds - 1)
      if ((await differences(db, small)).some(({ kind }) => kind === 'total'))
        throw new Error('the totals are not what the ballots are worth')
      const random = seeded('leaderboard')
      const drawn = (place: number): Asked => {
        const number = 1 + Math.floor(random() * (sizes[place] ?? 1))
        return { guild: guildOf(place), me: memberOf(number) }
      }
      const list = (draw: () => number) => Array.from({ length: calls }, () => drawn(draw()))
      // A member drawn from all, so that large guilds come as often as they have members.
      const everyone = sizes.flatMap((size, place) => Array.from({ length: size }, () => place))
      const anyMember = () => everyone[Math.floor(random() * everyone.length)] ?? 0
      const askers = { 'any member': list(anyMember), 'largest guild': list(() => 0) }
      await compare(db, [
        ...askers['any member'].slice(0, 20),
        ...askers['largest guild'].slice(0, 5),
      ])

      const figure = async (asked: readonly Asked[], { period, dates }: Span) => {
        await timed(asked.slice(0, 100), (each) => readTotals(db, each, period)) // plans and cache
        return {
          totals: await timed(asked, (each) => readTotals(db, each, period)),
          live: await timed(asked.slice(0, 100), (each) => live(db, each, dates)),
          // What one trip to the database takes on this machine just now.
          empty: await timed(asked, () => rowsOf(db, sql`select 1`)),
        }
      }
      const figures: Record<string, unknown> = {}
      for (const [who, asked] of Object.entries(askers))
        for (const [name, span] of Object.entries(spans))
          figures[`${who}, ${name}`] = await figure(asked, span)
      await touch(db)
      figures['largest guild after a close, week'] = await figure(
        askers['largest guild'],
        spans.week,
      )
      return {
        postgres: version,
        ballots: ballots?.count,
        guilds,
        largest,
        stepTime: stepTime(),
        milliseconds: figures,
      }
    } finally {
      await close()
      await server.stop()
    }
  },
}
