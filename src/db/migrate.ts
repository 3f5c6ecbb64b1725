// Migrate: brings the database to the schema this program expects, once, however many replicas start.

import { fileURLToPath } from 'node:url'
import { DrizzleQueryError } from 'drizzle-orm'
import { fail, ok, type Result } from '#lib/result.ts'
import type { Database } from './database.ts'

export type MigrateFault = { readonly kind: 'unmigrated'; readonly reason: string }

/** Where drizzle-kit writes them, wherever the program is started from. */
export const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url))

/** Any number that no other program's advisory lock in this database has. */
const lockNumber = 727_001

async function migratePglite(database: Database & { readonly kind: 'pglite' }): Promise<void> {
  const { drizzle } = await import('drizzle-orm/pglite')
  const { migrate } = await import('drizzle-orm/pglite/migrator')
  await migrate(drizzle(database.client), { migrationsFolder })
}

async function migratePostgres(database: Database & { readonly kind: 'postgres' }): Promise<void> {
  const { drizzle } = await import('drizzle-orm/postgres-js')
  const { migrate } = await import('drizzle-orm/postgres-js/migrator')
  const { openPool } = await import('./postgres.ts')
  // drizzle does not guard against two replicas migrating at once. A session's lock needs a
  // connection that no pool hands to someone else; ending it, or dying, gives the lock back.
  const lock = openPool(database.url, 1)
  const held = await lock.reserve()
  try {
    await held`select pg_advisory_lock(${lockNumber})`
    await migrate(drizzle(database.client), { migrationsFolder })
  } finally {
    held.release()
    await lock.end({ timeout: 3 })
  }
}

/**
 * Runs the migrations that have not run yet; one that fails changes nothing. A fault is something an
 * operator can mend, such as a role that may not create tables.
 */
export async function migrate(database: Database): Promise<Result<undefined, MigrateFault>> {
  try {
    await (database.kind === 'pglite' ? migratePglite(database) : migratePostgres(database))
    return ok(undefined)
  } catch (error) {
    const cause = error instanceof DrizzleQueryError ? error.cause : error
    return fail({ kind: 'unmigrated', reason: cause instanceof Error ? cause.message : `${cause}` })
  }
}
