// Ledger: the purse in Postgres: what is set aside and spent, never beyond a cap, on any replica.

import { and, count, eq, gte, isNull, sql, sum } from 'drizzle-orm'
import type { Clock, Db, Log } from '#core/deps.ts'
import type { Nanos, Usage } from '#core/llm.ts'
import { dayIn } from '#lib/day.ts'
import { portraitOf } from '#lib/portrait.ts'
import { fail, ok } from '#lib/result.ts'
import type { Cap, Purpose, Purse, Spender } from './purse.ts'
import { llmCalls, spendings } from './tables.ts'

/** The most that may be spent, in nano-dollars; the member's and the guild's are for their own day. */
export type Caps = Readonly<Record<Cap, Nanos>>

type Key = { readonly cap: Cap; readonly subject: string; readonly period: string }

/** Undoes a reservation of which one part did not fit. */
class Passed extends Error {
  readonly cap: Cap
  constructor(cap: Cap) {
    super(`the cap of the ${cap} would be passed`)
    this.cap = cap
  }
}

/**
 * A purse over the database. Every reservation raises four sums in one transaction, each only while it
 * stays within its cap, so that questions asked at once on several replicas cannot pass it together.
 */
export function createLedger(deps: {
  readonly db: Db
  readonly clock: Clock
  readonly caps: Caps
  readonly zoneOf: (guild: string) => Promise<string>
  readonly log: Log
}): Purse {
  const { db, clock, caps, zoneOf, log } = deps
  return {
    async reserve({ spender, purpose, llm, worst }) {
      const called = clock()
      const localDate = dayIn(await zoneOf(spender.guild), called)
      const keys = keysOf(spender, localDate, called)
      try {
        await db.transaction(async (tx) => {
          for (const key of keys) {
            if (!(await raise(tx, key, worst, caps[key.cap]))) throw new Passed(key.cap)
          }
          const { model } = llm
          const prices = llm.prices(called)
          const call = { ...spender, purpose, model, prices, reserved: worst, called, localDate }
          await tx.insert(llmCalls).values(call)
        })
      } catch (fault) {
        if (fault instanceof Passed) return fail(fault.cap)
        throw fault
      }
      const call = { ask: spender.ask, purpose }
      /** What was asked for is there already: an account that cannot be kept must not take it away. */
      const booked = (booking: Promise<void>): Promise<void> =>
        booking.catch((fault) => {
          log.error(
            { ...call, fault: portraitOf(fault) },
            'cost not settled, the reservation stays',
          )
        })
      return ok({
        settle: (usage) => {
          const settled = usage === undefined ? worst : llm.cost(usage, called)
          return booked(settleCall(db, call, keys, settled, usage))
        },
        release: () => booked(releaseCall(db, call, keys)),
      })
    },
  }
}

/** In one order everywhere, so that two transactions never wait for each other. */
const keysOf = (
  { guild, member }: Spender,
  localDate: Temporal.PlainDate,
  called: Temporal.Instant,
): readonly Key[] => {
  const utc = dayIn('UTC', called)
  return [
    { cap: 'month', subject: '', period: utc.toPlainYearMonth().toString() },
    { cap: 'day', subject: '', period: utc.toString() },
    { cap: 'guild', subject: guild, period: localDate.toString() },
    { cap: 'member', subject: `${guild}/${member}`, period: localDate.toString() },
  ]
}

/** Adds to a sum unless it would pass the cap; whether it did. */
async function raise(tx: Db, key: Key, by: Nanos, cap: Nanos): Promise<boolean> {
  if (by > cap) return false
  const raised = await tx
    .insert(spendings)
    .values({ ...key, spent: by })
    .onConflictDoUpdate({
      target: [spendings.cap, spendings.subject, spendings.period],
      set: { spent: sql`${spendings.spent} + ${by}` },
      setWhere: sql`${spendings.spent} + ${by} <= ${cap}`,
    })
    .returning({ spent: spendings.spent })
  return raised.length > 0
}

/** Books what a call cost in place of what was set aside for it; a second time changes nothing. */
async function settleCall(
  db: Db,
  { ask, purpose }: { readonly ask: string; readonly purpose: Purpose },
  keys: readonly Key[],
  settled: Nanos,
  usage: Usage | undefined,
): Promise<void> {
  const { input = 0, cacheRead = 0, cacheWrite = 0, cacheWriteHour = 0, output } = usage ?? {}
  const tokens = usage && { input: input + cacheRead + cacheWrite + cacheWriteHour, output }
  await db.transaction(async (tx) => {
    const [call] = await tx
      .update(llmCalls)
      .set({ settled, ...tokens })
      .where(and(eq(llmCalls.ask, ask), eq(llmCalls.purpose, purpose), isNull(llmCalls.settled)))
      .returning({ reserved: llmCalls.reserved })
    if (call) await change(tx, keys, settled - call.reserved)
  })
}

/** Forgets a call that was never made. */
async function releaseCall(
  db: Db,
  { ask, purpose }: { readonly ask: string; readonly purpose: Purpose },
  keys: readonly Key[],
): Promise<void> {
  await db.transaction(async (tx) => {
    const [call] = await tx
      .delete(llmCalls)
      .where(and(eq(llmCalls.ask, ask), eq(llmCalls.purpose, purpose), isNull(llmCalls.settled)))
      .returning({ reserved: llmCalls.reserved })
    if (call) await change(tx, keys, -call.reserved)
  })
}

async function change(tx: Db, keys: readonly Key[], by: Nanos): Promise<void> {
  if (by === 0) return
  for (const key of keys) {
    await tx
      .update(spendings)
      .set({ spent: sql`${spendings.spent} + ${by}` })
      .where(isKey(key))
  }
}

const isKey = ({ cap, subject, period }: Key) =>
  and(eq(spendings.cap, cap), eq(spendings.subject, subject), eq(spendings.period, period))

/** What is spent or set aside under a cap in its present period. */
export async function spentUnder(
  db: Db,
  spender: Omit<Spender, 'ask'>,
  zone: string,
  now: Temporal.Instant,
): Promise<Caps> {
  const spent = async (key: Key): Promise<Nanos> => {
    const [row] = await db.select({ spent: spendings.spent }).from(spendings).where(isKey(key))
    return row?.spent ?? 0
  }
  const [month, day, guild, member] = await Promise.all(
    keysOf({ ...spender, ask: '' }, dayIn(zone, now), now).map(spent),
  )
  return { month: month ?? 0, day: day ?? 0, guild: guild ?? 0, member: member ?? 0 }
}

export type Calls = {
  readonly model: string
  readonly purpose: Purpose
  readonly calls: number
  /** Nano-dollars, unsettled calls at what was set aside for them. */
  readonly cost: Nanos
  readonly unsettled: number
}

/** A guild's calls since a day, by model and purpose. */
export async function callsSince(
  db: Db,
  guild: string,
  since: Temporal.PlainDate,
): Promise<readonly Calls[]> {
  const rows = await db
    .select({
      model: llmCalls.model,
      purpose: llmCalls.purpose,
      calls: count(),
      cost: sum(sql`coalesce(${llmCalls.settled}, ${llmCalls.reserved})`),
      settled: count(llmCalls.settled),
    })
    .from(llmCalls)
    .where(and(eq(llmCalls.guild, guild), gte(llmCalls.localDate, since)))
    .groupBy(llmCalls.model, llmCalls.purpose)
    .orderBy(llmCalls.model, llmCalls.purpose)
  return rows.map(({ settled, cost, ...row }) => ({
    ...row,
    cost: Number(cost ?? 0),
    unsettled: row.calls - settled,
  }))
}
