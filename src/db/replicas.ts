// Replicas: how many processes share this database now. The locks they hold tell, without a table.

import type { Log } from '#core/deps.ts'
import { portraitOf } from '#lib/portrait.ts'
import type { Database } from './database.ts'

/** Two numbers that no other program's advisory lock in this database has. */
const lock = [727_001, 1] as const

const lookEvery = 500 // milliseconds

export type Replicas = {
  /** How many there were a moment ago, this one included. */
  readonly count: () => number
  readonly leave: () => Promise<void>
}

/**
 * Counts this process among those that share the database, until it leaves or dies: its connection
 * ends with it and so does its lock, so nobody waits for a heartbeat to grow old. While the server
 * cannot be asked the last count holds. PGlite is one process's alone.
 */
export async function joinReplicas(database: Database, log: Log): Promise<Replicas> {
  if (database.kind === 'pglite') return { count: () => 1, leave: async () => {} }
  const { openPool } = await import('./postgres.ts')
  // A connection of its own, because a session's lock lives as long as the session.
  const session = openPool(database.url, 1)
  let count = 1
  let isLooking = false

  async function look(): Promise<void> {
    const [held] = await session<[{ all: number; mine: boolean }]>`
      select count(*)::int as all, coalesce(bool_or(pid = pg_backend_pid()), false) as mine
      from pg_locks
      where locktype = 'advisory' and granted and classid = ${lock[0]} and objid = ${lock[1]}
        and objsubid = 2
        and database = (select oid from pg_database where datname = current_database())`
    // The first time, and after the connection was lost.
    if (!held.mine) await session`select pg_advisory_lock_shared(${lock[0]}, ${lock[1]})`
    count = held.all + (held.mine ? 0 : 1)
  }

  await look()
  const timer = setInterval(() => {
    if (isLooking) return
    isLooking = true
    look()
      .catch((fault) => log.warn(portraitOf(fault), 'the other replicas were not counted'))
      .finally(() => {
        isLooking = false
      })
  }, lookEvery)
  timer.unref()

  return {
    count: () => count,
    async leave() {
      clearInterval(timer)
      await session.end({ timeout: 1 })
    },
  }
}
