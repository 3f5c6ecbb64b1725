// PGlite: PostgreSQL inside this process, kept in a directory only this process may open.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import type { Db } from '#core/deps.ts'
import { fail, ok, type Result } from '#lib/result.ts'
import { casing, type Database } from './database.ts'
import { type LockFault, lockDirectory } from './lock.ts'

export type PgliteFault =
  | LockFault
  | { readonly kind: 'damaged'; readonly directory: string; readonly reason: string }

/** An open PGlite as a Database; `release` runs once it is closed. */
export async function overPglite(client: PGlite, release: () => void): Promise<Database> {
  const { rows } = await client.query<{ server_version: string }>('show server_version')
  return {
    kind: 'pglite',
    client,
    // The same builder with the same results; only the type of the driver's raw answer differs.
    db: drizzle(client, { casing }) as unknown as Db,
    version: rows[0]?.server_version ?? 'unknown',
    close: async () => {
      try {
        await client.close()
      } finally {
        release()
      }
    },
  }
}

/** What went wrong, and which server wrote the directory: an older one's cannot be read. */
function reasonOf(error: unknown, files: string): string {
  const { message = '', code = '' } = error as { message?: string; code?: string }
  const said = [code, message].filter(Boolean).join(': ') || 'PGlite could not read it'
  const mark = join(files, 'PG_VERSION')
  return existsSync(mark)
    ? `${said} (its files were written by PostgreSQL ${readFileSync(mark, 'utf8').trim()})`
    : said
}

/** Opens `pglite` below the directory, after taking the directory's lock. */
export async function openPglite(directory: string): Promise<Result<Database, PgliteFault>> {
  const lock = lockDirectory(directory)
  if (!lock.ok) return lock
  const files = join(directory, 'pglite')
  try {
    const client = new PGlite(files)
    await client.waitReady
    return ok(await overPglite(client, lock.value.release))
  } catch (error) {
    const reason = reasonOf(error, files)
    lock.value.release()
    return fail({ kind: 'damaged', directory: files, reason })
  }
}
