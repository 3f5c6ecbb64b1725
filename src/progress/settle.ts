// Settle: what a round that just closed means for everyone's points, totals and streak.

import type { Db } from '#core/deps.ts'
import type { Ballots, Round } from '#record/store.ts'
import { placesOf } from './period.ts'
import { type Score, scoreBallot } from './points.ts'
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

type MemberSettlement = {
  readonly answered: boolean
  readonly right: boolean
  readonly points: number
  readonly before: Streak | undefined
  readonly after: Streak | undefined
  /** A freeze kept the run alive. */
  readonly freezeSpent: boolean
  readonly freezeEarned: boolean
}

/** By member: everyone who answered, and everyone whose streak the round changed. */
export type Settlement = ReadonlyMap<string, MemberSettlement>

export type SettledRound = Pick<Round, 'guild' | 'localDate' | 'domain' | 'keys'>

/**
 * Writes the points, totals and streaks that a round's final ballots are worth. Belongs into the
 * transaction that closes the round, after the guarded change of its state and after its ballots
 * were written: a second call counts the round twice. Rounds may close out of the order of their
 * dates: when a later one is closed already, the guild's streaks are folded anew from the record.
 */
export async function settleRound(
  tx: Db,
  round: SettledRound,
  ballots: Ballots,
): Promise<Settlement> {
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

  return new Map(
    [...new Set([...voters, ...changed.keys()])].map((member) => {
      const stood = before.get(member)
      return [member, settlementOf(scores.get(member), stood, changed.get(member) ?? stood)]
    }),
  )
}

const differing = (
  before: ReadonlyMap<string, Streak>,
  after: ReadonlyMap<string, Streak>,
): ReadonlyMap<string, Streak> =>
  new Map([...after].filter(([member, streak]) => !isSame(before.get(member), streak)))

function settlementOf(
  score: Score | undefined,
  before: Streak | undefined,
  after: Streak | undefined,
): MemberSettlement {
  const gained = (after?.freezes ?? 0) - (before?.freezes ?? 0)
  return {
    answered: score !== undefined,
    right: score?.right ?? false,
    points: score?.points ?? 0,
    before,
    after,
    freezeSpent: gained < 0,
    freezeEarned: gained > 0,
  }
}
