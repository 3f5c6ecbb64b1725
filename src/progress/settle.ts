// Settle: what a round that just closed means for everyone's points, totals and streak.

import type { Db } from '#core/deps.ts'
import type { Ballots, Round } from '#record/store.ts'
import { placesOf } from './period.ts'
import { scoreBallot } from './points.ts'
import { replay } from './recount.ts'
import {
  addToTotals,
  hasLaterClosed,
  lockGuild,
  streaksOf,
  streaksToStep,
  writeStreaks,
} from './settlement-store.ts'
import { isSame, type Streak, stepStreaks } from './streak.ts'

export type SettledRound = Pick<Round, 'guild' | 'localDate' | 'domain' | 'keys'>

/**
 * Writes the points, totals and streaks that a round's final ballots are worth. Belongs into the
 * transaction that closes the round, after the guarded change of its state and after its ballots
 * were written: a second call counts the round twice. Rounds may close out of the order of their
 * dates: when a later one is closed already, the guild's streaks are folded anew from the record.
 */
export async function settleRound(tx: Db, round: SettledRound, ballots: Ballots): Promise<void> {
  const { guild, localDate, domain, keys } = round
  const answers = [...ballots].filter(([, chosen]) => chosen.length > 0)
  const scores = new Map(answers.map(([member, chosen]) => [member, scoreBallot(keys, chosen)]))
  await lockGuild(tx, guild)
  await addToTotals(tx, guild, placesOf(localDate, domain), scores)

  const outOfOrder = await hasLaterClosed(tx, guild, localDate)
  const voters = new Set(scores.keys())
  const before = outOfOrder
    ? await streaksOf(tx, guild)
    : await streaksToStep(tx, guild, [...voters])
  const changed = outOfOrder
    ? differing(before, (await replay(tx, guild)).streaks)
    : stepStreaks(before, localDate, voters)
  await writeStreaks(tx, guild, changed)
}

const differing = (
  before: ReadonlyMap<string, Streak>,
  after: ReadonlyMap<string, Streak>,
): ReadonlyMap<string, Streak> =>
  new Map([...after].filter(([member, streak]) => !isSame(before.get(member), streak)))
