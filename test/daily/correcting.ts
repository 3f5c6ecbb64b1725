// Corrections for tests: made by an owner, and what they come to.

import type { Db } from '#core/deps.ts'
import { type Correction, correctRound } from '#daily/correct.ts'
import { streaksOf, totalsOf } from '#progress/settlement-store.ts'
import { openingOf } from '../progress/support.ts'

/** Long after the rounds of a test. */
export const now = openingOf(40)
let presses = 0
/**
 * Corrects a round of the guild `g` as its owner; every press is another unless one is named. `seen` is
 * the correction that the owner was shown as the last one; without it they change whatever holds.
 */
export const correct = (
  db: Db,
  round: string,
  correction: Correction,
  id = `press ${presses++}`,
  seen?: string,
) => {
  const by = { id, guild: 'g', actor: 'owner', now, ...(seen !== undefined && { seen }) }
  return correctRound(db, by, round, correction)
}
export const rekey = (...keys: string[]): Correction => ({ kind: 'rekey', keys })
export const toVoid: Correction = { kind: 'void' }
export const toRestore: Correction = { kind: 'restore' }

/** All-time points by member. */
export async function pointsOf(db: Db, guild = 'g') {
  const all = (await totalsOf(db, guild)).filter((one) => one.period === 'all' && one.domain === '')
  return Object.fromEntries(all.map(({ member, points }) => [member, points]))
}
/** Lengths of streaks by member. */
export const lengthsOf = async (db: Db, guild = 'g') =>
  Object.fromEntries(
    [...(await streaksOf(db, guild))].map(([member, { length }]) => [member, length]),
  )
