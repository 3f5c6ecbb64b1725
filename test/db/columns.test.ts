import { eq, sql } from 'drizzle-orm'
import { integer, pgTable } from 'drizzle-orm/pg-core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day, instant } from '#db/columns.ts'
import type { Database } from '#db/database.ts'
import { rowsOf } from '#db/transaction.ts'
import { describeOnBothEngines } from '../support/database.ts'

const moments = pgTable('moments', { id: integer().primaryKey(), at: instant(), on: day() })

/** Any instant of the years 2 to 9998, to the nanosecond. */
const anyInstant = fc
  .bigInt(-62_104_060_800_000_000_000n, 253_370_764_799_999_999_999n)
  .map((nanoseconds) => Temporal.Instant.fromEpochNanoseconds(nanoseconds))
const anyDay = fc
  .integer({ min: 0, max: 3_652_058 })
  .map((days) => Temporal.PlainDate.from('0001-01-01').add({ days }))
const zones = ['UTC', 'Asia/Seoul', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia']

const withTable = async (open: () => Promise<Database>): Promise<Database> => {
  const database = await open()
  await database.db.execute(
    sql`create table if not exists moments (id integer primary key, at timestamptz, "on" date)`,
  )
  return database
}

describeOnBothEngines('an instant and a day', (open) => {
  test('come back as they were sent, to the microsecond, whatever zone the session speaks', async () => {
    const { db } = await withTable(open)
    const zone = fc.constantFrom(...zones)
    await fc.assert(
      fc.asyncProperty(anyInstant, anyDay, zone, async (at, on, zone) => {
        // One connection, so that the zone holds for both statements.
        await db.transaction(async (tx) => {
          await tx.execute(sql`select set_config('TimeZone', ${zone}, true)`)
          await tx.delete(moments)
          await tx.insert(moments).values({ id: 1, at, on })
          const [row] = await tx.select().from(moments)
          const cut = at.round({ smallestUnit: 'microsecond', roundingMode: 'floor' })
          expect(row?.at?.toString()).toBe(cut.toString())
          expect(row?.on?.toString()).toBe(on.toString())
          expect(await tx.select().from(moments).where(eq(moments.at, at))).toHaveLength(1)
          expect(await tx.select().from(moments).where(eq(moments.on, on))).toHaveLength(1)
        })
      }),
      { numRuns: 60 },
    )
  })

  test('are ordered by the database as Temporal orders them, and nothing stays nothing', async () => {
    const { db } = await withTable(open)
    const all = fc.sample(anyInstant, { numRuns: 50, seed: 7 })
    await db.insert(moments).values(all.map((at, id) => ({ id, at })))
    await db.insert(moments).values({ id: 1000, at: null, on: null })
    const rows = await db.select().from(moments).orderBy(moments.at)
    expect(rows.at(-1)).toEqual({ id: 1000, at: null, on: null })
    const sorted = [...all].sort(Temporal.Instant.compare)
    const cut = sorted.map((at) => at.round({ smallestUnit: 'microsecond', roundingMode: 'floor' }))
    expect(rows.slice(0, -1).map((row) => `${row.at}`)).toEqual(cut.map(String))
  })

  test('too old or too far are refused before they are sent', async () => {
    const { db } = await withTable(open)
    const far = Temporal.Instant.from('+010000-01-01T00:00:00Z')
    await expect(async () => await db.insert(moments).values({ id: 1, at: far })).rejects.toThrow(
      'outside the years',
    )
    const early = Temporal.PlainDate.from('-000001-12-31')
    await expect(async () => await db.insert(moments).values({ id: 1, on: early })).rejects.toThrow(
      'outside the years',
    )
  })
})

describeOnBothEngines('a raw query', (open) => {
  test('gives the same rows through both drivers', async () => {
    const { db } = await open()
    const rows = await rowsOf(
      db,
      sql`select 7::int8 as count, 9007199254740993::int8 as large, 1.5::numeric as share, true as fine,
        '{"a":[1]}'::jsonb as body, array['x','y'] as words, '2026-11-22 09:00:00.25+00'::timestamptz as at,
        '2026-11-22'::date as day, null as nothing`,
    )
    expect(rows).toEqual([
      {
        count: 7,
        large: 9_007_199_254_740_993n,
        share: '1.5',
        fine: true,
        body: { a: [1] },
        words: ['x', 'y'],
        at: '2026-11-22 09:00:00.25+00',
        day: '2026-11-22',
        nothing: null,
      },
    ])
  })
})

describe('a column type', () => {
  test('is the one PostgreSQL calls by that name', () => {
    expect(moments.at.getSQLType()).toBe('timestamp with time zone')
    expect(moments.on.getSQLType()).toBe('date')
  })
})
