// Reconcile: what was voted while nobody listened, read from Discord for the rounds that stand open.

import { portraitOf } from '#lib/portrait.ts'
import {
  type Ballots,
  ballotsOf,
  openRounds,
  type Round,
  replaceBallots,
  whileOpen,
} from '#record/store.ts'
import { readVoters } from './close.ts'
import type { RoundDeps } from './deps.ts'

/** Makes the ballots of every open round what Discord's voters are now; the close counts again anyway. */
export async function reconcile(deps: RoundDeps): Promise<void> {
  for (const round of await openRounds(deps.db)) {
    await reconcileRound(deps, round).catch((fault: unknown) =>
      deps.log.warn({ round: round.id, ...portraitOf(fault) }, 'round not reconciled'),
    )
  }
}

/** The same for one round. Votes that arrive while Discord is being read are newer, so they stand. */
export async function reconcileRound({ db, chat, log }: RoundDeps, round: Round): Promise<void> {
  if (round.message === null) return
  const before = await ballotsOf(db, round.id)
  const voters = await readVoters(chat, round, round.message)
  if (!voters.ok) {
    log.warn({ round: round.id, ...voters.fault }, 'voters not read; the close will count them')
    return
  }
  const replace = async (tx: typeof db) => {
    if (isSame(before, await ballotsOf(tx, round.id))) {
      await replaceBallots(tx, round.id, voters.value)
    }
  }
  await whileOpen(db, round.id, replace, 'update')
}

const isSame = (one: Ballots, other: Ballots): boolean =>
  JSON.stringify([...one]) === JSON.stringify([...other])
