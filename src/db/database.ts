// Database: what an open database is, whichever of the two engines holds it.

import type { PGlite } from '@electric-sql/pglite'
import type { Sql } from 'postgres'
import type { Db } from '#core/deps.ts'

/** An open database. `client` is for what drizzle cannot do: migrating and the job queue. */
export type Database = {
  readonly db: Db
  /** The server's version, as in `18.6`. */
  readonly version: string
  readonly close: () => Promise<void>
} & (
  | { readonly kind: 'pglite'; readonly client: PGlite }
  | { readonly kind: 'postgres'; readonly client: Sql; readonly url: string }
)

/** Property `localDate` is column `local_date`; drizzle.config.ts must say the same. */
export const casing = 'snake_case'
