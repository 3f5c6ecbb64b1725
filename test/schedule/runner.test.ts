import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { connect } from '#db/connect.ts'
import type { Database } from '#db/database.ts'
import { openPostgres } from '#db/postgres.ts'
import { rowsOf } from '#db/transaction.ts'
import { type AnyJob, createRunner, type Runner } from '#schedule/runner.ts'
import { startChild } from '../support/child.ts'
import {
  describeOnBothEngines,
  describeOnPostgres,
  freshAddress,
  freshDataDir,
} from '../support/database.ts'
import { type Kept, keepingLog } from '../support/quiet.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop()
})

/** A started runner, stopped after the test, and what it logged. */
async function running(database: Database, ...jobs: AnyJob[]) {
  const { log, kept } = keepingLog()
  const runner = createRunner({ database, jobs, log })
  await runner.start()
  stops.push(runner.stop)
  return { runner, kept: kept as readonly Kept[] }
}

const slot = z.object({ slot: z.string() })

/** A job that notes each slot it was run for. */
function noting(name: string, run?: (slot: string) => Promise<void>) {
  const ran: string[] = []
  const job: AnyJob = {
    name,
    payload: slot,
    run: async (payload: z.infer<typeof slot>) => {
      ran.push(payload.slot)
      await run?.(payload.slot)
    },
  }
  return { job, ran }
}

describeOnBothEngines('a job', (_, { fresh }) => {
  let database: Database
  let db: Database['db']
  beforeAll(async () => {
    database = await fresh()
    db = database.db
  })

  test('queued in a transaction runs once when that commits, and never when it rolls back', async () => {
    const { job, ran } = noting('post')
    const { runner } = await running(database, job)

    await db.transaction(async (tx) => {
      expect(await runner.send(tx, 'post', { slot: 'kept' })).toBe(true)
    })
    const undone = db.transaction(async (tx) => {
      await runner.send(tx, 'post', { slot: 'undone' })
      throw new Error('roll back')
    })
    await expect(undone).rejects.toThrow('roll back')
    await runner.idle()

    expect(ran).toEqual(['kept'])
  })

  test('is not queued again while one with its key is queued or running, and is afterwards', async () => {
    let finish = () => {}
    const held = new Promise<void>((done) => {
      finish = done
    })
    const { job, ran } = noting('post', () => held)
    const { runner } = await running(database, job)

    expect(await runner.send(db, 'post', { slot: 'a' }, { key: 'one' })).toBe(true)
    await vi.waitUntil(() => ran.length === 1, { timeout: 20_000 })
    expect(await runner.send(db, 'post', { slot: 'b' }, { key: 'one' })).toBe(false)
    expect(await runner.send(db, 'post', { slot: 'c' }, { key: 'two' })).toBe(true)
    finish()
    await runner.idle()
    expect(await runner.send(db, 'post', { slot: 'd' }, { key: 'one' })).toBe(true)
    await runner.idle()

    expect(ran.toSorted()).toEqual(['a', 'c', 'd'])
  })

  test('is one of many sent at once, and each runs exactly once', async () => {
    const { job, ran } = noting('post')
    const { runner } = await running(database, job)
    const slots = Array.from({ length: 60 }, (_, index) => `slot ${index}`)
    await db.transaction(async (tx) => {
      for (const slot of slots) await runner.send(tx, 'post', { slot })
    })
    await runner.idle()
    expect(ran.toSorted()).toEqual(slots.toSorted())
  })

  test('that throws is run again, and its log line carries no parameter of a query', async () => {
    const { job, ran } = noting('post', async () => {
      if (ran.length === 1) await db.execute(sql`select ${'what a member asked'}::int`)
    })
    const { runner, kept } = await running(database, job)
    await runner.send(db, 'post', { slot: 'a' })
    await runner.idle()
    expect(ran).toEqual(['a', 'a'])
    expect(kept.filter((line) => line.message === 'job failed')).toMatchObject([
      { level: 'warn', fields: { job: 'post', attempt: 1 } },
    ])
    const written = JSON.stringify(kept)
    expect(written).toContain('22P02')
    expect(written).not.toMatch(/select|what a member asked/u)
    const stored = await rowsOf(db, sql`select output from pgboss.job where name = 'post'`)
    expect(JSON.stringify(stored)).not.toMatch(/what a member asked/u)
  })

  test('with a payload it cannot read is refused by the sender, and buried when it is there', async () => {
    const { job, ran } = noting('post')
    const { runner, kept } = await running(database, job)
    await expect(runner.send(db, 'post', { slot: 7 })).rejects.toThrow()
    await expect(runner.send(db, 'nobody', {})).rejects.toThrow('nobody')

    await db.execute(
      sql`insert into pgboss.job (name, data, policy, singleton_key, dead_letter)
        values ('post', '{"slot":7}', 'exclusive', 'bad', 'dead')`,
    )
    await runner.idle()

    expect(ran).toEqual([])
    await vi.waitUntil(() => kept.some((line) => line.message === 'job dead'), { timeout: 20_000 })
    expect(kept.map((line) => line.message)).toEqual(['job payload refused', 'job dead'])
  })

  test('still running at the end of a graceful stop goes back to the queue and is run after', async () => {
    const stuck = noting('post', () => new Promise(() => {}))
    const first = createRunner({ database, jobs: [stuck.job], log: keepingLog().log })
    await first.start()
    await first.send(database.db, 'post', { slot: 'a' })
    await vi.waitUntil(() => stuck.ran.length === 1, { timeout: 20_000 })
    await first.stop()

    const second = noting('post')
    const { runner } = await running(database, second.job)
    await runner.idle()
    expect(second.ran).toEqual(['a'])
  })
})

