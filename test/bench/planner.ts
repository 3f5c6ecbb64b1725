// Planner: 5,000 guilds due at the same minute, posted by three replicas to a Discord that takes 50 requests a second.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Chat } from '#core/chat.ts'
import { panelOf } from '#core/reply.ts'
import type { Database } from '#db/database.ts'
import { migrate } from '#db/migrate.ts'
import { openPostgres } from '#db/postgres.ts'
import { rowsOf } from '#db/transaction.ts'
import { createDiscord } from '#discord/gateway.ts'
import { createPlanner, type Planner } from '#schedule/planner.ts'
import { outcomeOf } from '#schedule/post.ts'
import { createRunner } from '#schedule/runner.ts'
import { slotJob, slotPayload } from '#schedule/slot.ts'
import { defaults } from '#settings/settings.ts'
import { guilds } from '#settings/tables.ts'
import { startServer } from '../support/postgres.ts'
import { stepTime } from './measure.ts'

const count = 5000
const replicas = 3
const limit = 50 // requests a second Discord takes from one bot: discord.com/developers, "Global Rate Limit"
const latency = 60 // milliseconds of a request to Discord, about
const eight = Temporal.Instant.from('2026-11-24T08:00+09:00')
const nine = Temporal.Instant.from('2026-11-24T09:00+09:00')
const quiet = { info: () => {}, warn: () => {}, error: () => {} }

/** Every hundredth channel is deleted, and every hundredth forbids posting. */
const faultOf = (channel: number) =>
  channel % 100 === 7
    ? { status: 404, code: 10003, message: 'Unknown Channel' }
    : channel % 100 === 57
      ? { status: 403, code: 50013, message: 'Missing Permissions' }
      : undefined

const spread = (values: readonly number[]) => {
  const sorted = values.toSorted((one, other) => one - other)
  const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0)
  return { p50: at(0.5), p95: at(0.95), max: at(1), count: sorted.length }
}

/** Counts what it is asked in each second of its own, and refuses what is too much, as Discord does. */
async function limitedDiscord() {
  const posts = new Map<string, number>()
  const taken: number[] = []
  let refused = 0
  const server = createServer(async (request, response) => {
    for await (const _ of request);
    const now = performance.now()
    const recent = taken.slice(-limit)
    const answer = (status: number, body: object, headers: Record<string, string> = {}) =>
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(body))
    if (recent.length === limit && now - (recent[0] ?? 0) < 1000) {
      refused += 1
      const wait = (1000 - (now - (recent[0] ?? 0))) / 1000
      answer(
        429,
        { message: 'limited', retry_after: wait, global: true },
        { 'retry-after': String(wait), 'x-ratelimit-global': 'true' },
      )
      return
    }
    taken.push(now)
    await pause(latency)
    const channel = /channels\/(\d+)/.exec(request.url ?? '')?.[1] ?? ''
    const fault = faultOf(Number(channel))
    if (fault) return void answer(fault.status, { code: fault.code, message: fault.message })
    posts.set(channel, (posts.get(channel) ?? 0) + 1)
    answer(200, { id: String(posts.size), channel_id: channel })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    api: `http://127.0.0.1:${port}/api`,
    posts,
    taken,
    refused: () => refused,
    close: () => new Promise((done) => server.close(done)),
  }
}

/** Guilds whose quiz comes at nine in Seoul, each in a channel of its own. */
async function fill({ db }: Database): Promise<void> {
  for (let from = 0; from < count; from += 500) {
    await db.insert(guilds).values(
      Array.from({ length: 500 }, (_, place) => ({
        ...defaults(`g${from + place}`, 'group', 'ko'),
        quizChannel: String(from + place),
        since: eight,
      })),
    )
  }
}

/** One replica: its own client, queue and planner on the shared database. */
async function replica(database: Database, api: string, clock: () => Temporal.Instant) {
  const { chat } = createDiscord({ token: 'token', api, log: quiet, clock })
  const late: number[] = []
  const job = slotJob({ db: database.db, log: quiet }, { quiz: quizOver(chat, clock, late) })
  let planner: Planner | undefined
  const times: number[] = []
  let isBusy = false
  const tick = async () => {
    // A call in the middle of a turn waits for it: its time would be that of two.
    if (isBusy) return planner?.tick()
    isBusy = true
    const began = performance.now()
    await planner?.tick()
    times.push(performance.now() - began)
    isBusy = false
  }
  const runner = createRunner({
    database,
    log: quiet,
    // As in the product: a slot that is over lets the planner look at once.
    jobs: [{ ...job, run: (payload) => job.run(payload).then(() => void tick()) }],
  })
  planner = createPlanner({
    db: database.db,
    clock,
    log: quiet,
    send: (tx, key) => runner.send(tx, job.name, slotPayload(key)),
  })
  await runner.start()
  return { runner, planner, tick, times, late }
}

