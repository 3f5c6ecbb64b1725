// Planner: thousands of guilds due at the same minute, posted by replicas to a Discord that takes 50 requests a second.

import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Database } from '#db/database.ts'
import { migrate } from '#db/migrate.ts'
import { openPostgres } from '#db/postgres.ts'
import { rowsOf } from '#db/transaction.ts'
import { defaults } from '#settings/settings.ts'
import { guilds } from '#settings/tables.ts'
import { startServer } from '../support/postgres.ts'
import { stepTime } from './measure.ts'
import { faultOf, limit, mostInASecond, serveLimited } from './planner-discord.ts'
import { type Asked, eight, nine, type Told } from './planner-replica.ts'

type Scene = {
  readonly count: number
  readonly replicas: number
  /** When a third is posted, one replica is killed with -9. */
  readonly oneDies?: true
}

const spread = (values: readonly number[]) => {
  const sorted = values.toSorted((one, other) => one - other)
  const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0)
  return { p50: at(0.5), p95: at(0.95), max: at(1), count: sorted.length }
}

/** Guilds whose quiz comes at nine in Seoul, each in a channel of its own. */
async function fill({ db }: Database, count: number): Promise<void> {
  for (let from = 0; from < count; from += 500) {
    await db.insert(guilds).values(
      Array.from({ length: Math.min(500, count - from) }, (_, place) => ({
        ...defaults(`g${from + place}`, 'group', 'ko'),
        quizChannel: String(from + place),
        since: eight,
      })),
    )
  }
}

/** Starts a replica; resolves when it works. */
async function startReplica(url: string, api: string) {
  const child: ChildProcess = fork(new URL('planner-replica.ts', import.meta.url), [url, api], {
    execArgv: ['--import', './src/lib/quick.ts'],
  })
  const told = (done: Told['done']) =>
    new Promise<Told>((resolve, reject) => {
      const hear = (message: Told) => {
        if (message.done !== done) return
        child.off('message', hear)
        resolve(message)
      }
      child.on('message', hear)
      child.once('exit', (code) => reject(new Error(`the replica ended with ${code}`)))
    })
  await told('start')
  return {
    child,
    ask(asked: Asked): Promise<Told> {
      const answer = told(asked.do)
      child.send(asked)
      return answer
    },
  }
}

type Replica = Awaited<ReturnType<typeof startReplica>>

/** How many quizzes of the day are over. */
async function over({ db }: Database): Promise<number> {
  const found = sql`select count(*)::int as count from slots
    where kind = 'quiz' and local_date = '2026-11-24' and due <= ${nine.toString()}::timestamptz
      and state in ('done', 'failed')`
  return (await rowsOf<{ count: number }>(db, found))[0]?.count ?? 0
}

/** Lets it be nine for all of them and waits until everything due is over. */
async function carryOut(database: Database, all: readonly Replica[], scene: Scene) {
  const began = performance.now()
  const elapsed = () => performance.now() - began
  for (const { ask } of all) await ask({ do: 'due' })
  const alive = [...all]
  while (elapsed() < 300_000) {
    const done = await over(database)
    if (done >= scene.count) break
    if (scene.oneDies && alive.length === all.length && done > scene.count / 3) {
      alive.pop()?.child.kill('SIGKILL')
    }
    await pause(250)
  }
  const seconds = elapsed() / 1000
  return { began, seconds, told: await Promise.all(alive.map(({ ask }) => ask({ do: 'stop' }))) }
}

/** One scene on a server of its own. */
export async function planned(scene: Scene): Promise<unknown> {
  const { count, replicas } = scene
  const server = await startServer()
  if ('missing' in server) return { notRun: server.missing }
  const discord = await serveLimited()
  const opened = await openPostgres(server.url)
  if (!opened.ok) throw new Error(opened.fault.reason)
  const database = opened.value
  let all: readonly Replica[] = []
  try {
    const migrated = await migrate(database)
    if (!migrated.ok) throw new Error(migrated.fault.reason)
    await fill(database, count)
    all = await Promise.all(
      Array.from({ length: replicas }, () => startReplica(server.url, discord.api)),
    )
    const [lead, ...others] = all
    const planning = await lead?.ask({ do: 'plan', guilds: count })
    for (const { ask } of others) await ask({ do: 'plan', guilds: count })
    const idle = await lead?.ask({ do: 'idle' })
    const { began, seconds, told } = await carryOut(database, all, scene)

    const perSecond = Map.groupBy(discord.taken, (at) => Math.floor((at - began) / 1000))
    const broken = Array.from({ length: count }, (_, place) => faultOf(place)).filter(Boolean)
    return {
      postgres: database.version,
      ...scene,
      tickMilliseconds: {
        planning: spread(planning?.ticks ?? []),
        idle: spread(idle?.ticks ?? []),
        due: spread(told.flatMap(({ ticks }) => ticks)),
      },
      longestBlock: Math.round(Math.max(...told.map(({ block }) => block))),
      posted: discord.posts.size,
      twice: [...discord.posts.values()].filter(({ size }) => size > 1).length,
      broken: broken.length,
      neitherPostedNorFailed: count - (await over(database)),
      requestsPerSecond: spread([...perSecond.values()].map(({ length }) => length)),
      mostInAnySecond: mostInASecond(discord.taken),
      refusedAsTooMany: discord.refused.length,
      postedByEach: told.map(({ late }) => late.length),
      seconds: Math.round(seconds * 10) / 10,
      floorSeconds: count / limit,
      secondsAfterDue: spread(told.flatMap(({ late }) => late)),
      stepTime: stepTime(),
    }
  } finally {
    for (const { child } of all) child.kill()
    await database.close()
    await discord.close()
    await server.stop()
  }
}

/** How long ticks take while everything is planned and while everything is due; how evenly it is posted. */
export const plannerSection = {
  name: 'planner',
  run: async (): Promise<unknown> => ({
    threeReplicas: await planned({ count: 5000, replicas: 3 }),
    oneReplica: await planned({ count: 1000, replicas: 1 }),
    oneOfThreeDies: await planned({ count: 1000, replicas: 3, oneDies: true }),
  }),
}
