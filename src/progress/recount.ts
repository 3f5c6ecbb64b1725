// Recount: totals and streaks from the facts alone, compared with what is stored or put in its place.

import type { Db } from '#core/deps.ts'
import { everVoided } from '#record/audit-store.ts'
import { ballotsOf } from '#record/store.ts'
import { type Place, placesOf } from './period.ts'
import { type Gain, gainOf } from './points.ts'
import { finishedSets, pointsByDay, practisersIn } from './practice.ts'
import { practiceOf } from './practice-store.ts'
import {
  closedRounds,
  guildsWithProgress,
  lockGuild,
  replaceStreaks,
  streaksOf,
  type Total,
  totalsOf,
} from './settlement-store.ts'
import { isSame, type Streak, stepStreaks } from './streak.ts'
import { replaceTotals } from './total-store.ts'

type Progress = {
  readonly totals: readonly Total[]
  readonly streaks: ReadonlyMap<string, Streak>
}

const keyOf = ({ member, period, domain }: Place & { readonly member: string }): string =>
  JSON.stringify([member, period, domain])

/** What a guild's closed rounds, their ballots and its practice are worth, whatever is stored. */
async function replay(db: Db, guild: string): Promise<Progress> {
  const totals = new Map<string, Total>()
  const add = (member: string, places: readonly Place[], gain: Gain) => {
    for (const place of places) {
      const key = keyOf({ member, ...place })
      const sum = totals.get(key) ?? { member, ...place, points: 0, right: 0, answered: 0 }
      totals.set(key, {
        ...sum,
        points: sum.points + gain.points,
        right: sum.right + gain.right,
        answered: sum.answered + gain.answered,
      })
    }
  }
  const practice = await practiceOf(db, guild)
  for (const { member, day, points } of pointsByDay(practice))
    add(member, placesOf(day, ''), { points, right: 0, answered: 0 })

  const streaks = new Map<string, Streak>()
  const finished = finishedSets(practice)
  const spared = await everVoided(db, guild)
  for (const round of await closedRounds(db, guild)) {
    const ballots = await ballotsOf(db, round.id)
    if (round.voided === null) {
      const places = placesOf(round.localDate, round.domain)
      for (const [member, chosen] of ballots) add(member, places, gainOf(round.keys, chosen))
    }
    const players = new Set([...ballots.keys(), ...practisersIn(finished, round)])
    const neutral = round.voided !== null || spared.has(round.id)
    const changed = stepStreaks(streaks, { day: round.localDate, players, neutral })
    for (const [member, streak] of changed) streaks.set(member, streak)
  }
  return { totals: [...totals.values()], streaks }
}

/** One total or streak that is stored otherwise than the facts say; undefined means no such row. */
export type Difference = { readonly guild: string; readonly member: string } & (
  | {
      readonly kind: 'total'
      readonly period: string
      readonly domain: string
      readonly stored: Total | undefined
      readonly counted: Total | undefined
    }
  | {
      readonly kind: 'streak'
      readonly stored: Streak | undefined
      readonly counted: Streak | undefined
    }
)

/**
 * Where stored totals and streaks differ from the facts, in one guild or in all. Reads everything as
 * it was at one instant, so a bot may go on settling meanwhile.
 */
export function differences(db: Db, guild?: string): Promise<readonly Difference[]> {
  return db.transaction(
    async (tx) => {
      const found: Difference[] = []
      for (const each of guild === undefined ? await guildsWithProgress(tx) : [guild]) {
        const stored = { totals: await totalsOf(tx, each), streaks: await streaksOf(tx, each) }
        found.push(...compare(each, stored, await replay(tx, each)))
      }
      return found
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}

/**
 * Makes the totals and streaks of one guild, or of all, what the facts say, guild by guild. May be
 * called inside a transaction that has just changed the facts.
 */
export async function rebuild(db: Db, guild?: string): Promise<void> {
  for (const each of guild === undefined ? await guildsWithProgress(db) : [guild]) {
    await db.transaction(async (tx) => {
      await lockGuild(tx, each)
      const { totals, streaks } = await replay(tx, each)
      await replaceTotals(tx, each, totals)
      await replaceStreaks(tx, each, streaks)
    })
  }
}

function compare(guild: string, stored: Progress, counted: Progress): readonly Difference[] {
  const totals = pairs(byPlace(stored.totals), byPlace(counted.totals))
    .filter(([one, other]) => !isSameTotal(one, other))
    .flatMap(([one, other]) => {
      const place = one ?? other
      if (!place) return []
      const { member, period, domain } = place
      return [
        { kind: 'total' as const, guild, member, period, domain, stored: one, counted: other },
      ]
    })
  const members = [...new Set([...stored.streaks.keys(), ...counted.streaks.keys()])]
  const streaks = members
    .map((member) => ({
      kind: 'streak' as const,
      guild,
      member,
      stored: stored.streaks.get(member),
      counted: counted.streaks.get(member),
    }))
    .filter((pair) => !isSame(pair.stored, pair.counted))
  return [...totals, ...streaks]
}

const byPlace = (totals: readonly Total[]): ReadonlyMap<string, Total> =>
  new Map(totals.map((total) => [keyOf(total), total]))

const pairs = <Value>(
  one: ReadonlyMap<string, Value>,
  other: ReadonlyMap<string, Value>,
): readonly (readonly [Value | undefined, Value | undefined])[] =>
  [...new Set([...one.keys(), ...other.keys()])].map((key) => [one.get(key), other.get(key)])

const isSameTotal = (one: Total | undefined, other: Total | undefined): boolean =>
  one?.points === other?.points && one?.right === other?.right && one?.answered === other?.answered

/** A difference on one line that is easy to search, the same in every language. */
export function differenceLine(difference: Difference): string {
  const { kind, guild, member } = difference
  const whose = `guild=${guild} member=${member}`
  if (kind === 'streak') {
    const { stored, counted } = difference
    return `${kind} ${whose} stored=${streakWords(stored)} counted=${streakWords(counted)}`
  }
  const { period, domain, stored, counted } = difference
  const where = `period=${period} domain=${domain === '' ? '(all)' : domain}`
  return `${kind} ${whose} ${where} stored=${totalWords(stored)} counted=${totalWords(counted)}`
}

const totalWords = (total: Total | undefined): string =>
  total ? `${total.points}:${total.right}/${total.answered}` : 'none'

const streakWords = (streak: Streak | undefined): string =>
  streak
    ? `${streak.length}:best=${streak.best},freezes=${streak.freezes},toward=${streak.towardFreeze},last=${streak.lastDate}`
    : 'none'
