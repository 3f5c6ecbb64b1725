// Deps: what lies outside the program and is handed in by main.ts, besides the chat.

import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'

/** drizzle over PGlite or postgres.js; a transaction is one too. */
export type Db = Pick<
  PostgresJsDatabase,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'execute' | 'transaction'
>

/** The only "now" there is: real time, or the playground's. */
export type Clock = () => Temporal.Instant

/** Structured lines: ids and figures, never tokens, questions or names. */
export type Log = {
  readonly info: (fields: object, message: string) => void
  readonly warn: (fields: object, message: string) => void
  readonly error: (fields: object, message: string) => void
}
