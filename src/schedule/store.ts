// Slots in Postgres.

import { and, asc, eq, gt, inArray, isNull, lte, notInArray, or, sql } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import { isBefore } from '#lib/day.ts'
import type { Slot } from './calendar.ts'
import { type SlotState, slots } from './tables.ts'

export type SlotKey = Pick<Slot, 'guild' | 'kind' | 'localDate' | 'subject'>
export type StoredSlot = typeof slots.$inferSelect

const isSlot = (key: SlotKey) =>
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
      setWhere: eq(slots.state, 'planned'),
    })
}

/**
 * Makes a guild's planned future exactly `owed` for these kinds: what settings no longer ask for is
 * taken back, unless it is due already, and what failed gets another chance while it still makes
 * sense, since a person may have mended what stood in its way.
 */
export async function replan(
  db: Db,
  guild: string,
  kinds: readonly string[],
  owed: readonly Slot[],
  now: Temporal.Instant,
): Promise<void> {
  const keys = owed.map((slot) => `${slot.kind} ${slot.localDate}`)
  await db.transaction(async (tx) => {
    await tx
      .delete(slots)
      .where(
        and(
          eq(slots.guild, guild),
          eq(slots.state, 'planned'),
          gt(slots.due, now),
          inArray(slots.kind, [...kinds]),
          keys.length > 0
            ? notInArray(sql`${slots.kind} || ' ' || ${slots.localDate}::text`, keys)
            : undefined,
        ),
      )
    await tx
      .update(slots)
      .set({ state: 'planned', reason: null })
      .where(
        and(
          eq(slots.guild, guild),
          eq(slots.state, 'failed'),
          or(isNull(slots.until), gt(slots.until, now)),
        ),
      )
    // Hours that are over already are no hours: what is still planned keeps the ones it had.
    await owe(
      tx,
      owed.filter(({ until }) => until === undefined || !isBefore(until, now)),
    )
  })
}

/**
 * Hands up to `most` due slots of a state to `send` and marks them as sent, in one transaction, so
 * that a slot is sent exactly when its job exists. Replicas never see the same slot. `send` says
 * false when the slot's job is still there: the slot then stays as it is. Gives how many were sent.
 */
export function sendDue(
  db: Db,
  now: Temporal.Instant,
  state: 'planned' | 'sent',
  most: number,
  send: (tx: Db, slot: StoredSlot) => Promise<boolean>,
): Promise<number> {
  return db.transaction(async (tx) => {
    const due = await tx
      .select()
      .from(slots)
      .where(and(eq(slots.state, state), lte(slots.due, now)))
      .orderBy(asc(slots.due))
      .limit(most)
      .for('update', { skipLocked: true })
    let sent = 0
    for (const slot of due) {
      if (!(await send(tx, slot))) continue
      await tx.update(slots).set({ state: 'sent' }).where(isSlot(slot))
      sent += 1
    }
    return sent
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
    readonly due?: Temporal.Instant
  },
): Promise<void> {
  await db.update(slots).set(change).where(isSlot(key))
}

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
        kind === undefined ? undefined : eq(slots.kind, kind),
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
