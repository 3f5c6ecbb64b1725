// Ledger: no cap is ever passed, however many ask at once, and no money is forgotten.
import { sum } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dollars } from '#answer/cost.ts'
import { type Caps, callsSince, createLedger, spentUnder } from '#answer/ledger.ts'
import { llmCalls, spendings } from '#answer/tables.ts'
import type { Db } from '#core/deps.ts'
import type { Llm, Usage } from '#core/llm.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { keepingLog } from '../support/quiet.ts'

const llm: Llm = {
  model: 'some-model',
  isFree: false,
  answer: () => {
    throw new Error('the ledger asks no model')
  },
  value: () => Promise.reject(new Error('the ledger asks no model')),
  worst: () => 0,
  cost: ({ output }) => output,
  prices: () => '2026-10',
}
const usage = (cost: number): Usage => ({
  input: 10,
  output: cost,
  cacheRead: 0,
  cacheWrite: 0,
  cacheWriteHour: 0,
})
const evening = Temporal.Instant.from('2026-11-30T20:00:00Z') // already December in Seoul
const caps: Caps = { member: 1000, guild: 3000, day: 5000, month: 8000 }
const spender = (ask: string, member = 'ada', guild = 'g') => ({ ask, member, guild })

const { log, kept } = keepingLog()
function ledgerOver(db: Db, over: { now?: Temporal.Instant; caps?: Partial<Caps> } = {}) {
  const now = over.now ?? evening
  const zoneOf = async () => 'Asia/Seoul'
  const purse = createLedger({ db, clock: () => now, caps: { ...caps, ...over.caps }, zoneOf, log })
  const reserve = (
    who: ReturnType<typeof spender>,
    worst: number,
    purpose = 'answer' as 'answer' | 'judge',
  ) => purse.reserve({ spender: who, purpose, llm, worst })
  return { reserve }
}
const spent = (db: Db, who = spender('x'), now = evening) => spentUnder(db, who, 'Asia/Seoul', now)

