// Runner: pg-boss carries out what is owed. Slots say what and when; this only runs it, at least once.

import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { type ConstructorOptions, fromPglite, type JobWithMetadata, PgBoss } from 'pg-boss'
import type { Db, Log } from '#core/deps.ts'
import type { Job } from '#core/job.ts'
import type { Database } from '#db/database.ts'
import { rowsOf } from '#db/transaction.ts'
import { portraitOf } from '#lib/portrait.ts'
import { sendingOver } from './sending.ts'

/** Payloads as each job's own schema reads them: a list of jobs has no one type for all. */
// biome-ignore lint/suspicious/noExplicitAny: every Job is checked by its schema before it runs.
export type AnyJob = Job<any>

export type Runner = {
  /** Makes the queues and begins to work. Call it after migrating, once. */
  readonly start: () => Promise<void>
  /**
   * Queues a job in the caller's transaction: committed, it runs; rolled back, it never was. False
   * when a job with the same name and key is already queued, running or waiting for a retry: that one
   * will do. The key defaults to the payload, so the same work is never queued twice; name in the key
   * whatever makes it different work.
   */
  readonly send: (
    tx: Db,
    name: string,
    payload: object,
    options?: { readonly key?: string },
  ) => Promise<boolean>
  /** Resolves when nothing is queued, running or waiting for a retry, here or in another replica. */
  readonly idle: () => Promise<void>
  /** Lets running jobs finish for up to 2.5 s, gives the rest back to the queue, and lets go. */
  readonly stop: () => Promise<void>
}

const dead = 'dead'

/** Retries wait about 2, 4, 8 … seconds, at most 5 minutes: eight of them cover a quarter of an hour. */
const queueOptions = {
  // One queued or running job per key over all replicas, which is what keeps one slot's job from
  // running twice at once. `singleton` would queue duplicates and `stately` would run them afterwards.
  policy: 'exclusive',
  notify: true,
  retryLimit: 8,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 300,
  // A killed process's job is noticed when its heartbeat is this old.
  heartbeatSeconds: 10,
  expireInSeconds: 900,
} as const

/** pg-boss opens its own connections (its driver is `pg`), or shares the one PGlite there is. */
function connection(database: Database): ConstructorOptions {
  if (database.kind === 'pglite')
    return {
      db: fromPglite(database.client),
      backend: 'pglite',
      reindex: false,
      monitorVacuum: false,
    }
  const address = new URL(database.url)
  // `sslmode=require` means to both drivers what libpq means by it: encrypt, whoever signed.
  if (address.searchParams.has('sslmode')) address.searchParams.set('uselibpqcompat', 'true')
  return {
    connectionString: address.href,
    max: 3,
    // Finds the jobs of a killed replica; PGlite has no other replica, see `takeBack`.
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
  }
}

/** The queue over this database for these jobs; nothing happens before `start`. */
export function createRunner(options: {
  readonly database: Database
  readonly jobs: readonly AnyJob[]
  readonly log: Log
}): Runner {
  const { database, jobs, log } = options
  const byName = new Map(jobs.map((job) => [job.name, job]))
  const boss = new PgBoss({
    ...connection(database),
    schema: 'pgboss',
    application_name: 'gongbu-jobs',
    useListenNotify: true,
    schedule: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
  })
  const queue = sendingOver(boss)
  boss.on('error', (error) => log.error({ error: portraitOf(error) }, 'job queue fault'))
  boss.on('warning', ({ message }) => log.warn({ warning: message }, 'job queue warning'))

  /** Runs one job; gives pg-boss its outcome. */
  async function carryOut(job: AnyJob, { id, data, retryCount }: JobWithMetadata) {
    const fields = { job: job.name, id, attempt: retryCount + 1 }
    const payload = job.payload.safeParse(data)
    if (!payload.success) {
      const faults = payload.error.issues.map(
        ({ path, message }) => `${path.join('.')}: ${message}`,
      )
      const message = `payload refused: ${faults.join('; ')}`
      log.error({ ...fields, error: message }, 'job payload refused')
      return { id, status: 'deadletter' as const, output: { message } }
    }
    try {
      await job.run(payload.data)
      return { id, status: 'completed' as const }
    } catch (error) {
      const portrait = portraitOf(error)
      log.warn({ ...fields, error: portrait }, 'job failed')
      return { id, status: 'failed' as const, output: { error: portrait } }
    }
  }

  /**
   * One worker. pg-boss polls after each job and not only when a queue is empty, so a worker that had
   * something to do is woken at once: there may be more.
   */
  async function work(job: AnyJob, backstopSeconds: number): Promise<void> {
    const worker: string = await boss.work(
      job.name,
      {
        includeMetadata: true,
        perJobResults: true,
        pollingIntervalSeconds: 1,
        notifyPollingIntervalSeconds: backstopSeconds,
      },
      async (batch: JobWithMetadata[]) => {
        try {
          return await Promise.all(batch.map((one) => carryOut(job, one)))
        } finally {
          boss.notifyWorker(worker)
        }
      },
    )
  }

  async function makeQueues(): Promise<void> {
    const there = new Set((await boss.getQueues()).map((queue) => queue.name))
    if (!there.has(dead)) await boss.createQueue(dead)
    for (const { name } of jobs) {
      const { policy, ...changeable } = queueOptions
      if (there.has(name)) await boss.updateQueue(name, { ...changeable, deadLetter: dead })
      else await boss.createQueue(name, { ...changeable, policy, deadLetter: dead })
    }
  }

  /** Nobody else can hold a job of a locked directory: what is still running was cut off by a crash. */
  async function takeBack(): Promise<void> {
    const cut = await rowsOf<{ name: string; id: string }>(
      database.db,
      sql`select name, id from pgboss.job where state = 'active'`,
    )
    for (const { name, id } of cut) {
      await boss.fail(name, id, { message: 'the process ended' })
      // A retry waits because what failed may soon fail again; a crash says nothing of the kind.
      await database.db.execute(
        sql`update pgboss.job set start_after = now() where id = ${id} and state = 'retry'`,
      )
    }
  }

  return {
    start: async () => {
      await boss.start()
      await makeQueues()
      if (database.kind === 'pglite') await takeBack()
      // Posting waits on Discord most of the time, so several run side by side. The first worker of a
      // queue looks often enough to find retries, which notify nobody; the others wait to be called.
      const others = database.kind === 'pglite' ? 3 : 7
      for (const job of jobs) {
        await work(job, 1)
        for (let more = 0; more < others; more++) await work(job, 30)
      }
      await boss.work(
        dead,
        { includeMetadata: true, pollingIntervalSeconds: 2 },
        async ([letter]) => {
          if (letter === undefined) return
          const { sourceName, sourceId, sourceRetryCount, sourceOutput } = letter
          const attempts = (sourceRetryCount ?? 0) + 1
          log.error({ job: sourceName, id: sourceId, attempts, output: sourceOutput }, 'job dead')
        },
      )
    },

    send: async (tx, name, payload, { key } = {}) => {
      const job = byName.get(name)
      if (job === undefined) throw new Error(`No job is called ${name}`)
      job.payload.parse(payload)
      return await queue(tx, name, payload, key ?? JSON.stringify(payload))
    },

    idle: async () => {
      const owed = sql`select 1 from pgboss.job where state < 'completed' and name <> ${dead} limit 1`
      while ((await rowsOf(database.db, owed)).length > 0) await pause(20)
    },

    stop: () => boss.stop({ graceful: true, timeout: 2500 }),
  }
}
