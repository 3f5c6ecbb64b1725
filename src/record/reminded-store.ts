// Reminded in Postgres: who was reminded on a guild's day, written down before they are.

import type { Db } from '#core/deps.ts'
import type { Day } from '#lib/day.ts'
import { reminded } from './tables.ts'

/** Claims members for a reminder on one of the guild's days: gives those whom nobody had claimed for it. */
export async function claimReminders(
  db: Db,
  guild: string,
  localDate: Day,
  members: readonly string[],
): Promise<ReadonlySet<string>> {
  if (members.length === 0) return new Set()
  const claimed = await db
    .insert(reminded)
    // In one order, so that two attempts at once wait for each other and never in a circle.
    .values(members.toSorted().map((member) => ({ guild, member, localDate })))
    .onConflictDoNothing()
    .returning({ member: reminded.member })
  return new Set(claimed.map(({ member }) => member))
}
