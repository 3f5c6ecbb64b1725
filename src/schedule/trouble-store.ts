// Troubles in Postgres: what failed in a channel, what was told of it, and when that is over.

import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import type { Slot } from './calendar.ts'
import { isTold } from './kinds.ts'
import { isSlot, type StoredSlot } from './store.ts'
import { slots } from './tables.ts'

type TroubleKey = Pick<StoredSlot, 'guild' | 'localDate' | 'subject'>

/** What a trouble is about: told kinds not posted in its channel on its date, by when they were due. */
async function unpostedIn(
  db: Db,
  { guild, localDate, subject }: TroubleKey,
): Promise<StoredSlot[]> {
  const rows = await db
    .select()
    .from(slots)
    .where(
      and(
        eq(slots.guild, guild),
        eq(slots.localDate, localDate),
        eq(slots.channel, subject),
        isNull(slots.message),
      ),
    )
    .orderBy(asc(slots.due), asc(slots.kind))
  return rows.filter(({ kind }) => isTold(kind))
}

/** What has failed of what a trouble is about, by when it was due; what is tried again has not. */
export const failedIn = async (db: Db, trouble: TroubleKey): Promise<StoredSlot[]> =>
  (await unpostedIn(db, trouble)).filter(({ state }) => state === 'failed')

/**
 * Writes down that a trouble is owed. One of that date that is over is owed anew, under a later due time,
 * which tells the two apart; one that nobody could be told of waits for the chance of all that failed.
 */
export async function oweTrouble(db: Db, slot: Slot): Promise<void> {
  await db
    .insert(slots)
    .values({ ...slot, until: slot.until ?? null, closes: slot.closes ?? null })
    .onConflictDoUpdate({
      target: [slots.guild, slots.kind, slots.localDate, slots.subject],
      set: {
        state: 'planned',
        attempts: 0,
        message: null,
        reason: null,
        due: sql`greatest(excluded.due, ${slots.due} + interval '1 millisecond')`,
        until: sql`excluded.until`,
      },
      setWhere: sql`${slots.state} in ('done', 'missed') and ${slots.reason} is not null`,
    })
}

/** Whether a trouble that goes on has told of this kind: no post of it was taken since. */
export async function isToldOf(
  db: Db,
  { guild, subject }: Pick<TroubleKey, 'guild' | 'subject'>,
  kind: string,
): Promise<boolean> {
  const [last] = await db
    .select()
    .from(slots)
    .where(
      and(
        eq(slots.guild, guild),
        eq(slots.kind, 'trouble'),
        eq(slots.subject, subject),
        isNotNull(slots.message),
        isNull(slots.reason),
      ),
    )
    .orderBy(desc(slots.due))
    .limit(1)
  if (!last) return false
  const taken = await db
    .select({ due: slots.due })
    .from(slots)
    .where(
      and(
        eq(slots.guild, guild),
        eq(slots.kind, kind),
        // Where no channel was set, any that took one since is one.
        subject === '' ? undefined : eq(slots.channel, subject),
        isNotNull(slots.message),
        gt(slots.due, last.due),
      ),
    )
    .limit(1)
  return taken.length === 0
}

/**
 * Ends the troubles of a channel that were told when it took the post of a slot, given as it was begun:
 * of a kind that had failed there, or any once nothing is known to. The next one there is told anew.
 */
export async function endTroubles(db: Db, slot: StoredSlot, channel: string): Promise<void> {
  const going = await db
    .select()
    .from(slots)
    .where(
      and(
        eq(slots.guild, slot.guild),
        eq(slots.kind, 'trouble'),
        // And there is a channel.
        inArray(slots.subject, [channel, '']),
        isNull(slots.reason),
      ),
    )
    .orderBy(asc(slots.localDate), asc(slots.subject))
    // One that is being told just now is told first or sees what was taken: never neither.
    .for('update')
  for (const trouble of going) {
    if (trouble.message === null) continue
    const about = (await unpostedIn(db, trouble)).map(({ kind }) => kind)
    const isOfIt =
      isTold(slot.kind) &&
      slot.message === null &&
      slot.channel === trouble.subject &&
      slot.localDate.equals(trouble.localDate)
    if (isOfIt || about.length === 0 || about.includes(slot.kind)) await end(db, trouble)
  }
}

/** Ends a trouble that was told just now when all that it is about was posted meanwhile. */
export async function endMended(db: Db, trouble: StoredSlot): Promise<void> {
  if ((await unpostedIn(db, trouble)).length === 0) await end(db, trouble)
}

async function end(db: Db, trouble: StoredSlot): Promise<void> {
  await db.update(slots).set({ reason: 'the channel took a post again' }).where(isSlot(trouble))
}
