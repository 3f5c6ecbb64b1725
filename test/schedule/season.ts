// A season without Discord: the real planner and slots on a moved clock, every slot carried out at once.

import type { Db } from '#core/deps.ts'
import { type Day, dayIn, isBefore, weekOf } from '#lib/day.ts'
import { createPlanner } from '#schedule/planner.ts'
import { nextSlot, type StoredSlot, settleSlot, slotOf, slotsBetween } from '#schedule/store.ts'
import { defaults, type GuildSettings } from '#settings/settings.ts'
import { changeSettings, guildSettings, rememberGuild } from '#settings/store.ts'
import { keepingLog } from '../support/quiet.ts'

export type Happened = Pick<StoredSlot, 'kind' | 'localDate' | 'due' | 'until'> & {
  readonly at: Temporal.Instant
}

export type Season = {
  readonly now: () => Temporal.Instant
  readonly today: () => Promise<Day>
  /** What was posted, in this order. */
  readonly happened: readonly Happened[]
  readonly settings: () => Promise<GuildSettings>
  readonly change: (change: Partial<GuildSettings>) => Promise<void>
  /** Lets time pass, stopping at each slot, while `goesOn` says so. */
  readonly pass: (hours: number, goesOn?: () => boolean) => Promise<void>
}

export const guildId = '1'

/** A guild set up at an instant, with its planner running from then on. */
export async function openSeason(
  db: Db,
  start: Temporal.Instant,
  settings: Partial<GuildSettings>,
): Promise<Season> {
  let now = start
  const happened: Happened[] = []
  let sent: Parameters<typeof slotOf>[1][] = []
  const planner = createPlanner({
    db,
    clock: () => now,
    log: keepingLog().log,
    send: async (_tx, key) => {
      sent.push(key)
      return true
    },
  })
  await rememberGuild(db, { guild: guildId, name: 'group', language: 'ko' })
  const { id, name, ...usual } = defaults(guildId, 'group', 'ko')
  await changeSettings(db, guildId, { ...usual, quizChannel: 'q', since: start, ...settings })

  /** Whether the slot's handler would post: a board only of a week with quizzes, once a week. */
  async function posts({ kind, localDate, until }: StoredSlot): Promise<boolean> {
    if (until !== null && isBefore(until, now)) return false
    if (kind !== 'board') return true
    const monday = weekOf(localDate)
    const [week, boards] = await Promise.all([
      slotsBetween(
        db,
        guildId,
        ['quiz'],
        monday.subtract({ days: 7 }),
        monday.subtract({ days: 1 }),
      ),
      slotsBetween(db, guildId, ['board'], monday, monday.add({ days: 6 })),
    ])
    return week.some(({ state }) => state === 'done') && !boards.some(({ message }) => message)
  }

  async function tick(): Promise<void> {
    await planner.tick()
    const keys = sent
    sent = []
    for (const key of keys) {
      const slot = await slotOf(db, key)
      if (!slot) throw new Error('what was sent is written down')
      const isPosted = await posts(slot)
      const isLate = slot.until !== null && isBefore(slot.until, now)
      await settleSlot(
        db,
        key,
        isLate ? { state: 'missed' } : { state: 'done', ...(isPosted && { message: 'm' }) },
      )
      if (isPosted) happened.push({ ...slot, at: now })
    }
  }

  const read = async () => {
    const found = await guildSettings(db, guildId)
    if (!found) throw new Error('the guild is known')
    return found
  }
  await tick()
  return {
    now: () => now,
    today: async () => dayIn((await read()).zone, now),
    happened,
    settings: read,
    async change(change) {
      await changeSettings(db, guildId, change)
      await planner.replan(guildId)
      await tick()
    },
    async pass(hours, goesOn = () => true) {
      const end = now.add({ minutes: Math.round(hours * 60) })
      while (isBefore(now, end) && goesOn()) {
        // The bot plans each new day, so it looks in between too.
        const look = now.add({ hours: 20 })
        const next = (await nextSlot(db, now, guildId))?.due ?? look
        const step = isBefore(next, look) ? next : look
        now = isBefore(step, end) ? step : end
        await tick()
      }
    },
  }
}
