import { globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { casing, type Database } from '#db/database.ts'
import { migrate, migrationsFolder } from '#db/migrate.ts'
import { openPostgres } from '#db/postgres.ts'
import { rowsOf } from '#db/transaction.ts'
import { describeOnBothEngines, describeOnPostgres, freshAddress } from '../support/database.ts'

/** Everything the database says about its columns, indexes and applied migrations. */
async function shapeOf({ db }: Database): Promise<readonly unknown[]> {
  return await rowsOf(
    db,
    sql`select table_name || '.' || column_name || ' ' || data_type as thing
        from information_schema.columns where table_schema = 'public'
      union all select indexdef from pg_indexes where schemaname = 'public'
      union all select hash || ' ' || created_at from drizzle.__drizzle_migrations
      order by 1`,
  )
}

describeOnBothEngines('migrating', (_, { fresh }) => {
  test('a second time changes nothing', async () => {
    const database = await fresh()
    const before = await shapeOf(database)
    expect(before.length).toBeGreaterThan(20)
    expect(await migrate(database)).toEqual({ ok: true, value: undefined })
    expect(await shapeOf(database)).toEqual(before)
  })
})

describeOnPostgres('six replicas that migrate an empty database at once', () => {
  test('all succeed, and the schema is the one that one of them makes', async () => {
    for (let round = 0; round < 3; round++) {
      const url = await freshAddress('empty')
      const replicas = await Promise.all(Array.from({ length: 6 }, () => openPostgres(url)))
      const open = replicas.map((opened) => {
        if (!opened.ok) throw new Error(opened.fault.reason)
        return opened.value
      })
      const results = await Promise.all(open.map((database) => migrate(database)))
      expect(results).toEqual(results.map(() => ({ ok: true, value: undefined })))
      const shape = await shapeOf(open[0] as Database)
      const alone = await openPostgres(await freshAddress('migrated'))
      if (!alone.ok) throw new Error(alone.fault.reason)
      expect(shape).toEqual(await shapeOf(alone.value))
      await Promise.all([alone.value, ...open].map((database) => database.close()))
    }
  })
})

describe('the migrations folder', () => {
  const journal = JSON.parse(
    readFileSync(join(migrationsFolder, 'meta/_journal.json'), 'utf8'),
  ) as {
    entries: { idx: number; when: number; tag: string }[]
  }

  test('lists them in the order of their time: an older one would be skipped in silence', () => {
    const times = journal.entries.map((entry) => entry.when)
    expect(times.length).toBeGreaterThan(0)
    expect(new Set(times).size).toBe(times.length)
    expect(times).toEqual(times.toSorted((one, other) => one - other))
  })

  test('holds exactly the files its journal names', () => {
    const files = readdirSync(migrationsFolder).filter((file) => file.endsWith('.sql'))
    expect(files.sort()).toEqual(journal.entries.map((entry) => `${entry.tag}.sql`).sort())
  })

  test('makes exactly the tables that the features declare', async () => {
    const source = fileURLToPath(new URL('../../src/', import.meta.url))
    const tables: Record<string, unknown> = {}
    for (const file of globSync('*/tables.ts', { cwd: source }))
      Object.assign(tables, await import(pathToFileURL(join(source, file)).href))
    const last = String(journal.entries.at(-1)?.idx).padStart(4, '0')
    const snapshot = join(migrationsFolder, `meta/${last}_snapshot.json`)
    const migrated = JSON.parse(readFileSync(snapshot, 'utf8'))
    const declared = generateDrizzleJson(tables, migrated.id, undefined, casing)
    expect(await generateMigration(migrated, declared)).toEqual([])
  })
})
