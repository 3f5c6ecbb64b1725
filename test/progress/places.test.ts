// Totals that were kept before places had numbers are the same afterwards, and are still written as before.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/pglite'
import type { Sql } from 'postgres'
import { expect, test } from 'vitest'
import type { Db } from '#core/deps.ts'
import { casing } from '#db/database.ts'
import { migrationsFolder } from '#db/migrate.ts'
import { openPostgres } from '#db/postgres.ts'
import { rowsOf } from '#db/transaction.ts'
import { totals } from '#progress/tables.ts'
import { describeOnBothEngines, describeOnPostgres, freshAddress } from '../support/database.ts'

const entries: readonly { readonly tag: string }[] = JSON.parse(
  readFileSync(join(migrationsFolder, 'meta/_journal.json'), 'utf8'),
).entries
const place = entries.findIndex(({ tag }) => tag === '0005_places')
const scriptOf = ({ tag }: { readonly tag: string }): string =>
  readFileSync(join(migrationsFolder, `${tag}.sql`), 'utf8')
const upTo = entries.slice(0, place).map(scriptOf)
const [then] = entries.slice(place).map(scriptOf)

const kept = ['g', 'h'].flatMap((guild) =>
  ['ana', 'bo'].flatMap((member, row) =>
    [
      { period: 'week:2026-11-02', domain: '' },
      { period: 'all', domain: '' },
      { period: 'all', domain: 'security' },
    ].map((where, column) => {
      return { guild, member, ...where, points: 10 * row + column, right: row, answered: column }
    }),
  ),
)
const inserting = `insert into totals (guild, member, period, domain, points, "right", answered)
  select guild, member, period, domain, points, "right", answered
  from json_populate_recordset(null::totals, '${JSON.stringify(kept)}')`

/** Everything kept under the old table, read through the new one. */
async function upgraded(db: {
  run: (script: string) => Promise<unknown>
  read: () => Promise<unknown[]>
}) {
  for (const script of [...upTo, inserting, then ?? '']) await db.run(script)
  return await db.read()
}

const inAnyOrder = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).sort()

test('an upgrade on PGlite keeps every total', async () => {
  const client = await PGlite.create()
  const rows = await upgraded({
    run: (script) => client.exec(script),
    read: () => drizzle(client, { casing }).select().from(totals),
  })
  expect(inAnyOrder(rows)).toEqual(inAnyOrder(kept))
  await client.close()
}, 60_000)

describeOnPostgres('an upgrade', () => {
  test('keeps every total', async () => {
    const { client, db, close } = await openEmpty()
    const rows = await upgraded({
      run: (script) => client.unsafe(script),
      read: () => db.select().from(totals),
    })
    expect(inAnyOrder(rows)).toEqual(inAnyOrder(kept))
    await close()
  })

  test('loses nothing an older replica writes meanwhile, before it or after it', async () => {
    const { client, db, close } = await openEmpty()
    for (const script of [...upTo, inserting]) await client.unsafe(script)
    const older = await client.reserve()
    const add = (member: string) =>
      older`insert into totals values ('g', ${member}, 'all', '', 7, 1, 1) returning points`
    await add('cem')
    const meanwhile: PromiseLike<unknown>[] = []
    await client.begin(async (closing) => {
      await closing`update totals set points = points + 100 where guild = 'g'`
      meanwhile.push(client.begin((tx) => tx.unsafe(then ?? '')))
      await waiting(client, 1)
      // It comes after the upgrade, with a statement that was prepared for the table.
      meanwhile.push(add('dia').execute())
      await waiting(client, 2)
      await closing`insert into totals values ('g', 'eun', 'all', '', 7, 1, 1)`
    })
    await Promise.all(meanwhile)
    await add('fay')
    older.release()
    const late = (member: string, points = 7) => {
      return { guild: 'g', member, period: 'all', domain: '', points, right: 1, answered: 1 }
    }
    const after = [
      ...kept.map((row) => (row.guild === 'g' ? { ...row, points: row.points + 100 } : row)),
      ...[late('cem', 107), late('dia'), late('eun'), late('fay')],
    ]
    expect(inAnyOrder(await db.select().from(totals))).toEqual(inAnyOrder(after))
    await close()
  })
})

