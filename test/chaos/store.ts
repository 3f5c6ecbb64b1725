// Store: the database a season is played on: PostgreSQL for three replicas, PGlite for one.

import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { connect } from '#db/connect.ts'
import type { Database } from '#db/database.ts'
import { migrate } from '#db/migrate.ts'
import { rowsOf } from '#db/transaction.ts'
import { differenceLine, differences } from '#progress/recount.ts'
import { standingsSnapshots, totals } from '#progress/tables.ts'
import { ballots, rounds } from '#record/tables.ts'
import { slots } from '#schedule/tables.ts'
import { defaults } from '#settings/settings.ts'
import { guilds, members } from '#settings/tables.ts'
import { startServer } from '../support/postgres.ts'
import type { Group } from './group.ts'
import type { Kept } from './verdict.ts'

export type Engine = 'postgres' | 'pglite'

export type Store = {
  /** What a bot must be told to use it. */
  readonly env: Readonly<Record<string, string>>
  /** Opens it for `work`; on PGlite no bot may be alive. */
  readonly open: <Value>(work: (database: Database) => Promise<Value>) => Promise<Value>
  readonly stop: () => Promise<void>
}

const quiet = { info: () => {}, warn: () => {}, error: () => {} }

/** A migrated, empty store of this engine under `scratch`; undefined with the reason when there is none. */
export async function openStore(engine: Engine, scratch: string): Promise<Store> {
  if (engine === 'pglite') return ready(over({ DATA_DIR: join(scratch, 'data') }, async () => {}))
  const server = await startServer()
  if ('missing' in server) throw new Error(server.missing)
  const admin = over({ DATABASE_URL: server.url }, server.stop)
  const name = `gongbu_chaos_${process.pid}`
  const say = (words: string) =>
    admin.open(async (database) => {
      if (database.kind === 'postgres') await database.client.unsafe(words)
    })
  await say(`create database ${name}`)
  const address = new URL(server.url)
  address.pathname = name
  return ready(
    over({ DATABASE_URL: address.href }, async () => {
      if (server.directory === undefined) await say(`drop database ${name} with (force)`)
      await server.stop()
    }),
  )
}

function over(env: Readonly<Record<string, string>>, stop: () => Promise<void>): Store {
  return {
    env,
    stop,
    async open(work) {
      const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir = '' } = env
      const opened = await connect({ databaseUrl, dataDir, log: quiet })
      if (!opened.ok) throw new Error(`the database does not open: ${opened.fault.kind}`)
      try {
        return await work(opened.value)
      } finally {
        await opened.value.close()
      }
    },
  }
}

async function ready(store: Store): Promise<Store> {
  const migrated = await store.open(migrate)
  if (!migrated.ok) throw new Error(`not migrated: ${migrated.fault.reason}`)
  return store
}

/**
 * Makes the store slow at the moments that count: changes of a round take up to 150 ms to commit. A bot
 * killed meanwhile has committed on PostgreSQL and does not know; there are else hardly two
 * milliseconds between a commit and what the bot does next.
 */
export function slowDown(store: Store) {
  return store.open(async ({ db }) => {
    for (const words of [
      'create schema chaos',
      `create function chaos.slow() returns trigger language plpgsql as
        'begin perform pg_sleep(random() * 0.15); return new; end'`,
      `create constraint trigger slow after update on rounds deferrable initially deferred
        for each row execute function chaos.slow()`,
    ]) {
      await db.execute(sql.raw(words))
    }
  })
}

/**
 * Sets groups up as `/setup` would, from an instant on; their members have asked for reminders, by
 * turns in direct messages and by a mention.
 */
export function setUp(
  store: Store,
  groups: readonly Group[],
  since: Temporal.Instant,
  people: readonly string[],
) {
  return store.open(async ({ db }) => {
    for (const { id, name, ...settings } of groups) {
      await db.insert(guilds).values({ ...defaults(id, name, 'en'), ...settings, since })
      await db.insert(members).values(
        people.map((member, place) => ({
          guild: id,
          member,
          reminders: place % 2 === 0 ? ('dm' as const) : ('mention' as const),
        })),
      )
    }
  })
}

/** Everything the store says happened, and where its totals differ from the facts. */
export function readKept(store: Store, at: Temporal.Instant): Promise<Kept> {
  return store.open(async ({ db }) => {
    const jobs = await rowsOf<{ name: string; state: string; data: unknown }>(
      db,
      sql`select name, state::text as state, data from pgboss.job where state < 'completed'`,
    )
    return {
      at: at.epochMilliseconds,
      rounds: await db.select().from(rounds),
      ballots: await db.select().from(ballots),
      slots: await db.select().from(slots),
      jobs,
      totals: await db.select().from(totals).where(eq(totals.domain, '')),
      snapshots: await db.select().from(standingsSnapshots),
      differences: (await differences(db)).map(differenceLine),
    }
  })
}
