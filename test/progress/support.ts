// A guild's rounds for tests: put into the record and closed as the daily round closes them.

import { and, eq, sql } from 'drizzle-orm'
import type { Item } from '#bank/item.ts'
import type { Db } from '#core/deps.ts'
import type { Answered } from '#progress/mastery.ts'
import type { Place } from '#progress/period.ts'
import type { Gain } from '#progress/points.ts'
import { settleRound } from '#progress/settle.ts'
import { settleAttempt } from '#progress/settle-practice.ts'
import { streaksOf, totalsOf } from '#progress/settlement-store.ts'
import { places } from '#progress/tables.ts'
import { replaceBallots } from '#record/ballot-store.ts'
import { type Ballots, closeRound } from '#record/store.ts'
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
    await settleRound(tx, { id: idOf(round) }, ballots)
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

/** The instant a test round on a day after `monday` opens: nine in the morning, UTC. */
export const openingOf = (day: number): Temporal.Instant =>
  monday.add({ days: day }).toZonedDateTime('UTC').toInstant().add({ hours: 9 })

export type TestAttempt = {
  readonly guild: string
  readonly member: string
  readonly set: string
  readonly item: string
  readonly isRight: boolean
  readonly at: Temporal.Instant
  readonly id?: string
  readonly revision?: string
  readonly kind?: 'practice' | 'review' | 'exam'
}

/** An item of a domain, with a concept of its own. */
export function testItem(id: string, domain: string | undefined): Item {
  const both = { ko: id, en: id }
  return {
    id,
    course: 'course',
    topic: 'topic',
    concept: `concept of ${id}`,
    domain,
    task: undefined,
    difficulty: 1,
    stem: both,
    options: ['a', 'b', 'c', 'd'].map((option) => ({ id: option, text: both, rationale: both })),
    keys: ['a'],
    source: { file: 'note.en.md', lines: [1, 2] },
    hash: `hash of ${id}`,
  }
}

/** An answer some days before `today`: in private, and right, unless said otherwise. */
export const answerBefore = (
  today: Temporal.PlainDate,
  { ago = 0, ...more }: Partial<Answered> & { readonly ago?: number } = {},
): Answered => {
  const day = today.subtract({ days: ago })
  return {
    item: 'item',
    concept: 'concept',
    topic: 'topic',
    domain: 'security',
    isRight: true,
    isPublic: false,
    at: day.toZonedDateTime('UTC').toInstant(),
    day,
    ...more,
  }
}

/** Answers an item in practice, as the button beneath a question does. */
export const practise = (db: Db, { guild, member, set, item, isRight, at, ...more }: TestAttempt) =>
  settleAttempt(db, {
    id: more.id ?? `${guild} ${set} ${member} ${item} ${at}`,
    guild,
    member,
    set,
    item,
    revision: more.revision ?? '1',
    chosen: [isRight ? 'a' : 'b'],
    isRight,
    kind: more.kind ?? 'practice',
    attempted: at,
    localDate: at.toZonedDateTimeISO('UTC').toPlainDate(),
  })

/** A practice set, an answer a minute from `at` on: `++-++` is right, right, wrong, right, right. */
export async function practiseSet(
  db: Db,
  set: Pick<TestAttempt, 'guild' | 'member' | 'set' | 'at'>,
  written: string,
): Promise<void> {
  for (const [place, sign] of [...written].entries()) {
    const at = set.at.add({ minutes: place })
    await practise(db, { ...set, item: `item ${place}`, isRight: sign === '+', at })
  }
}

const ballotsFrom = (votes: Readonly<Record<string, string>>): Ballots =>
  new Map(Object.entries(votes).map(([member, options]) => [member, [...options]]))

/** The number of a place in a guild; it is given one when it has none. */
export async function placeOf(db: Db, place: Place & { readonly guild: string }): Promise<number> {
  await db.insert(places).values(place).onConflictDoNothing()
  const { guild, period, domain } = place
  const [row] = await db
    .select()
    .from(places)
    .where(and(eq(places.guild, guild), eq(places.period, period), eq(places.domain, domain)))
  return row?.id ?? Number.NaN
}

/** Writes over what a total says, by hand: nothing of ours does. */
export async function corruptTotal(
  db: Db,
  { member, guild, period, domain }: Place & { readonly guild: string; readonly member: string },
  wrong: Partial<Gain>,
): Promise<void> {
  for (const [figure, value] of Object.entries(wrong)) {
    await db.execute(sql`
      update totals set ${sql.identifier(figure)} = ${value}
      where guild = ${guild} and member = ${member} and period = ${period} and domain = ${domain}`)
  }
}

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