describe('a job whose process was killed', () => {
  const killedWhileRunning = async (...args: string[]) => {
    const child = startChild(new URL('./children/worker.ts', import.meta.url), ...args)
    stops.push(child.kill)
    await child.line((line) => line === 'a')
    await child.kill()
  }

  const runsAgain = async (dataDir: string, databaseUrl: string | undefined) => {
    const opened = await connect({ databaseUrl, dataDir, log: keepingLog().log })
    if (!opened.ok) throw new Error(opened.fault.kind)
    stops.push(opened.value.close)
    const { job, ran } = noting('post')
    const { runner } = await running(opened.value, job)
    await runner.idle()
    expect(ran).toEqual(['a'])
  }

  test('on PGlite runs again when the directory is opened anew', async () => {
    const dataDir = await freshDataDir()
    await killedWhileRunning(dataDir)
    await runsAgain(dataDir, undefined)
  })

  test('on PGlite waits for nothing then, however often it was cut off before', async () => {
    const dataDir = await freshDataDir()
    await killedWhileRunning(dataDir)
    const opened = await connect({ databaseUrl: undefined, dataDir, log: keepingLog().log })
    if (!opened.ok) throw new Error(opened.fault.kind)
    // The retry after this many waits minutes.
    await opened.value.db.execute(sql`update pgboss.job set retry_count = 6`)
    await opened.value.close()
    await runsAgain(dataDir, undefined)
  })

  describeOnPostgres('which other replicas share', () => {
    test('runs again in one of them', async () => {
      const url = await freshAddress('migrated')
      await killedWhileRunning('unused', url)
      await runsAgain('unused', url)
    })
  })
})

describeOnPostgres('a job that two replicas could run', () => {
  test('runs in one of them', async () => {
    const url = await freshAddress('migrated')
    const { job, ran } = noting('post')
    const replicas: { runner: Runner; database: Database }[] = []
    for (let count = 0; count < 2; count++) {
      const opened = await openPostgres(url)
      if (!opened.ok) throw new Error(opened.fault.reason)
      stops.push(opened.value.close)
      replicas.push({ database: opened.value, ...(await running(opened.value, job)) })
    }
    for (const { runner, database } of replicas)
      for (let number = 0; number < 40; number++)
        await runner.send(database.db, 'post', { slot: `${number}` }, { key: `${number}` })
    await replicas[0]?.runner.idle()
    const [row] = await rowsOf<{ count: number }>(
      replicas[0]?.database.db as Database['db'],
      sql`select count(*) as count from pgboss.job where name = 'post' and state = 'completed'`,
    )
    expect(ran).toHaveLength(row?.count ?? -1)
    expect(new Set(ran).size).toBe(40)
  })
})
