// The planner's queries: what is owed is written down ahead, what is due is handed out.

import { and, asc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import { isBefore } from '#lib/day.ts'
import { leaveGuild } from '#settings/store.ts'
import { plannedKinds, type Slot } from './calendar.ts'
import { isSlot, owe, type StoredSlot } from './store.ts'
import { slots } from './tables.ts'

/** What one guild's planned future is to be: `owed` is written down, what is not in `kept` goes. */
type Plan = {
  readonly guild: string
  readonly owed: readonly Slot[]
  readonly kept: readonly Slot[]
}

/**
 * Makes the planned future of some guilds what their plans say, for these kinds: what settings no
 * longer ask for is taken back, unless it is due already, and what failed gets another chance while
 * it still makes sense, since a person may have mended what stood in its way.
 */
export async function replan(
  db: Db,
  plans: readonly Plan[],
  kinds: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  if (plans.length === 0) return
  const guilds = plans.map(({ guild }) => guild)
  const kept = plans.flatMap((plan) =>
    plan.kept.map(({ guild, kind, localDate, subject }) => ({
      guild,
      kind,
      date: localDate.toString(),
      subject,
    })),
  )
  await db.transaction(async (tx) => {
    await tx.delete(slots).where(
      and(
        inArray(slots.guild, guilds),
        eq(slots.state, 'planned'),
        gt(slots.due, now),
        inArray(slots.kind, [...kinds]),
        // One parameter, however many there are: `notInArray` would take one each.
        sql`(${slots.guild}, ${slots.kind}, ${slots.localDate}, ${slots.subject}) not in (
          select guild, kind, date, subject
          from json_to_recordset(${JSON.stringify(kept)}::text::json)
            as kept(guild text, kind text, date date, subject text))`,
      ),
    )
    await tx
      .update(slots)
      .set({ state: 'planned', reason: null })
      .where(
        and(
          inArray(slots.guild, guilds),
          eq(slots.state, 'failed'),
          or(isNull(slots.until), gt(slots.until, now)),
        ),
      )
    // Hours that are over already are no hours: what is still planned keeps the ones it had.
    await owe(
      tx,
      plans.flatMap(({ owed }) =>
        owed.filter(({ until }) => until === undefined || !isBefore(until, now)),
      ),
    )
  })
}

/**
 * Takes back what is planned for a guild the bot is no longer in, and plans no more for it until it is
 * seen again; what happened there stays.
 */
export async function withdraw(db: Db, guild: string, now: Temporal.Instant): Promise<void> {
  await db.transaction(async (tx) => {
    await leaveGuild(tx, guild)
    await tx
      .delete(slots)
      .where(
        and(
          eq(slots.guild, guild),
          eq(slots.state, 'planned'),
          gt(slots.due, now),
          inArray(slots.kind, [...plannedKinds]),
        ),
      )
  })
}

/** How many slots were sent and not begun yet, by any replica; counts no further than `most`. */
export async function waiting(db: Db, most: number): Promise<number> {
  const sent = await db
    .select({ due: slots.due })
    .from(slots)
    .where(and(eq(slots.state, 'sent'), eq(slots.attempts, 0)))
    .limit(most)
  return sent.length
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
      // By the index alone: sorting a crowd that is due together would take longer than sending it.
      .orderBy(asc(slots.due))
      .limit(most)
      .for('update', { skipLocked: true })
    // All at once, so that they are queued together.
    const taken = await Promise.all(due.map((slot) => send(tx, slot)))
    const sent = due.filter((_, place) => taken[place])
    if (sent.length > 0 && state !== 'sent') {
      await tx
        .update(slots)
        .set({ state: 'sent' })
        .where(or(...sent.map(isSlot)))
    }
    return sent.length
  })
}