describeOnBothEngines('the ledger', (open) => {
  test('500 questions at once never pass a cap together', async () => {
    const { db } = await open()
    const { reserve } = ledgerOver(db)
    const all = await Promise.all(
      Array.from({ length: 500 }, (_, at) => reserve(spender(`a${at}`, `m${at % 10}`), 100)),
    )
    expect(all.filter(({ ok }) => ok)).toHaveLength(30) // the guild's 3,000
    expect((await spent(db)).guild).toBe(3000)
    expect((await spent(db, spender('x', 'm3'))).member).toBeLessThanOrEqual(1000)
  })

  test('each cap is named when it is reached, and nothing of a refused call stays booked', async () => {
    const { db } = await open()
    const { reserve } = ledgerOver(db)
    expect(await reserve(spender('a1'), 1001)).toEqual({ ok: false, fault: 'member' })
    for (const member of ['a', 'b', 'c']) {
      expect((await reserve(spender(`${member}1`, member), 1000)).ok).toBe(true)
    }
    expect(await reserve(spender('d1', 'd'), 1)).toEqual({ ok: false, fault: 'guild' })
    for (const member of ['e', 'f']) {
      expect((await reserve(spender(`${member}1`, member, 'other'), 1000)).ok).toBe(true)
    }
    expect(await reserve(spender('f2', 'g', 'other'), 1)).toEqual({ ok: false, fault: 'day' })
    expect(await spent(db, spender('x', 'd'))).toEqual({
      month: 5000,
      day: 5000,
      guild: 3000,
      member: 0,
    })
    const december = ledgerOver(db, {
      now: evening.add({ hours: 2 }),
      caps: { day: 9000, month: 5000 },
    })
    expect(await december.reserve(spender('h1', 'h', 'third'), 1)).toEqual({
      ok: false,
      fault: 'month',
    })
  })

  test('the member and the guild go by their own day, the whole bot by UTC', async () => {
    const { db } = await open()
    const morning = Temporal.Instant.from('2026-11-30T14:59:00Z') // a minute before midnight in Seoul
    await ledgerOver(db, { now: morning }).reserve(spender('a1'), 900)
    expect((await ledgerOver(db, { now: morning }).reserve(spender('a2'), 900)).ok).toBe(false)
    expect((await ledgerOver(db).reserve(spender('a3'), 900)).ok).toBe(true)
    expect(await spent(db)).toEqual({ month: 1800, day: 1800, guild: 900, member: 900 })
    expect((await spent(db, spender('x'), evening.add({ hours: 5 }))).month).toBe(0)
  })

  test('settling books what was used, once', async () => {
    const { db } = await open()
    const { reserve } = ledgerOver(db)
    const reserved = await reserve(spender('a1'), 800)
    if (!reserved.ok) throw new Error('not reserved')
    await reserved.value.settle(usage(50))
    await reserved.value.settle(usage(700))
    expect(await spent(db)).toEqual({ month: 50, day: 50, guild: 50, member: 50 })
    expect(await callsSince(db, 'g', Temporal.PlainDate.from('2026-12-01'))).toEqual([
      { model: 'some-model', purpose: 'answer', calls: 1, cost: 50, unsettled: 0 },
    ])
  })

  test('a call that is never settled, or of which nobody knows the usage, keeps its reservation', async () => {
    const { db } = await open()
    const { reserve } = ledgerOver(db)
    await reserve(spender('a1'), 300)
    const cut = await reserve(spender('a2'), 200)
    if (!cut.ok) throw new Error('not reserved')
    await cut.value.settle(undefined)
    expect((await spent(db)).member).toBe(500)
    const [calls] = await callsSince(db, 'g', Temporal.PlainDate.from('2026-12-01'))
    expect(calls).toMatchObject({ calls: 2, cost: 500, unsettled: 1 })
  })

  test('a call that is given back was never there; one that is settled cannot be', async () => {
    const { db } = await open()
    const { reserve } = ledgerOver(db)
    const judged = await reserve(spender('a1'), 700, 'judge')
    const written = await reserve(spender('a1'), 300)
    if (!judged.ok || !written.ok) throw new Error('not reserved')
    await judged.value.release()
    await judged.value.release()
    await judged.value.settle(usage(600))
    await written.value.settle(usage(40))
    await written.value.release()
    expect(await spent(db)).toEqual({ month: 40, day: 40, guild: 40, member: 40 })
    expect(await callsSince(db, 'g', Temporal.PlainDate.from('2026-12-01'))).toMatchObject([
      { purpose: 'answer', calls: 1, cost: 40 },
    ])
  })

  test('an account that cannot be kept takes no answer away, and its reservation stays', async () => {
    const { db } = await open()
    const gone: Db = Object.create(db, {
      transaction: { value: db.transaction.bind(db), writable: true },
    })
    const reserved = await ledgerOver(gone).reserve(spender('a1'), 300)
    if (!reserved.ok) throw new Error('not reserved')
    gone.transaction = () => Promise.reject(new Error('connection lost'))
    await reserved.value.settle(usage(10))
    expect((await spent(db)).member).toBe(300)
    expect(kept.at(-1)).toMatchObject({ level: 'error', fields: { ask: 'a1', purpose: 'answer' } })
  })

  test('a cap of nothing lets nothing be spent, and a free model still asks', async () => {
    const { db } = await open()
    const { reserve } = ledgerOver(db, { caps: { day: 0 } })
    expect(await reserve(spender('a1'), 1)).toEqual({ ok: false, fault: 'day' })
    expect((await reserve(spender('a2'), 0)).ok).toBe(true)
  })

  test('whatever is reserved and settled, the sums are those of the calls', async () => {
    const { db } = await open()
    const call = fc.record({
      member: fc.constantFrom('ada', 'bob'),
      worst: fc.integer({ min: 0, max: 400 }),
      used: fc.option(fc.integer({ min: 0, max: 400 })),
      isJudged: fc.boolean(),
    })
    let ask = 0
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 5 }), async (calls) => {
        const { reserve } = ledgerOver(db, {
          caps: { member: 1e9, guild: 1e9, day: 1e9, month: 1e9 },
        })
        await Promise.all(
          calls.map(async ({ member, worst, used, isJudged }) => {
            ask += 1
            const reserved = await reserve(
              spender(`p${ask}`, member),
              worst,
              isJudged ? 'judge' : 'answer',
            )
            if (reserved.ok && used !== null)
              await reserved.value.settle(usage(Math.min(used, worst)))
          }),
        )
        const rows = await db.select().from(llmCalls)
        const total = rows.reduce((all, { settled, reserved }) => all + (settled ?? reserved), 0)
        const [booked] = await db.select({ all: sum(spendings.spent) }).from(spendings)
        expect(Number(booked?.all ?? 0)).toBe(4 * total)
      }),
      { numRuns: 15 },
    )
  })
})

test('dollars are told with as many digits as it takes', () => {
  expect([0, 520_000, 123_456_789, 1_200_000_000, 9].map(dollars)).toEqual([
    '$0.00',
    '$0.00052',
    '$0.12',
    '$1.20',
    '$0.000000009',
  ])
})
