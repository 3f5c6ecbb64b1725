// Raw SQL through either driver.

import type { SQL } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'

/**
 * The rows of a raw query: postgres.js answers with an array, PGlite with an object. Values are as
 * the driver parsed them: int8 is a number, instants and days are text (`instant.mapFromDriverValue`
 * of a column reads them), so name the row's type with that in mind.
 */
export async function rowsOf<Row extends Record<string, unknown>>(
  db: Pick<Db, 'execute'>,
  query: SQL,
): Promise<readonly Row[]> {
  const answer: unknown = await db.execute(query)
  return Array.isArray(answer) ? [...answer] : (answer as { rows: Row[] }).rows
}
