// Replicas: every process that shares the database is counted, from its start until it dies.
import { sql } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { openPostgres } from '#db/postgres.ts'
import { joinReplicas } from '#db/replicas.ts'
import { rowsOf } from '#db/transaction.ts'
import { startChild } from '../support/child.ts'
import { describeOnPostgres, freshAddress, freshDatabase } from '../support/database.ts'
import { keepingLog } from '../support/quiet.ts'

const { log } = keepingLog()
const releases: (() => unknown)[] = []
afterEach(async () => {
  for (const release of releases.splice(0).toReversed()) await release()
})

const eventually = (count: () => number) => expect.poll(count, { timeout: 20_000 })

async function openAt(url: string) {
  const opened = await openPostgres(url)
  if (!opened.ok) throw new Error(opened.fault.reason)
  releases.push(opened.value.close)
  return opened.value
}

test('the process that has a PGlite is alone', async () => {
  const database = await freshDatabase('pglite')
  releases.push(database.close)
  const { count, leave } = await joinReplicas(database, log)
  expect(count()).toBe(1)
  await leave()
})

describeOnPostgres('replicas', () => {
  test('count one another, until one leaves, and only those of their own database', async () => {
    const database = await openAt(await freshAddress('empty'))
    const stranger = await openAt(await freshAddress('empty'))
    const first = await joinReplicas(database, log)
    const second = await joinReplicas(database, log)
    const other = await joinReplicas(stranger, log)
    releases.push(first.leave, other.leave)
    expect(second.count()).toBe(2)
    await eventually(first.count).toBe(2)
    expect(other.count()).toBe(1)
    await second.leave()
    await eventually(first.count).toBe(1)
  })

  test('no longer count one that was killed', async () => {
    const address = await freshAddress('empty')
    const child = startChild(new URL('children/replica.ts', import.meta.url), address)
    await child.line((line) => line === 'joined')
    const { count, leave } = await joinReplicas(await openAt(address), log)
    releases.push(leave)
    expect(count()).toBe(2)
    await child.kill()
    await eventually(count).toBe(1)
  })

  test('come back after their connection was cut', async () => {
    const database = await openAt(await freshAddress('empty'))
    const first = await joinReplicas(database, log)
    const second = await joinReplicas(database, log)
    releases.push(first.leave, second.leave)
    await eventually(first.count).toBe(2)
    const held = sql`from pg_locks
      where locktype = 'advisory' and classid = 727001 and objid = 1
        and database = (select oid from pg_database where datname = current_database())`
    const [cut] = await rowsOf(
      database.db,
      sql`select count(pg_terminate_backend(pid))::int as all ${held}`,
    )
    expect(cut).toEqual({ all: 2 })
    const joined = async () => (await rowsOf(database.db, sql`select pid ${held}`)).length
    await expect.poll(joined, { timeout: 20_000 }).toBe(2)
    await eventually(first.count).toBe(2)
    await eventually(second.count).toBe(2)
  })
})
