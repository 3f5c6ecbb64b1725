// Slots in Postgres.

import { and, asc, desc, eq, gt, gte, inArray, lt, lte, ne, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import type { Day } from '#lib/day.ts'
import type { Slot } from './calendar.ts'
import { type SlotState, slots } from './tables.ts'

export type SlotKey = Pick<Slot, 'guild' | 'kind' | 'localDate' | 'subject'>
export type StoredSlot = typeof slots.$inferSelect

/** The condition that a row is this very slot. */
export const isSlot = (key: SlotKey) =>
  and(
    eq(slots.guild, key.guild),
    eq(slots.kind, key.kind),
    eq(slots.localDate, key.localDate),
    eq(slots.subject, key.subject),
  )

/** Writes down what is owed. One already owed moves to its new time unless it is under way or over. */
export async function owe(db: Db, owed: readonly Slot[]): Promise<void> {
  if (owed.length === 0) return
  await db
    .insert(slots)
    .values(owed.map(({ until = null, closes = null, ...slot }) => ({ ...slot, until, closes })))
    .onConflictDoUpdate({
      target: [slots.guild, slots.kind, slots.localDate, slots.subject],
      set: {
        due: sql`excluded.due`,
        until: sql`excluded.until`,
        closes: sql`excluded.closes`,
      },
      // What is the same already is not written again: after a restart that is nearly everything.
      setWhere: sql`${slots.state} = 'planned' and (${slots.due}, ${slots.until}, ${slots.closes})
        is distinct from (excluded.due, excluded.until, excluded.closes)`,
    })
}

/** Begins an attempt at a slot that was sent; undefined when it is over or was never sent. */
export async function beginSlot(db: Db, key: SlotKey): Promise<StoredSlot | undefined> {
  const [row] = await db
    .update(slots)
    .set({ attempts: sql`${slots.attempts} + 1` })
    .where(and(isSlot(key), eq(slots.state, 'sent')))
    .returning()
  return row
}

/** A slot as it is written down; undefined when nothing of the kind is owed. */
export async function slotOf(db: Db, key: SlotKey): Promise<StoredSlot | undefined> {
  const [row] = await db.select().from(slots).where(isSlot(key))
  return row
}

/** Ends a slot, or puts it back to be sent again at a later instant. */
export async function settleSlot(
  db: Db,
  key: SlotKey,
  change: {
    readonly state: SlotState
    readonly reason?: string
    readonly message?: string
    readonly channel?: string | null
    readonly due?: Temporal.Instant
  },
): Promise<void> {
  await db.update(slots).set(change).where(isSlot(key))
}

/** A guild's slots of these kinds from the first to the last date, both included, by date. */
export function slotsBetween(
  db: Db,
  guild: string,
  kinds: readonly string[],
  first: Day,
  last: Day,
): Promise<StoredSlot[]> {
  return db
    .select()
    .from(slots)
    .where(
      and(
        eq(slots.guild, guild),
        inArray(slots.kind, [...kinds]),
        gte(slots.localDate, first),
        lte(slots.localDate, last),
      ),
    )
    .orderBy(asc(slots.localDate))
}

/** The slot of the latest date that meets all of these. */
async function lastWhere(
  db: Db,
  ...conditions: readonly (SQL | undefined)[]
): Promise<StoredSlot | undefined> {
  const [row] = await db
    .select()
    .from(slots)
    .where(and(...conditions))
    .orderBy(desc(slots.localDate))
    .limit(1)
  return row
}

/** The guild's slot of this kind before a date in one of these states, the latest. */
export const slotBefore = (
  db: Db,
  { guild, kind, localDate }: Pick<Slot, 'guild' | 'kind' | 'localDate'>,
  states: readonly SlotState[],
): Promise<StoredSlot | undefined> =>
  lastWhere(
    db,
    eq(slots.guild, guild),
    eq(slots.kind, kind),
    lt(slots.localDate, localDate),
    inArray(slots.state, [...states]),
  )

/** The guild's last slot of a kind and subject. */
export const lastOf = (
  db: Db,
  { guild, kind, subject }: Pick<Slot, 'guild' | 'kind' | 'subject'>,
): Promise<StoredSlot | undefined> =>
  lastWhere(db, eq(slots.guild, guild), eq(slots.kind, kind), eq(slots.subject, subject))

/** The next thing owed after `now`, to one guild or of one kind when they are named. */
export async function nextSlot(
  db: Db,
  now: Temporal.Instant,
  guild?: string,
  kind?: string,
): Promise<StoredSlot | undefined> {
  const [row] = await db
    .select()
    .from(slots)
    .where(
      and(
        eq(slots.state, 'planned'),
        gt(slots.due, now),
        guild === undefined ? undefined : eq(slots.guild, guild),
        // A check of a count is nothing anyone waits for.
        kind === undefined ? ne(slots.kind, 'check') : eq(slots.kind, kind),
      ),
    )
    .orderBy(asc(slots.due))
    .limit(1)
  return row
}

/** How many slots are due or under way at `now`: none when the bot has caught up. */
export async function unfinished(db: Db, now: Temporal.Instant): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(slots)
    .where(and(inArray(slots.state, ['planned', 'sent']), lte(slots.due, now)))
  return row?.count ?? 0
}
