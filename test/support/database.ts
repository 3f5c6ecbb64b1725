// Databases for tests: the same laws on PGlite and on PostgreSQL, and fresh ones for a single engine.

import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { afterAll, describe, inject, test } from 'vitest'
import { connect } from '#db/connect.ts'
import type { Database } from '#db/database.ts'
import { migrate } from '#db/migrate.ts'
import { overPglite } from '#db/pglite.ts'
import { openPostgres } from '#db/postgres.ts'
import { rowsOf } from '#db/transaction.ts'
import { keepingLog } from './quiet.ts'

export type Engine = 'pglite' | 'postgres'

const server = inject('server')
export const postgresMissing = 'missing' in server ? server.missing : undefined

// Kept on the process, because modules may be loaded anew for each file: opening PGlite costs seconds,
// emptying its tables milliseconds.
const worker = process as {
  gongbuDatabases?: Map<Engine, Promise<Database>>
  gongbuTemplate?: Promise<Blob>
  gongbuDataDir?: Promise<string>
}
worker.gongbuDatabases ??= new Map()
const kept = worker.gongbuDatabases

const must = <Value>(
  result: { ok: true; value: Value } | { ok: false; fault: { kind: string; reason?: string } },
): Value => {
  if (!result.ok) throw new Error(`${result.fault.kind}: ${result.fault.reason ?? ''}`)
  return result.value
}

/** Address of a new database on the test server, with our tables or empty. Throws without a server. */
export async function freshAddress(content: 'migrated' | 'empty'): Promise<string> {
  if ('missing' in server) throw new Error(server.missing)
  const admin = must(await openPostgres(server.url))
  if (admin.kind !== 'postgres') throw new Error('not PostgreSQL')
  const name = `${server.template}_${randomUUID().slice(0, 8)}`
  const from = content === 'migrated' ? server.template : 'template0'
  await admin.client.unsafe(`create database ${name} template ${from}`)
  await admin.close()
  const address = new URL(server.url)
  address.pathname = name
  return address.href
}

/** A database of its own for one test: use it for races, jobs and anything TRUNCATE does not undo. */
export async function freshDatabase(engine: Engine): Promise<Database> {
  if (engine === 'postgres') return must(await openPostgres(await freshAddress('migrated')))
  worker.gongbuTemplate ??= makeTemplate()
  return await overPglite(
    await PGlite.create({ loadDataDir: await worker.gongbuTemplate }),
    () => {},
  )
}

/** A migrated PGlite as a file in memory: loading it is several times faster than making one. */
async function makeTemplate(): Promise<Blob> {
  const database = await overPglite(await PGlite.create(), () => {})
  must(await migrate(database))
  if (database.kind !== 'pglite') throw new Error('not PGlite')
  const template = await database.client.dumpDataDir('none')
  await database.close()
  return template
}

/**
 * A new temporary directory whose database is migrated already, for what opens a data directory by
 * itself: the first call of a worker takes seconds, a copy takes tenths. It goes
 * when the run ends.
 */
export async function freshDataDir(): Promise<string> {
  worker.gongbuDataDir ??= makeDataDir()
  const directory = temporary()
  cpSync(await worker.gongbuDataDir, directory, { recursive: true })
  return directory
}

const temporary = (): string => mkdtempSync(join(inject('scratch'), 'data-'))

async function makeDataDir(): Promise<string> {
  const dataDir = temporary()
  const { log } = keepingLog()
  const database = must(await connect({ databaseUrl: undefined, dataDir, log }))
  must(await migrate(database))
  await database.close()
  return dataDir
}

async function emptied(engine: Engine): Promise<Database> {
  let opening = kept.get(engine)
  if (opening === undefined) {
    opening = freshDatabase(engine)
    kept.set(engine, opening)
  }
  const database = await opening
  const tables = await rowsOf<{ name: string }>(
    database.db,
    sql`select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
  )
  const names = tables.map((table) => table.name).join(', ')
  if (names !== '') await database.db.execute(sql.raw(`truncate ${names} restart identity cascade`))
  return database
}

/**
 * The same suite on PGlite and on PostgreSQL; `open` gives an empty, migrated database and `fresh` a
 * database of its own, closed at the end. Without a server the second half says so by its name, and
 * fails when CI is set.
 */
export function describeOnBothEngines(
  name: string,
  suite: (
    open: () => Promise<Database>,
    about: { readonly engine: Engine; readonly fresh: () => Promise<Database> },
  ) => void,
): void {
  for (const engine of ['pglite', 'postgres'] as const) {
    if (engine === 'postgres' && postgresMissing !== undefined) {
      describeMissing(name)
      continue
    }
    const label = engine === 'pglite' ? 'PGlite' : 'PostgreSQL'
    describe(`${name} on ${label}`, () => {
      const opened: Database[] = []
      afterAll(() => Promise.all(opened.map((database) => database.close())))
      const fresh = async (): Promise<Database> => {
        const database = await freshDatabase(engine)
        opened.push(database)
        return database
      }
      suite(() => emptied(engine), { engine, fresh })
    })
  }
}

/** A suite that needs PostgreSQL and nothing else, such as races between connections. */
export function describeOnPostgres(name: string, suite: () => void): void {
  if (postgresMissing === undefined) describe(`${name} on PostgreSQL`, suite)
  else describeMissing(name)
}

function describeMissing(name: string): void {
  describe(`${name} on PostgreSQL`, () => {
    test(`NOT RUN: ${postgresMissing}`, ({ skip }) => {
      const { CI } = process.env
      if (CI) throw new Error(`CI must test PostgreSQL, but: ${postgresMissing}`)
      skip(postgresMissing)
    })
  })
}
