// Ballots in Postgres: cast, taken back and replaced while a round is open; plain queries, no rules.

import { and, countDistinct, eq, sql } from 'drizzle-orm'
import type { Db } from '#core/deps.ts'
import type { Ballots } from './store.ts'
import { ballots, presses, type RoundState, rounds } from './tables.ts'

/** How many members hold a ballot in a round. */
export async function votersIn(db: Db, round: string): Promise<number> {
  const [row] = await db
    .select({ voters: countDistinct(ballots.member) })
    .from(ballots)
    .where(eq(ballots.round, round))
  return row?.voters ?? 0
}

/** The options one member holds in a round. */
export async function ballotOf(db: Db, whose: Whose): Promise<readonly string[]> {
  const held = await db.select({ option: ballots.option }).from(ballots).where(isBallot(whose))
  return held.map(({ option }) => option)
}

type VoteRow = { readonly round: string; readonly member: string; readonly option: string }

/**
 * Puts one option on a member's ballot; on a single-choice round it replaces what was there. Changes
 * nothing once the round is closed, also when that happens at the same moment.
 */
export async function castVote(db: Db, vote: VoteRow, replaces: boolean): Promise<void> {
  await whileIn(['open'], db, vote.round, async (tx) => {
    await lockBallot(tx, vote)
    if (replaces) await tx.delete(ballots).where(isBallot(vote))
    await tx.insert(ballots).values(vote).onConflictDoNothing()
  })
}

/** Takes one option off a member's ballot while the round is open. */
export async function withdrawVote(db: Db, vote: VoteRow): Promise<void> {
  await whileIn(['open'], db, vote.round, async (tx) => {
    await tx.delete(ballots).where(and(isBallot(vote), eq(ballots.option, vote.option)))
  })
}

/**
 * Makes a member's ballot exactly these options, none for taking it back, unless a later press of
 * theirs has set it: two in a row may be handled in the other order, each by another replica. False
 * once the round is closed: nothing has changed then. A round that is still being posted takes ballots
 * too.
 */
export function setBallot(
  db: Db,
  { press, ...whose }: Whose & { readonly press: string },
  options: readonly string[],
): Promise<boolean> {
  const set = async (tx: Db) => {
    await lockBallot(tx, whose)
    const newest = await tx
      .insert(presses)
      .values({ ...whose, press })
      .onConflictDoUpdate({
        target: [presses.round, presses.member],
        set: { press: sql`excluded.press` },
        // As texts, 10 would come before 9.
        setWhere: sql`${presses.press}::bigint < excluded.press::bigint`,
      })
      .returning({ press: presses.press })
    if (newest.length === 0) return
    await tx.delete(ballots).where(isBallot(whose))
    const rows = options.map((option) => ({ ...whose, option }))
    if (rows.length > 0) await tx.insert(ballots).values(rows)
  }
  return whileIn(['claimed', 'open'], db, whose.round, set)
}

/** Forgets which presses set the ballots of a round that takes no more of them. */
export async function forgetPresses(tx: Db, round: string): Promise<void> {
  await tx.delete(presses).where(eq(presses.round, round))
}

type Whose = Pick<VoteRow, 'round' | 'member'>

const isBallot = ({ round, member }: Whose) =>
  and(eq(ballots.round, round), eq(ballots.member, member))

/** One change of a ballot at a time, over all replicas: two that replace it would both stay. */
const lockBallot = (tx: Db, { round, member }: Whose) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`ballot ${round} ${member}`}, 0))`)

/**
 * Does the work if the round is in one of these states, and keeps it there meanwhile: beside others
 * that do so (`share`), or alone (`update`). Gives whether it was done.
 */
export function whileIn(
  states: readonly RoundState[],
  db: Db,
  round: string,
  work: (tx: Db) => Promise<void>,
  lock: 'share' | 'update' = 'share',
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .select({ state: rounds.state })
      .from(rounds)
      .where(eq(rounds.id, round))
      .for(lock)
    if (!row || !states.includes(row.state)) return false
    await work(tx)
    return true
  })
}

/**
 * Makes a round's ballots exactly these, in one statement: rows that stand already, as most do when
 * votes were heard as they came, are left alone. `not in` is always hashed, where `not exists` may
 * compare each with each.
 */
export async function replaceBallots(db: Db, round: string, held: Ballots): Promise<void> {
  const votes = [...held].flatMap(([member, options]) =>
    options.map((option) => ({ member, option })),
  )
  const members = textArray(votes.map(({ member }) => member))
  const options = textArray(votes.map(({ option }) => option))
  await db.execute(sql`
    with held as materialized (
      select member, option from unnest(${members}::text[], ${options}::text[]) as vote (member, option)
    ), gone as (
      delete from ballots
      where round = ${round} and (member, option) not in (select member, option from held)
    )
    insert into ballots (round, member, option)
    select ${round}, member, option from held
    where (member, option) not in (select member, option from ballots where round = ${round})
    on conflict do nothing`)
}

/** A list as PostgreSQL reads it from text: any length in one parameter, alike through both drivers. */
export const textArray = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
