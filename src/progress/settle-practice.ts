// Settle practice: keeps a member's answer in practice and counts what it is worth, in one step.

import type { Db } from '#core/deps.ts'
import { type Attempt, keepAttempt } from '#record/attempt-store.ts'
import { placesOf } from './period.ts'
import { finishedAt, practicePoints } from './practice.ts'
import { practiceIn, practiceOn } from './practice-store.ts'
import { rememberHere } from './presence-store.ts'
import { refold } from './refold.ts'
import { lockGuild } from './settlement-store.ts'
import { addToTotals } from './total-store.ts'

/**
 * Keeps an attempt, gives the one that counts (a member's first at an item in a set) and adds its
 * points to the day's week, month and all time. A repeated delivery adds nothing. When the answer
 * finishes a set after the round of that moment has closed (the process was slow), the member's
 * streak is folded anew.
 */
export function settleAttempt(
  db: Db,
  attempt: Parameters<typeof keepAttempt>[1],
): Promise<Attempt> {
  return db.transaction(async (tx) => {
    const { guild, member, localDate } = attempt
    await lockGuild(tx, guild)
    const points = async () => practicePoints(await practiceOn(tx, attempt))
    const finished = async () => finishedAt(await practiceIn(tx, attempt))?.epochNanoseconds
    const before = { points: await points(), finished: await finished() }
    const kept = await keepAttempt(tx, attempt)
    await rememberHere(tx, guild, [member])
    const gained = (await points()) - before.points
    if (gained !== 0) {
      const gain = { points: gained, right: 0, answered: 0 }
      await addToTotals(tx, guild, placesOf(localDate, ''), new Map([[member, gain]]))
    }
    if ((await finished()) !== before.finished) await refold(tx, guild, [member])
    return kept
  })
}
