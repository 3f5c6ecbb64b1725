import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { correctRound } from '#daily/correct.ts'
import { connect } from '#db/connect.ts'
import type { Database } from '#db/database.ts'
import { migrate } from '#db/migrate.ts'
import { corruptTotal, playRound } from '../progress/support.ts'
import { describeOnPostgres, freshAddress } from '../support/database.ts'

const log = { info: () => {}, warn: () => {}, error: () => {} }

type Run = { readonly code: number; readonly out: string; readonly err: string }

/** Runs the command as its own process, with nothing else in its environment. */
const recount = (env: Record<string, string>, ...args: string[]): Promise<Run> =>
  new Promise((done) => {
    execFile(
      process.execPath,
      ['--import', './src/lib/quick.ts', 'src/cli/recount.ts', ...args],
      { env: { LANG: 'en_US.UTF-8', ...env } },
      (fault, out, err) => done({ code: fault ? Number(fault.code) : 0, out, err }),
    )
  })

function folder(): string {
  const directory = mkdtempSync(join(tmpdir(), 'gongbu-recount-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  return directory
}

async function opened(options: { databaseUrl?: string; dataDir: string }): Promise<Database> {
  const result = await connect({ databaseUrl: undefined, ...options, log })
  if (!result.ok) throw new Error(result.fault.kind)
  return result.value
}

/** A total that is wrong; the command shall find it, mend it, and then find nothing. */
async function corrupt(database: Database): Promise<void> {
  await playRound(database.db, { guild: 'g', day: 0 }, { ana: 'a', bo: 'b' })
  const ana = { guild: 'g', member: 'ana', period: 'week:2026-11-02', domain: '' }
  await corruptTotal(database.db, ana, { right: 5 })
}

async function findsAndMends(env: Record<string, string>): Promise<void> {
  const line =
    'total guild=g member=ana period=week:2026-11-02 domain=(all) stored=10:5/1 counted=10:1/1\n'
  expect(await recount(env)).toMatchObject({ code: 1, out: line })
  expect(await recount(env, '--fix')).toMatchObject({ code: 0, out: line })
  expect(await recount(env)).toMatchObject({ code: 0, out: 'no differences\n' })
}

test('a PGlite in use is refused in words; once free, a wrong total is found, mended and gone', async () => {
  const dataDir = folder()
  const database = await opened({ dataDir })
  await migrate(database)
  await corrupt(database)
  const refused = await recount({ DATA_DIR: dataDir })
  expect(refused).toMatchObject({ code: 2, out: '' })
  expect(refused.err).toContain('used by one process at a time')
  expect(refused.err).toContain(dataDir)
  await database.close()
  await findsAndMends({ DATA_DIR: dataDir })
}, 90_000)

test('no database, a bad environment and a wrong option are told apart', async () => {
  const empty = folder()
  expect(await recount({ DATA_DIR: empty })).toMatchObject({ code: 2, out: '' })
  expect((await recount({ DATA_DIR: empty })).err).toContain('There is no database')
  const bad = await recount({ DATABASE_URL: 'mysql://user:secret@host/name' })
  expect(bad.code).toBe(78)
  expect(bad.err).toContain('DATABASE_URL')
  expect(bad.err).not.toContain('secret')
  expect((await recount({ DATA_DIR: empty }, '--mend')).err).toContain('Usage: npm run recount')
})

describeOnPostgres('recount', () => {
  test('finds and mends a wrong total while the bot has the database open', async () => {
    const url = await freshAddress('migrated')
    const database = await opened({ databaseUrl: url, dataDir: folder() })
    onTestFinished(() => database.close())
    await corrupt(database)
    await findsAndMends({ DATABASE_URL: url })
  })

  test('finds nothing after rounds were corrected, and one line once a total is wrong', async () => {
    const url = await freshAddress('migrated')
    const database = await opened({ databaseUrl: url, dataDir: folder() })
    onTestFinished(() => database.close())
    const { db } = database
    await playRound(db, { guild: 'g', day: 0 }, { ana: 'a', bo: 'b' })
    await playRound(db, { guild: 'g', day: 1 }, { ana: 'a' })
    const now = Temporal.Instant.from('2026-11-10T00:00:00Z')
    const by = { guild: 'g', actor: 'owner', now }
    await correctRound(db, { ...by, id: '1' }, 'g-0', { kind: 'rekey', keys: ['b'] })
    await correctRound(db, { ...by, id: '2' }, 'g-1', { kind: 'void' })
    expect(await recount({ DATABASE_URL: url })).toMatchObject({ code: 0, out: 'no differences\n' })
    const ana = { guild: 'g', member: 'ana', period: 'month:2026-11', domain: '' }
    await corruptTotal(db, ana, { points: 99 })
    const line =
      'total guild=g member=ana period=month:2026-11 domain=(all) stored=99:0/1 counted=1:0/1\n'
    expect(await recount({ DATABASE_URL: url })).toMatchObject({ code: 1, out: line })
  })

  test('says what to do when the tables are those of another version', async () => {
    const { code, out, err } = await recount({ DATABASE_URL: await freshAddress('empty') })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('Start Gongbu once')
  })
})
