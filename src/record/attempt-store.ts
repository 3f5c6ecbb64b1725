// Attempts in Postgres: plain queries, no rules.

import { and, eq, gte, max } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import { attempts } from './tables.ts'

export type Attempt = typeof attempts.$inferSelect

/** What a member has answered in a set of questions. */
export function attemptsIn(db: Db, set: string, member: string): Promise<Attempt[]> {
  return db
    .select()
    .from(attempts)
    .where(and(eq(attempts.set, set), eq(attempts.member, member)))
}

/** Keeps an attempt and gives the one that counts: a member's first at an item in a set. */
export async function keepAttempt(db: Db, attempt: typeof attempts.$inferInsert): Promise<Attempt> {
  const [added] = await db.insert(attempts).values(attempt).onConflictDoNothing().returning()
  if (added) return added
  const { set, member, item } = attempt
  const [first] = (await attemptsIn(db, set, member)).filter((known) => known.item === item)
  if (!first) throw new Error(`attempt ${attempt.id} is kept for another question`)
  return first
}

/** When a member last answered each item right, of those they did since an instant. */
export async function lastRight(
  db: Db,
  who: { readonly guild: string; readonly member: string },
  since: Temporal.Instant,
): Promise<ReadonlyMap<string, Temporal.Instant>> {
  const rows = await db
    .select({ item: attempts.item, last: max(attempts.attempted) })
    .from(attempts)
    .where(
      and(
        eq(attempts.guild, who.guild),
        eq(attempts.member, who.member),
        eq(attempts.isRight, true),
        gte(attempts.attempted, since),
      ),
    )
    .groupBy(attempts.item)
  return new Map(rows.flatMap(({ item, last }) => (last ? [[item, last] as const] : [])))
}
