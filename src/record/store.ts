// Rounds and ballots in Postgres: plain queries, no rules.

import { and, asc, desc, eq, gte, inArray, lte } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import type { Day } from '#lib/day.ts'
import { ballots, rounds } from './tables.ts'

export type Round = typeof rounds.$inferSelect
export type Ballots = ReadonlyMap<string, readonly string[]>

export async function roundOf(db: Db, id: string): Promise<Round | undefined> {
  const [row] = await db.select().from(rounds).where(eq(rounds.id, id))
  return row
}

export async function roundOn(db: Db, guild: string, day: Day): Promise<Round | undefined> {
  const [row] = await db
    .select()
    .from(rounds)
    .where(and(eq(rounds.guild, guild), eq(rounds.localDate, day)))
  return row
}

export async function roundOfMessage(db: Db, message: string): Promise<Round | undefined> {
  const [row] = await db.select().from(rounds).where(eq(rounds.message, message))
  return row
}

/** Claims a guild's date for a round; undefined when the date has one already. */
export async function claimRound(
  db: Db,
  round: typeof rounds.$inferInsert,
): Promise<Round | undefined> {
  const [row] = await db.insert(rounds).values(round).onConflictDoNothing().returning()
  return row
}

/** A claimed round has been posted as this message. */
export async function openRound(db: Db, id: string, message: string): Promise<void> {
  await db
    .update(rounds)
    .set({ message, state: 'open' })
    .where(and(eq(rounds.id, id), eq(rounds.state, 'claimed')))
}

/** Gives up a claimed round that could not be posted, so that the date has none. */
export async function abandonRound(db: Db, id: string): Promise<void> {
  await db.delete(rounds).where(and(eq(rounds.id, id), eq(rounds.state, 'claimed')))
}

/** The guard of closing: true for exactly one caller. */
export async function closeRound(db: Db, id: string): Promise<boolean> {
  const closed = await db
    .update(rounds)
    .set({ state: 'closed' })
    .where(and(eq(rounds.id, id), eq(rounds.state, 'open')))
    .returning({ id: rounds.id })
  return closed.length === 1
}

/** What a guild was asked before, newest first. */
export function roundsBefore(db: Db, guild: string, day: Day): Promise<Round[]> {
  return db
    .select()
    .from(rounds)
    .where(and(eq(rounds.guild, guild), lte(rounds.localDate, day.subtract({ days: 1 }))))
    .orderBy(desc(rounds.localDate))
}

/** A guild's rounds from the first to the last date, both included, oldest first. */
export function roundsBetween(db: Db, guild: string, first: Day, last: Day): Promise<Round[]> {
  return db
    .select()
    .from(rounds)
    .where(and(eq(rounds.guild, guild), gte(rounds.localDate, first), lte(rounds.localDate, last)))
    .orderBy(asc(rounds.localDate))
}

/** When the last of the rounds that are still open closes; undefined when none is open. */
export async function lastClosing(
  db: Db,
  guild: string,
  first: Day,
  last: Day,
): Promise<Temporal.Instant | undefined> {
  const open = await db
    .select({ closes: rounds.closes })
    .from(rounds)
    .where(
      and(
        eq(rounds.guild, guild),
        inArray(rounds.state, ['claimed', 'open']),
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

/** Puts one option on a member's ballot; on a single-choice round it replaces what was there. */
export function castVote(
  db: Db,
  vote: { readonly round: string; readonly member: string; readonly option: string },
  replaces: boolean,
): Promise<void> {
  return db.transaction(async (tx) => {
    if (replaces) {
      await tx
        .delete(ballots)
        .where(and(eq(ballots.round, vote.round), eq(ballots.member, vote.member)))
    }
    await tx.insert(ballots).values(vote).onConflictDoNothing()
  })
}

/** Takes one option off a member's ballot. */
export async function withdrawVote(
  db: Db,
  vote: { readonly round: string; readonly member: string; readonly option: string },
): Promise<void> {
  await db
    .delete(ballots)
    .where(
      and(
        eq(ballots.round, vote.round),
        eq(ballots.member, vote.member),
        eq(ballots.option, vote.option),
      ),
    )
}

/** Makes a round's ballots exactly these. */
export async function replaceBallots(db: Db, round: string, held: Ballots): Promise<void> {
  await db.delete(ballots).where(eq(ballots.round, round))
  const rows = [...held].flatMap(([member, options]) =>
    options.map((option) => ({ round, member, option })),
  )
  for (let from = 0; from < rows.length; from += rowsPerInsert) {
    await db.insert(ballots).values(rows.slice(from, from + rowsPerInsert))
  }
}

// PostgreSQL takes at most 65,535 parameters in a statement; three make a row.
const rowsPerInsert = 10_000
