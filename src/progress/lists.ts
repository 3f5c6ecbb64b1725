// Lists for the database: one parameter each, of any length, that both drivers send alike.

import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { textArray } from '#record/ballot-store.ts'

/** A `text[]` with these values. */
export const texts = (values: readonly string[]): SQL => sql`${textArray(values)}::text[]`

/** An `int[]` with these values. */
export const integers = (values: readonly number[]): SQL => sql`${`{${values.join(',')}}`}::int[]`

/** Whether a column's text is one of these values, however many. */
export const isOneOf = (column: SQL | PgColumn, values: readonly string[]): SQL =>
  sql`${column} in (select unnest(${texts(values)}))`
