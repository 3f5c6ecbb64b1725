// Planner: keeps every guild's slots written down ahead and sends those that have come due.

import type { Clock, Db, Log } from '#core/deps.ts'
import { dayIn } from '#lib/day.ts'
import { portraitOf } from '#lib/portrait.ts'
import type { GuildSettings } from '#settings/settings.ts'
import { guildSettings, marksSetUp, settingsOf } from '#settings/store.ts'
import { plannedKinds, slotsAround } from './calendar.ts'
import { replan, sendDue, waiting } from './plan-store.ts'
import type { SlotKey } from './store.ts'

const lookSeconds = 60 // between looks at every guild's date and settings
const sweepEvery = 60 // turns between looking for slots whose job has died
// What one turn does at most, so that it is short however many guilds there are.
const guildsMost = 12
const slotsMost = 40

export type Planner = {
  /**
   * Plans some of what is not planned yet and sends some of what is due; what is left over is the
   * next ticks'. Safe to call at any time.
   */
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
  // Guilds to be planned anew, and what they are then planned with.
  let unplanned: (readonly [id: string, state: string])[] = []
  let looked: Temporal.Instant | undefined
  let running: Promise<void> | undefined
  let following: Promise<void> | undefined
  let turns = 0
  let stopped = false

  const write = (all: readonly GuildSettings[], now: Temporal.Instant): Promise<void> =>
    replan(
      db,
      all.map((settings) => ({ guild: settings.id, ...slotsAround(settings, now) })),
      plannedKinds,
      now,
    )

  const notPlanned = (guild: string, fault: unknown) =>
    log.error({ guild, ...portraitOf(fault) }, 'guild not planned')

  /** Once a minute by the clock: a new date begins, or another replica changed settings. */
  async function look(now: Temporal.Instant): Promise<void> {
    if (looked && Math.abs(looked.until(now).total('seconds')) < lookSeconds) return
    const dates = new Map<string, string>()
    const marks = await marksSetUp(db)
    looked = now
    unplanned = []
    // One that is owed nothing now is planned anew should it come back.
    const owed = new Set(marks.map(({ id }) => id))
    for (const id of planned.keys()) if (!owed.has(id)) planned.delete(id)
    for (const { id, zone, mark } of marks) {
      try {
        const date = dates.get(zone) ?? dayIn(zone, now).toString()
        dates.set(zone, date)
        const state = `${date} ${mark}`
        if (planned.get(id) !== state) unplanned.push([id, state])
      } catch (fault) {
        notPlanned(id, fault)
      }
    }
  }

  /** The next few of those that wait, in one transaction; one by one when that fails. */
  async function planSome(now: Temporal.Instant): Promise<void> {
    const some = new Map(unplanned.splice(0, guildsMost))
    if (some.size === 0) return
    const all = await settingsOf(db, [...some.keys()])
    const done = ({ id }: GuildSettings) => planned.set(id, some.get(id) ?? '')
    try {
      await write(all, now)
      all.forEach(done)
    } catch {
      // One guild that cannot be planned must not keep the others from their posts.
      for (const settings of all) {
        try {
          await write([settings], now)
          done(settings)
        } catch (fault) {
          notPlanned(settings.id, fault)
        }
      }
    }
  }

  /**
   * Those due now, by and by when there are many: what nobody has begun yet stays few, so that looking
   * for the next job is quick and a short turn is enough. How fast they go out to Discord is decided
   * where requests are made.
   */
  async function sendSome(now: Temporal.Instant): Promise<void> {
    const room = slotsMost - (await waiting(db, slotsMost))
    if (room < slotsMost / 2) return
    const sent = await sendDue(db, now, 'planned', room, send)
    if (sent > 0) log.info({ sent }, 'slots sent')
  }

  async function turn(): Promise<void> {
    const now = clock()
    await look(now)
    await planSome(now)
    // A slot that was sent and has no job any more was given up too early: it is sent again.
    if (turns % sweepEvery === 0) await sendDue(db, now, 'sent', slotsMost, send)
    turns += 1
    await sendSome(now)
  }

  function begin(): Promise<void> {
    following = undefined
    if (stopped) return Promise.resolve()
    running = turn().finally(() => {
      running = undefined
    })
    return running
  }

  return {
    tick() {
      if (stopped) return Promise.resolve()
      // One turn at a time: all calls in the middle of one share the turn that follows it.
      if (running !== undefined) following ??= running.then(begin, begin)
      return following ?? begin()
    },
    async replan(guild) {
      const settings = await guildSettings(db, guild)
      if (!settings) return
      await write([settings], clock())
      // The next look plans it once more, which changes nothing.
      planned.delete(guild)
    },
    async stop() {
      stopped = true
      await running?.catch(() => {})
    },
  }
}
