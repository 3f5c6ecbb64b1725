// Corrections for tests of practising: an item that a group's round showed to be wrong, or right again.

import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import type { Db } from '#core/deps.ts'
import { type Correction, correctRound } from '#daily/correct.ts'
import { rounds } from '#record/tables.ts'
import { guild, starterItems } from './support.ts'

const now = Temporal.Instant.from('2026-11-16T23:00:00Z')
let corrections = 0

/** Puts one of the starter items to a group in a round that stands open; gives the round. */
export async function askInRound(db: Db, id: string, group = guild): Promise<string> {
  const item = starterItems.find((each) => each.id === id)
  if (!item) throw new Error(`no item ${id}`)
  const localDate = Temporal.PlainDate.from('2026-11-01').add({ days: starterItems.indexOf(item) })
  const round: typeof rounds.$inferInsert = {
    id: `${group}-${localDate}`,
    guild: group,
    localDate,
    item: id,
    revision: item.hash,
    concept: item.concept,
    domain: 'bread',
    topic: item.topic,
    shown: item.options.map((option) => option.id),
    keys: [...item.keys],
    code: 'CODE',
    channel: 'study',
    opens: now.subtract({ hours: 48 }),
    closes: now.subtract({ hours: 36 }),
    state: 'open',
  }
  await db.insert(rounds).values(round).onConflictDoNothing()
  return round.id
}

/** The same, closed and corrected thereafter. */
export async function correctItem(
  db: Db,
  id: string,
  correction: Correction,
  group = guild,
): Promise<void> {
  const round = await askInRound(db, id, group)
  await db.update(rounds).set({ state: 'closed' }).where(eq(rounds.id, round))
  corrections += 1
  const by = { id: `correction ${corrections}`, guild: group, actor: 'owner', now }
  expect(await correctRound(db, by, round, correction)).toMatchObject({ kind: 'done' })
}
