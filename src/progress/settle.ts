// Settle: what a round that just closed means for everyone's points, totals and streak.

import type { Db } from '#core/deps.ts'
import { everVoided } from '#record/audit-store.ts'
import { type Ballots, type Round, roundOf } from '#record/store.ts'
import { placesOf } from './period.ts'
import { gainOf } from './points.ts'
import { practisers } from './practice-store.ts'
import { rememberHere } from './presence-store.ts'
import { refold } from './refold.ts'
import { hasLaterClosed, lockGuild, streaksToStep, writeStreaks } from './settlement-store.ts'
import { stepStreaks } from './streak.ts'
import { addToTotals } from './total-store.ts'

/**
 * Writes the points, totals and streaks that a round's final ballots are worth. Belongs into the
 * transaction that closes the round, after the guarded change of its state and after its ballots
 * were written: a second call counts the round twice. Whoever finished a practice set meanwhile has
 * played the day as well. A voided round gives no points and breaks no streak, and one that counts
 * again breaks none either; it is read again here, since it may have been voided a moment ago. Rounds
 * may close out of the order of their dates: when a later one is closed already, the guild's streaks
 * are folded anew from the record.
 */
export async function settleRound(
  tx: Db,
  { id }: Pick<Round, 'id'>,
  ballots: Ballots,
): Promise<void> {
  const round = await roundOf(tx, id)
  if (!round) throw new Error(`round ${id} is settled but not in the record`)
  const { guild, localDate, domain, keys, voided } = round
  const answers = [...ballots].filter(([, chosen]) => chosen.length > 0)
  await lockGuild(tx, guild)
  if (voided === null) {
    const gains = new Map(answers.map(([member, chosen]) => [member, gainOf(keys, chosen)]))
    await addToTotals(tx, guild, placesOf(localDate, domain), gains)
  }
  const voters = answers.map(([member]) => member)
  const players = new Set([...voters, ...(await practisers(tx, round))])
  await rememberHere(tx, guild, [...players])
  if (await hasLaterClosed(tx, guild, localDate)) return refold(tx, guild)
  const before = await streaksToStep(tx, guild, [...players])
  const neutral = voided !== null || (await everVoided(tx, guild)).has(id)
  await writeStreaks(tx, guild, stepStreaks(before, { day: localDate, players, neutral }))
}
