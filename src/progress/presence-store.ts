// Presence in Postgres: who turned out to have left a guild, so that boards need not ask again.

import { and, eq } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import { members } from '#settings/tables.ts'
import { isOneOf } from './lists.ts'

/** Remembers that members have left. Their history stays; boards leave them out when they are read. */
export async function rememberLeft(
  db: Db,
  guild: string,
  gone: ReadonlySet<string>,
): Promise<void> {
  if (gone.size === 0) return
  await db
    .insert(members)
    .values([...gone].map((member) => ({ guild, member, left: true })))
    .onConflictDoUpdate({ target: [members.guild, members.member], set: { left: true } })
}

/** Members who do something in a guild are in it, also when they had left before. */
export async function rememberHere(db: Db, guild: string, here: readonly string[]): Promise<void> {
  await db
    .update(members)
    .set({ left: false })
    .where(and(eq(members.guild, guild), eq(members.left, true), isOneOf(members.member, here)))
}
