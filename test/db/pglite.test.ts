import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connect } from '#db/connect.ts'
import { lockDirectory } from '#db/lock.ts'
import { databaseTexts } from '#db/texts.ts'
import { rowsOf } from '#db/transaction.ts'
import { type Child, startChild } from '../support/child.ts'
import { keepingLog } from '../support/quiet.ts'

const holder = new URL('./children/holder.ts', import.meta.url)
const writer = new URL('./children/writer.ts', import.meta.url)
const { log } = keepingLog()
const children: Child[] = []
let dataDir = ''

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'gongbu data '))
})
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.kill()))
  rmSync(dataDir, { recursive: true, force: true })
})

const start = (file: URL): Child => {
  const child = startChild(file, dataDir)
  children.push(child)
  return child
}

describe('a data directory', () => {
  test('is one process’s: a second is refused in words, and SIGKILL of the first frees it', async () => {
    const first = start(holder)
    expect(await first.line(() => true)).toBe('open')

    const second = await start(holder).line(() => true)
    expect(second).toContain(dataDir)
    expect(second).toContain('DATA_DIR')

    await first.kill()
    expect(await start(holder).line(() => true)).toBe('open')
  })

  test('keeps every acknowledged transaction, whole, when its process is killed while writing', async () => {
    for (const rows of [40, 150, 300]) {
      const child = start(writer)
      const before = Number(await child.line(() => true))
      await child.line((line) => Number(line) >= before + rows)
      await child.kill()
      const acknowledged = Number(child.lines.at(-1))

      const opened = await connect({ databaseUrl: undefined, dataDir, log })
      if (!opened.ok) throw new Error(databaseTexts.en(opened.fault))
      const [kept] = await rowsOf<{ pairs: number; rows: number; last: number }>(
        opened.value.db,
        sql`select count(distinct number) as pairs, count(*) as rows, max(number) as last from pairs`,
      )
      await opened.value.close()
      expect(kept?.last).toBeGreaterThanOrEqual(acknowledged)
      expect(kept?.pairs).toBe(kept?.last)
      expect(kept?.rows).toBe(2 * (kept?.pairs ?? 0))
    }
  })

  test('is made when it is not there, for nobody else on the machine to read', async () => {
    const inner = join(dataDir, 'new', 'inner')
    const lock = lockDirectory(inner)
    expect(lock.ok).toBe(true)
    expect(statSync(inner).mode & 0o077).toBe(0)
    if (lock.ok) lock.value.release()
  })

  test('can be taken again by the process that let it go, and not before', () => {
    const first = lockDirectory(dataDir)
    expect(lockDirectory(dataDir)).toEqual({
      ok: false,
      fault: { kind: 'locked', directory: dataDir },
    })
    if (first.ok) first.value.release()
    expect(lockDirectory(dataDir).ok).toBe(true)
  })

  test('that is a file, or cannot be written, is named', async () => {
    const file = join(dataDir, 'file')
    writeFileSync(file, '')
    for (const directory of [file, join(file, 'below')]) {
      const opened = await connect({ databaseUrl: undefined, dataDir: directory, log })
      expect(opened).toMatchObject({ ok: false, fault: { kind: 'unwritable', directory } })
      if (!opened.ok) expect(databaseTexts.ko(opened.fault)).toContain(directory)
    }
  })

  test('whose database is damaged is refused untouched, and can be taken again at once', async () => {
    const files = join(dataDir, 'pglite')
    mkdirSync(files)
    writeFileSync(join(files, 'PG_VERSION'), '17\n')
    const opened = await connect({ databaseUrl: undefined, dataDir, log })
    expect(opened).toMatchObject({ ok: false, fault: { kind: 'damaged', directory: files } })
    if (!opened.ok) expect(databaseTexts.en(opened.fault)).toContain('written by PostgreSQL 17')
    expect(existsSync(join(files, 'PG_VERSION'))).toBe(true)
    expect(lockDirectory(dataDir).ok).toBe(true)
  })
})