async function openEmpty() {
  const opened = await openPostgres(await freshAddress('empty'))
  if (!opened.ok || opened.value.kind !== 'postgres') throw new Error('no database')
  return opened.value
}

/** Until so many sessions of this database wait for a table's lock. */
async function waiting(client: Sql, sessions: number): Promise<void> {
  for (;;) {
    const found = await client`
      select from pg_locks join pg_database on pg_database.oid = database
      where datname = current_database() and locktype = 'relation' and not granted`
    if (found.length >= sessions) return
    await new Promise((done) => setTimeout(done, 5))
  }
}

describeOnBothEngines('the view of totals', (open) => {
  const ana = { guild: 'g', member: 'ana', period: 'all', domain: '', points: 1, right: 0 }
  const all = async (db: Db) => inAnyOrder(await db.select().from(totals))

  test('takes a close as an older replica writes it: known members updated, new ones inserted', async () => {
    const { db } = await open()
    const add = (members: readonly string[], periods: readonly string[]) =>
      rowsOf<{ member: string; points: number }>(
        db,
        sql`
        with gain as materialized (
          select member, period, 10 as points from json_array_elements_text(${JSON.stringify(members)}::text::json) as member,
            json_array_elements_text(${JSON.stringify(periods)}::text::json) as period
        ), updated as (
          update totals set points = totals.points + gain.points, "right" = totals."right" + 1,
            answered = totals.answered + 1
          from gain where totals.guild = 'g' and totals.period = gain.period
            and totals.domain = '' and totals.member = gain.member
          returning totals.period, totals.member
        )
        insert into totals (guild, period, domain, member, points, "right", answered)
        select 'g', period, '', member, points, 1, 1 from gain
        where not exists (
          select from updated where (updated.period, updated.member) = (gain.period, gain.member)
        )
        returning member, points`,
      )
    expect(await add(['ana'], ['all', 'month:2026-11'])).toHaveLength(2)
    expect(await add(['ana', 'bo'], ['all'])).toEqual([{ member: 'bo', points: 10 }])
    const row = (member: string, period: string, times: number) => {
      return { ...ana, member, period, points: 10 * times, right: times, answered: times }
    }
    expect(await all(db)).toEqual(
      inAnyOrder([row('ana', 'all', 2), row('ana', 'month:2026-11', 1), row('bo', 'all', 1)]),
    )
  })

  test('changes every column, its names included, and tells what was changed', async () => {
    const { db } = await open()
    await db.execute(sql`insert into totals values ('g', 'ana', 'all', '', 1, 0, 1)`)
    const moved = await rowsOf(
      db,
      sql`update totals set member = 'bo', domain = 'security', points = points + 9
        where member = 'ana' returning *`,
    )
    const bo = { ...ana, member: 'bo', domain: 'security', points: 10, answered: 1 }
    expect(inAnyOrder(moved)).toEqual(inAnyOrder([bo]))
    expect(await all(db)).toEqual(inAnyOrder([bo]))
    const gone = await rowsOf(db, sql`delete from totals where guild = 'g' returning member`)
    expect(gone).toEqual([{ member: 'bo' }])
    expect(await all(db)).toEqual([])
  })

  test('refuses a total that is there already', async () => {
    const { db } = await open()
    const insert = () => db.execute(sql`insert into totals values ('g', 'ana', 'all', '', 1, 0, 1)`)
    await insert()
    await expect(insert()).rejects.toMatchObject({ cause: { code: '23505' } })
    expect(await all(db)).toEqual(inAnyOrder([{ ...ana, answered: 1 }]))
  })
})
