// Planner: keeps every guild's slots written down ahead and sends those that have come due.

import type { Clock, Db, Log } from '#core/deps.ts'
import { dayIn } from '#lib/day.ts'
import { portraitOf } from '#lib/portrait.ts'
import type { GuildSettings } from '#settings/settings.ts'
import { guildSettings, guildsSetUp } from '#settings/store.ts'
import { slotsAround } from './calendar.ts'
import { replan, type SlotKey, sendDue } from './store.ts'

const batch = 100 // slots in one transaction
const lookSeconds = 60 // between looks at every guild's date and settings
const sweepEvery = 60 // turns between looking for slots whose job has died

export type Planner = {
  /** Plans what is not planned yet, then sends everything due. Safe to call at any time. */
  readonly tick: () => Promise<void>
  /** Plans one guild anew, at once, after its settings changed. */
  readonly replan: (guild: string) => Promise<void>
  /** Resolves when the turn under way is over; later ticks do nothing. */
  readonly stop: () => Promise<void>
}

/**
 * A planner on the injected clock. Every replica runs one: slots are unique by guild, kind, date and
 * subject, so planning twice changes nothing.
 */
export function createPlanner(deps: {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  /** Queues a slot's job; false when it is queued or running already. */
  readonly send: (tx: Db, key: SlotKey) => Promise<boolean>
}): Planner {
  const { db, clock, log, send } = deps
  // What each guild was last planned with: its date and its settings.
  const planned = new Map<string, string>()
  let looked: Temporal.Instant | undefined
  let running: Promise<void> | undefined
  let again = false
  let turns = 0
  let stopped = false

  async function plan(settings: GuildSettings): Promise<void> {
    const now = clock()
    await replan(db, settings.id, ['quiz', 'board', 'gaps'], slotsAround(settings, now), now)
    planned.set(settings.id, fingerprint(settings, now))
  }

  /** Once a minute by the clock: a new date begins, or another replica changed settings. */
  async function planAll(): Promise<void> {
    const now = clock()
    if (looked && Math.abs(looked.until(now).total('seconds')) < lookSeconds) return
    looked = now
    for (const settings of await guildsSetUp(db)) {
      try {
        if (planned.get(settings.id) !== fingerprint(settings, now)) await plan(settings)
      } catch (fault) {
        // One guild that cannot be planned must not keep the others from their posts.
        log.error({ guild: settings.id, ...portraitOf(fault) }, 'guild not planned')
      }
    }
  }

  async function turn(): Promise<void> {
    do {
      again = false
      await planAll()
      const now = clock()
      // A slot that was sent and has no job any more was given up too early: it is sent again.
      if (turns % sweepEvery === 0) await sendDue(db, now, 'sent', batch, send)
      turns += 1
      let sent = 0
      do {
        sent = await sendDue(db, now, 'planned', batch, send)
        if (sent > 0) log.info({ sent }, 'slots sent')
      } while (sent === batch)
    } while (again)
  }

  return {
    tick() {
      if (stopped) return Promise.resolve()
      // One turn at a time: a call in the middle of a turn makes that turn go round once more.
      again = true
      running ??= turn().finally(() => {
        running = undefined
      })
      return running
    },
    async replan(guild) {
      const settings = await guildSettings(db, guild)
      if (settings) await plan(settings)
    },
    async stop() {
      stopped = true
      await running
    },
  }
}

const fingerprint = (settings: GuildSettings, now: Temporal.Instant): string =>
  `${dayIn(settings.zone, now)} ${JSON.stringify(settings)}`
