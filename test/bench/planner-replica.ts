// Planner's replica: a process of its own with its client, queue and planner on the shared database.

import { monitorEventLoopDelay } from 'node:perf_hooks'
import { sql } from 'drizzle-orm'
import type { Chat } from '#core/chat.ts'
import { panelOf } from '#core/reply.ts'
import { openPostgres } from '#db/postgres.ts'
import { joinReplicas } from '#db/replicas.ts'
import { rowsOf } from '#db/transaction.ts'
import { createDiscord } from '#discord/gateway.ts'
import { createPlanner, type Planner } from '#schedule/planner.ts'
import { outcomeOf } from '#schedule/post.ts'
import { createRunner } from '#schedule/runner.ts'
import { slotJob, slotPayload } from '#schedule/slot.ts'

/** What the bench asks of a replica, one after the other. */
export type Asked =
  | { readonly do: 'plan'; readonly guilds: number }
  | { readonly do: 'idle' }
  | { readonly do: 'due' }
  | { readonly do: 'stop' }

/** What it answers: milliseconds of its ticks since, seconds from due to posted, its longest block. */
export type Told = {
  readonly done: Asked['do'] | 'start'
  readonly ticks: readonly number[]
  readonly late: readonly number[]
  readonly block: number
}

export const eight = Temporal.Instant.from('2026-11-24T08:00+09:00')
export const nine = Temporal.Instant.from('2026-11-24T09:00+09:00')

const quiet = { info: () => {}, warn: () => {}, error: () => {} }

const quizOver =
  (chat: Chat, clock: () => Temporal.Instant, late: number[]) =>
  async ({ guild, due }: { guild: string; due: Temporal.Instant }) => {
    const post = { kind: 'panel', panel: panelOf('quiz', 'quiz') } as const
    const sent = await chat.send(guild.slice(1), post, guild)
    late.push(due.until(clock()).total('seconds'))
    return sent.ok
      ? ({ kind: 'done', message: sent.value.message } as const)
      : outcomeOf(sent.fault)
  }

async function serve(url: string, api: string): Promise<void> {
  const opened = await openPostgres(url)
  if (!opened.ok) throw new Error(opened.fault.reason)
  const database = opened.value
  let now = () => eight
  const clock = () => now()
  const { count: replicas } = await joinReplicas(database, quiet)
  const { chat } = createDiscord({ token: 'token', api, log: quiet, clock, replicas })
  const late: number[] = []
  const ticks: number[] = []
  let planner: Planner | undefined
  let isBusy = false
  const tick = async () => {
    // A call in the middle of a turn waits for it: its time would be that of two.
    if (isBusy) return planner?.tick()
    isBusy = true
    const began = performance.now()
    await planner?.tick()
    ticks.push(performance.now() - began)
    isBusy = false
  }
  const job = slotJob({ db: database.db, log: quiet }, { quiz: quizOver(chat, clock, late) })
  const runner = createRunner({
    database,
    log: quiet,
    // As in the product: a slot that is over lets the planner look at once.
    jobs: [{ ...job, run: (payload) => job.run(payload).then(() => void tick()) }],
  })
  planner = createPlanner({
    db: database.db,
    clock,
    log: quiet,
    send: (tx, key) => runner.send(tx, job.name, slotPayload(key)),
  })
  await runner.start()
  const delay = monitorEventLoopDelay({ resolution: 5 })

  const tell = (done: Told['done']) => {
    process.send?.({ done, ticks: ticks.splice(0), late, block: delay.max / 1e6 } satisfies Told)
  }
  const planned = async () => {
    const found = sql`select count(distinct guild)::int as count from slots`
    return (await rowsOf<{ count: number }>(database.db, found))[0]?.count ?? 0
  }
  const carryOut = async (asked: Asked): Promise<void> => {
    if (asked.do === 'plan') {
      // Twelve guilds a turn: one that plans after another plans it all again, which changes nothing.
      for (let turns = 0; turns <= asked.guilds / 12; turns += 1) await tick()
      while ((await planned()) < asked.guilds) await tick()
    }
    if (asked.do === 'idle') {
      for (let looks = 1; looks <= 20; looks += 1) {
        const at = eight.add({ seconds: 61 * looks })
        now = () => at
        await tick()
      }
    }
    if (asked.do === 'due') {
      delay.enable()
      const began = performance.now()
      now = () => nine.add({ milliseconds: Math.round(performance.now() - began) })
      setInterval(() => void tick(), 1000)
      void tick()
    }
    if (asked.do === 'stop') {
      await planner?.stop()
      await runner.stop()
    }
    tell(asked.do)
  }
  process.on('message', (asked: Asked) => void carryOut(asked))
  // Nothing of it outlives the bench.
  process.on('disconnect', () => process.exit())
  tell('start')
}

const [, , url, api] = process.argv
if (process.send && url !== undefined && api !== undefined) await serve(url, api)
