// Connect: the database of this installation, PGlite in its own directory or a PostgreSQL server.

import { resolve } from 'node:path'
import type { Log } from '#core/deps.ts'
import type { Result } from '#lib/result.ts'
import type { Database } from './database.ts'
import type { PgliteFault } from './pglite.ts'
import type { PostgresFault } from './postgres.ts'

export type ConnectFault = PgliteFault | PostgresFault

/**
 * Opens PostgreSQL at `databaseUrl` when there is one, else PGlite under `dataDir`, which only one
 * process can hold. Neither is migrated yet. A fault never carries the password; `texts.ts` says it
 * in words.
 */
export async function connect(options: {
  readonly databaseUrl: string | undefined
  readonly dataDir: string
  readonly log: Log
}): Promise<Result<Database, ConnectFault>> {
  // Imported when chosen: each driver costs memory and start-up time.
  const opened =
    options.databaseUrl === undefined
      ? await (await import('./pglite.ts')).openPglite(resolve(options.dataDir))
      : await (await import('./postgres.ts')).openPostgres(options.databaseUrl)
  if (opened.ok)
    options.log.info({ kind: opened.value.kind, version: opened.value.version }, 'database open')
  return opened
}
