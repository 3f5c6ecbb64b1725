// The planner's queries: what is owed is written down ahead, what is due is handed out.

import { and, asc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import { isBefore } from '#lib/day.ts'
import type { Slot } from './calendar.ts'
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

/** How long ago a slot may have come due and still wait for its turn among others due with it. */
const crowdLasts = { minutes: 30 }

/** Requests to the chat service that carrying out a slot takes, about; one where none is named. */
const requestsOf = sql`case ${slots.kind} when 'close' then 6 when 'board' then 2 else 1 end`

/**
 * Slots due at the same instant take turns: the first second's worth of requests at once, the others
 * evenly after it. A slot's turn follows from its place among all of them, so replicas agree on it
 * without a word.
 */
function whoseTurnItIs(now: Temporal.Instant, perSecond: number) {
  const due = sql.param(now, slots.due)
  const since = sql.param(now.subtract(crowdLasts), slots.due)
  return sql`(${slots.due} <= ${since} or
    (${slots.guild}, ${slots.kind}, ${slots.localDate}, ${slots.subject}) in (
      select guild, kind, local_date, subject from (
        select guild, kind, local_date, subject, due, sum(requests) over (
          partition by due order by guild, kind, local_date, subject
          rows between unbounded preceding and 1 preceding) as before
        from (select *, ${requestsOf} as requests from ${slots}
          where ${slots.state} in ('planned', 'sent', 'done', 'missed', 'failed')
            and ${slots.due} > ${since} and ${slots.due} <= ${due}) as crowd) as turns
      where case when coalesce(before, 0) < ${perSecond}::int then due
        else due + before * interval '1 second' / ${perSecond}::int end <= ${due}))`
}

/** How many planned slots are due at `now`; counts no further than `most`. */
export async function dueUpTo(db: Db, now: Temporal.Instant, most: number): Promise<number> {
  const due = await db
    .select({ due: slots.due })
    .from(slots)
    .where(and(eq(slots.state, 'planned'), lte(slots.due, now)))
    .limit(most)
  return due.length
}

/**
 * Hands up to `most` due slots of a state to `send` and marks them as sent, in one transaction, so
 * that a slot is sent exactly when its job exists. Replicas never see the same slot. `send` says
 * false when the slot's job is still there: the slot then stays as it is. Gives how many were sent.
 * With `perSecond` many due at once are spread over the seconds that follow.
 */
export function sendDue(
  db: Db,
  now: Temporal.Instant,
  state: 'planned' | 'sent',
  { most, perSecond }: { readonly most: number; readonly perSecond?: number },
  send: (tx: Db, slot: StoredSlot) => Promise<boolean>,
): Promise<number> {
  return db.transaction(async (tx) => {
    const due = await tx
      .select()
      .from(slots)
      .where(
        and(
          eq(slots.state, state),
          lte(slots.due, now),
          perSecond === undefined ? undefined : whoseTurnItIs(now, perSecond),
        ),
      )
      .orderBy(asc(slots.due), asc(slots.guild))
      .limit(most)
      .for('update', { skipLocked: true })
    const sent: StoredSlot[] = []
    for (const slot of due) if (await send(tx, slot)) sent.push(slot)
    if (sent.length > 0 && state !== 'sent') {
      await tx
        .update(slots)
        .set({ state: 'sent' })
        .where(or(...sent.map(isSlot)))
    }
    return sent.length
  })
}
