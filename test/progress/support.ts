// A guild's rounds for tests: put into the record and closed as the daily round closes them.

import type { Db } from '#core/deps.ts'
import { settleRound } from '#progress/settle.ts'
import { streaksOf, totalsOf } from '#progress/settlement-store.ts'
import { type Ballots, closeRound, replaceBallots } from '#record/store.ts'
import { rounds } from '#record/tables.ts'

export const monday = Temporal.PlainDate.from('2026-11-02')

export type TestRound = {
  readonly guild: string
  /** Days after `monday`. */
  readonly day: number
  readonly domain?: string
  readonly keys?: readonly string[]
}

const idOf = ({ guild, day }: TestRound): string => `${guild}-${day}`

/** Opens a round; it closes twelve hours later than it opened. */
export async function openTestRound(db: Db, round: TestRound): Promise<void> {
  const localDate = monday.add({ days: round.day })
  const opens = localDate.toZonedDateTime('UTC').toInstant().add({ hours: 9 })
  await db.insert(rounds).values({
    id: idOf(round),
    guild: round.guild,
    localDate,
    item: 'item',
    revision: '1',
    concept: 'concept',
    domain: round.domain ?? 'security',
    topic: 'topic',
    shown: ['a', 'b', 'c', 'd'],
    keys: [...(round.keys ?? ['a'])],
    code: 'CODE',
    channel: 'channel',
    message: `message ${idOf(round)}`,
    opens,
    closes: opens.add({ hours: 12 }),
    state: 'open',
  })
}

/** Closes an open round with these ballots, as the daily round does; false when it was closed. */
export function closeTestRound(db: Db, round: TestRound, ballots: Ballots): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (!(await closeRound(tx, idOf(round)))) return false
    await replaceBallots(tx, idOf(round), ballots)
    await settleRound(
      tx,
      {
        guild: round.guild,
        localDate: monday.add({ days: round.day }),
        domain: round.domain ?? 'security',
        keys: [...(round.keys ?? ['a'])],
      },
      ballots,
    )
    return true
  })
}

/** Opens and closes a round; `votes` names each voter's options, as in `{ ana: 'ac' }`. */
export async function playRound(
  db: Db,
  round: TestRound,
  votes: Readonly<Record<string, string>>,
): Promise<boolean> {
  await openTestRound(db, round)
  return closeTestRound(db, round, ballotsFrom(votes))
}

const ballotsFrom = (votes: Readonly<Record<string, string>>): Ballots =>
  new Map(Object.entries(votes).map(([member, options]) => [member, [...options]]))

/** A guild's totals and streaks, in an order and with days that can be compared. */
export async function progressOf(db: Db, guild: string) {
  const rows = await totalsOf(db, guild)
  return {
    totals: rows.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
    streaks: new Map(
      [...(await streaksOf(db, guild))].map(([member, { lastDate, ...rest }]) => [
        member,
        { ...rest, lastDate: lastDate.toString() },
      ]),
    ),
  }
}
