// Reconcile: what was voted while nobody listened, read from Discord for the rounds that stand open.

import { portraitOf } from '#lib/portrait.ts'
import { replaceBallots, whileIn } from '#record/ballot-store.ts'
import { ballotsOf, openRounds, type Round } from '#record/store.ts'
import type { RoundDeps } from './deps.ts'
import { isSame, readVoters } from './voters.ts'

/** Makes the ballots of every open round what Discord's voters are now; the close counts again anyway. */
export async function reconcile(deps: RoundDeps): Promise<void> {
  for (const round of await openRounds(deps.db)) {
    await reconcileRound(deps, round).catch((fault: unknown) =>
      deps.log.warn({ round: round.id, ...portraitOf(fault) }, 'round not reconciled'),
    )
  }
}

/**
 * The same for one round. Votes that arrive while Discord is being read are newer, so they stand.
 * Private answers are nowhere but on record.
 */
export async function reconcileRound({ db, chat, log }: RoundDeps, round: Round): Promise<void> {
  if (round.message === null || round.mode === 'private') return
  const before = await ballotsOf(db, round.id)
  const voters = await readVoters(chat, round)
  if (!voters.ok) {
    log.warn({ round: round.id, ...voters.fault }, 'voters not read; the close will count them')
    return
  }
  const replace = async (tx: typeof db) => {
    if (isSame(before, await ballotsOf(tx, round.id))) {
      await replaceBallots(tx, round.id, voters.value)
    }
  }
  await whileIn(['open'], db, round.id, replace, 'update')
}
