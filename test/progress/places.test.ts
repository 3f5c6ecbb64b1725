// Totals that were kept before places had numbers are the same afterwards.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import { expect, test } from 'vitest'
import { casing } from '#db/database.ts'
import { migrationsFolder } from '#db/migrate.ts'
import { openPostgres } from '#db/postgres.ts'
import { totals } from '#progress/tables.ts'
import { describeOnPostgres, freshAddress } from '../support/database.ts'

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
    const opened = await openPostgres(await freshAddress('empty'))
    if (!opened.ok || opened.value.kind !== 'postgres') throw new Error('no database')
    const { client, db, close } = opened.value
    const rows = await upgraded({
      run: (script) => client.unsafe(script),
      read: () => db.select().from(totals),
    })
    expect(inAnyOrder(rows)).toEqual(inAnyOrder(kept))
    await close()
  })
})
