// Rounds and ballots in Postgres: plain queries, no rules.

import { and, asc, desc, eq, gt, gte, inArray, lte, ne, or } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import type { Day } from '#lib/day.ts'
import { slots } from '#schedule/tables.ts'
import { ballots, presses, rounds } from './tables.ts'

export type Round = typeof rounds.$inferSelect
export type Ballots = ReadonlyMap<string, readonly string[]>

/** A round by its id; undefined when there is none. */
export async function roundOf(db: Db, id: string): Promise<Round | undefined> {
  const [row] = await db.select().from(rounds).where(eq(rounds.id, id))
  return row
}

/** The round of a guild's date; undefined when it has none. */
export async function roundOn(db: Db, guild: string, day: Day): Promise<Round | undefined> {
  const [row] = await db
    .select()
    .from(rounds)
    .where(and(eq(rounds.guild, guild), eq(rounds.localDate, day)))
  return row
}

/** The round a message is the poll of; undefined for every other message. */
export async function roundOfMessage(db: Db, message: string): Promise<Round | undefined> {
  const [row] = await db.select().from(rounds).where(eq(rounds.message, message))
  return row
}

/** The round of a guild that a message asks, reveals or teaches; undefined for every other message. */
export async function roundShown(
  db: Db,
  guild: string,
  message: string,
): Promise<Round | undefined> {
  const asked = await roundOfMessage(db, message)
  if (asked) return asked.guild === guild ? asked : undefined
  const [about] = await db
    .select({ round: slots.subject })
    .from(slots)
    .where(
      and(
        eq(slots.guild, guild),
        inArray(slots.kind, ['reveal', 'lesson']),
        eq(slots.message, message),
      ),
    )
  return about && roundOf(db, about.round)
}

/** The newest round of a guild that is open at `now`; undefined when none is. */
export async function openRoundAt(
  db: Db,
  guild: string,
  now: Temporal.Instant,
): Promise<Round | undefined> {
  const [row] = await db
    .select()
    .from(rounds)
    .where(and(eq(rounds.guild, guild), eq(rounds.state, 'open'), gt(rounds.closes, now)))
    .orderBy(desc(rounds.localDate))
    .limit(1)
  return row
}

/** Every round that stands open, of all guilds. */
export const openRounds = (db: Db): Promise<Round[]> =>
  db.select().from(rounds).where(eq(rounds.state, 'open'))

/** Claims a guild's date for a round; undefined when the date has one already. */
export async function claimRound(
  db: Db,
  round: typeof rounds.$inferInsert,
): Promise<Round | undefined> {
  const [row] = await db.insert(rounds).values(round).onConflictDoNothing().returning()
  return row
}

/** A claimed round has been posted as this message; false when it is not claimed any more. */
export async function openRound(db: Db, id: string, message: string): Promise<boolean> {
  const opened = await db
    .update(rounds)
    .set({ message, state: 'open' })
    .where(and(eq(rounds.id, id), eq(rounds.state, 'claimed')))
    .returning({ id: rounds.id })
  return opened.length === 1
}

/** Gives up a claimed round that could not be posted, so that the date has none. */
export function abandonRound(db: Db, id: string): Promise<void> {
  return db.transaction(async (tx) => {
    const abandoned = await tx
      .delete(rounds)
      .where(and(eq(rounds.id, id), eq(rounds.state, 'claimed')))
      .returning({ id: rounds.id })
    if (abandoned.length === 0) return
    await tx.delete(ballots).where(eq(ballots.round, id))
    await tx.delete(presses).where(eq(presses.round, id))
  })
}

/** The guard of closing: gives the round, as it is now, to exactly one caller. */
export async function closeRound(db: Db, id: string): Promise<Round | undefined> {
  const [closed] = await db
    .update(rounds)
    .set({ state: 'closed' })
    .where(and(eq(rounds.id, id), eq(rounds.state, 'open')))
    .returning()
  return closed
}

/** What a guild was asked before, newest first. */
export function roundsBefore(db: Db, guild: string, day: Day): Promise<Round[]> {
  return db
    .select()
    .from(rounds)
    .where(and(eq(rounds.guild, guild), lte(rounds.localDate, day.subtract({ days: 1 }))))
    .orderBy(desc(rounds.localDate))
}

/** The rounds in which a guild was asked one of these items. */
export function roundsAsking(db: Db, guild: string, items: readonly string[]): Promise<Round[]> {
  return db
    .select()
    .from(rounds)
    .where(and(eq(rounds.guild, guild), inArray(rounds.item, items)))
}

/** A guild's rounds that were posted, newest first. */
export function latestRounds(db: Db, guild: string, most: number): Promise<Round[]> {
  return db
    .select()
    .from(rounds)
    .where(and(eq(rounds.guild, guild), ne(rounds.state, 'claimed')))
    .orderBy(desc(rounds.localDate))
    .limit(most)
}

/** A guild's rounds from the first to the last date, both included, oldest first. */
export function roundsBetween(db: Db, guild: string, first: Day, last: Day): Promise<Round[]> {
  return db
    .select()
    .from(rounds)
    .where(and(eq(rounds.guild, guild), gte(rounds.localDate, first), lte(rounds.localDate, last)))
    .orderBy(asc(rounds.localDate))
}

/**
 * When the last of the rounds that are still open closes; undefined when none is open. A round that
 * was claimed and never recorded as posted counts until it would have closed.
 */
export async function lastClosing(
  db: Db,
  guild: string,
  first: Day,
  last: Day,
  now: Temporal.Instant,
): Promise<Temporal.Instant | undefined> {
  const open = await db
    .select({ closes: rounds.closes })
    .from(rounds)
    .where(
      and(
        eq(rounds.guild, guild),
        or(eq(rounds.state, 'open'), and(eq(rounds.state, 'claimed'), gt(rounds.closes, now))),
        gte(rounds.localDate, first),
        lte(rounds.localDate, last),
      ),
    )
    .orderBy(desc(rounds.closes))
    .limit(1)
  return open[0]?.closes
}

/** Everyone's ballot in a round: member → the options they hold. */
export async function ballotsOf(db: Db, round: string): Promise<Ballots> {
  const held = new Map<string, string[]>()
  for (const { member, option } of await db
    .select()
    .from(ballots)
    .where(eq(ballots.round, round))
    .orderBy(asc(ballots.member), asc(ballots.option))) {
    const options = held.get(member)
    if (options) options.push(option)
    else held.set(member, [option])
  }
  return held
}
