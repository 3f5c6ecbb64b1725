// Item versions in Postgres: what the files held whenever they were read.

import { and, eq, notInArray } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import type { Item } from './item.ts'
import { items, itemVersions } from './tables.ts'

/**
 * Writes down the bank as it stands: new revisions are appended, an item whose file is gone is
 * retired, one that came back is active again. Nothing is ever overwritten or deleted.
 */
export async function syncBank(
  db: Db,
  bank: readonly Item[],
  proofs: ReadonlyMap<string, string>,
  now: Temporal.Instant,
): Promise<void> {
  await db.transaction(async (tx) => {
    for (const item of bank) {
      const { id, course, hash: revision } = item
      await tx
        .insert(itemVersions)
        .values({
          item: id,
          revision,
          course,
          body: item,
          proof: proofs.get(item.concept) ?? '',
          added: now,
        })
        .onConflictDoNothing()
      await tx
        .insert(items)
        .values({ id, course, revision, state: 'active' })
        .onConflictDoUpdate({ target: items.id, set: { course, revision, state: 'active' } })
    }
    const ids = bank.map(({ id }) => id)
    await tx
      .update(items)
      .set({ state: 'retired' })
      .where(and(eq(items.state, 'active'), ids.length > 0 ? notInArray(items.id, ids) : undefined))
  })
}

/** An item as it was at a revision. Throws when that revision was never written down: a bug. */
export async function itemAt(db: Db, id: string, revision: string): Promise<Item> {
  const [row] = await db
    .select({ body: itemVersions.body })
    .from(itemVersions)
    .where(and(eq(itemVersions.item, id), eq(itemVersions.revision, revision)))
  if (!row) throw new Error(`item ${id} has no revision ${revision}`)
  return row.body
}
