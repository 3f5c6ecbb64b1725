// Refold: members' streaks from the record alone, as far as a change of the past can reach.

import type { Db } from '#core/deps.ts'
import { everVoided } from '#record/audit-store.ts'
import { daysPlayed } from './played-store.ts'
import { closedRounds, removeStreaks, streaksOf, writeStreaks } from './settlement-store.ts'
import { isSame, type Streak, stepStreak } from './streak.ts'

/**
 * The streaks of a guild, or of the `named` members alone, folded over its closed rounds. A round
 * that is voided, or ever was, breaks nobody's run. Members who never played have none. Needs the
 * guild's lock where it decides what is written.
 */
export async function foldStreaks(
  db: Db,
  guild: string,
  named?: readonly string[],
): Promise<ReadonlyMap<string, Streak>> {
  const spared = await everVoided(db, guild)
  const rounds = (await closedRounds(db, guild)).map(({ id, localDate, voided }) => ({
    day: localDate,
    date: localDate.toString(),
    isNeutral: voided !== null || spared.has(id),
  }))
  const folded = new Map<string, Streak>()
  for (const [member, days] of await daysPlayed(db, guild, named)) {
    let streak: Streak | undefined
    for (const { day, date, isNeutral } of rounds) {
      const played = days.has(date)
      if (played || !isNeutral) streak = stepStreak(streak, { day, played })
    }
    if (streak) folded.set(member, streak)
  }
  return folded
}

/**
 * Makes the streaks of a guild, or of the `named` members alone, what the record says. Needs the
 * guild's lock.
 */
export async function refold(tx: Db, guild: string, named?: readonly string[]): Promise<void> {
  const [stored, folded] = [await streaksOf(tx, guild, named), await foldStreaks(tx, guild, named)]
  const changed = [...folded].filter(([member, streak]) => !isSame(stored.get(member), streak))
  await writeStreaks(tx, guild, new Map(changed))
  const gone = [...stored.keys()].filter((member) => !folded.has(member))
  if (gone.length > 0) await removeStreaks(tx, guild, gone)
}