const quizOver =
  (chat: Chat, clock: () => Temporal.Instant, late: number[]) =>
  async ({ guild, due }: { guild: string; due: Temporal.Instant }) => {
    const post = { kind: 'panel', panel: panelOf('quiz', 'quiz') } as const
    const sent = await chat.send(guild.slice(1), post, guild)
    late.push(due.until(clock()).total('seconds'))
    return sent.ok
      ? ({ kind: 'done', message: sent.value.message } as const)
      : outcomeOf(sent.fault)
  }

/** How long ticks take while everything is planned and while everything is due; how evenly it is posted. */
export const plannerSection = {
  name: 'planner',
  async run(): Promise<unknown> {
    const server = await startServer()
    if ('missing' in server) return { notRun: server.missing }
    const discord = await limitedDiscord()
    const opened = await Promise.all(
      Array.from({ length: replicas }, () => openPostgres(server.url)),
    )
    const databases = opened.map((one) => {
      if (!one.ok) throw new Error(one.fault.reason)
      return one.value
    })
    const [first] = databases
    if (!first) throw new Error('there is a first replica')
    try {
      const migrated = await migrate(first)
      if (!migrated.ok) throw new Error(migrated.fault.reason)
      await fill(first)
      let now = eight
      const all = await Promise.all(databases.map((one) => replica(one, discord.api, () => now)))
      const [lead] = all
      if (!lead) throw new Error('there is a first replica')

      const planned = async () => {
        const [row] = await rowsOf<{ count: number }>(
          first.db,
          sql`select count(distinct guild)::int as count from slots`,
        )
        return row?.count ?? 0
      }
      while ((await planned()) < count) await lead.tick()
      const planning = spread(lead.times.splice(0))
      // The others plan it all again, which changes nothing; then nothing is left to do.
      for (const other of all.slice(1))
        for (let ticks = 0; ticks <= count / 12; ticks += 1) await other.tick()
      for (const each of all) each.times.length = 0
      for (let ticks = 0; ticks < 20; ticks += 1) {
        now = now.add({ seconds: 61 })
        await lead.tick()
      }
      const idle = spread(lead.times.splice(0))

      const began = performance.now()
      const elapsed = () => Math.round(performance.now() - began)
      now = nine
      const steady = setInterval(() => {
        now = nine.add({ milliseconds: elapsed() })
        for (const { tick } of all) void tick()
      }, 1000)
      for (const { tick } of all) void tick()
      const broken = Array.from({ length: count }, (_, place) => faultOf(place)).filter(
        Boolean,
      ).length
      const over = async () => {
        const [row] = await rowsOf<{ count: number }>(
          first.db,
          sql`select count(*)::int as count from slots where kind = 'quiz' and due <= ${nine.toString()}::timestamptz
            and state in ('done', 'failed')  and local_date = '2026-11-24'`,
        )
        return row?.count ?? 0
      }
      while ((await over()) < count && elapsed() < 300_000) await pause(250)
      const seconds = elapsed() / 1000
      clearInterval(steady)
      for (const each of all) await each.planner.stop()
      for (const each of all) await each.runner.stop()

      const perSecond = Map.groupBy(discord.taken, (at) => Math.floor((at - began) / 1000))
      return {
        postgres: first.version,
        guilds: count,
        replicas,
        tickMilliseconds: { planning, idle, due: spread(all.flatMap(({ times }) => times)) },
        posted: discord.posts.size,
        twice: [...discord.posts.values()].filter((times) => times > 1).length,
        broken,
        neitherPostedNorFailed: count - (await over()),
        requestsPerSecond: spread([...perSecond.values()].map((all) => all.length)),
        refusedAsTooMany: discord.refused(),
        seconds,
        floorSeconds: count / limit,
        secondsAfterDue: spread(all.flatMap(({ late }) => late)),
        stepTime: stepTime(),
      }
    } finally {
      for (const database of databases) await database.close()
      await discord.close()
      await server.stop()
    }
  },
}
