// Corrections of rounds in Postgres: what a round is made, and the audit that says who did it.

import { and, desc, eq, sql } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import type { Round } from './store.ts'
import { audit, rounds } from './tables.ts'

export type Audit = typeof audit.$inferSelect

/** A round that nobody else closes, corrects or votes in until this transaction ends. */
export async function lockRound(tx: Db, id: string): Promise<Round | undefined> {
  const [row] = await tx.select().from(rounds).where(eq(rounds.id, id)).for('update')
  return row
}

/** Makes a round's keys and whether it is voided these. */
export async function changeRound(
  tx: Db,
  id: string,
  change: Pick<Round, 'voided'> & { readonly keys: readonly string[] },
): Promise<void> {
  const { keys, voided } = change
  await tx
    .update(rounds)
    .set({ keys: [...keys], voided })
    .where(eq(rounds.id, id))
}

/** Appends what was changed; the same interaction a second time is an error of the caller. */
export async function keepAudit(tx: Db, row: typeof audit.$inferInsert): Promise<void> {
  await tx.insert(audit).values(row)
}

/** What one interaction changed; undefined when it changed nothing. */
export async function auditOf(db: Db, id: string): Promise<Audit | undefined> {
  const [row] = await db.select().from(audit).where(eq(audit.id, id))
  return row
}

/** Every correction of a round, newest first. */
export function auditsOf(
  db: Db,
  { guild, id: subject }: Pick<Round, 'guild' | 'id'>,
): Promise<Audit[]> {
  return (
    db
      .select()
      .from(audit)
      .where(and(eq(audit.guild, guild), eq(audit.subject, subject)))
      // Ids of Discord grow with time; as texts the longer one is the later.
      .orderBy(desc(audit.done), desc(sql`length(${audit.id})`), desc(audit.id))
  )
}

/**
 * The rounds of a guild that were voided at any time, also those that count again: whoever missed
 * one keeps the run that voiding it gave back.
 */
export async function everVoided(db: Db, guild: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectDistinct({ round: audit.subject })
    .from(audit)
    .where(and(eq(audit.guild, guild), eq(audit.kind, 'void')))
  return new Set(rows.map(({ round }) => round))
}
