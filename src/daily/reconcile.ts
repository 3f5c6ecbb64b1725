// Reconcile: what was voted while nobody listened, read from Discord for the rounds that stand open.

import { openRounds, replaceBallots, whileOpen } from '#record/store.ts'
import { readVoters } from './close.ts'
import type { RoundDeps } from './deps.ts'

/** Makes the ballots of every open round what Discord's voters are now; one that cannot be read waits. */
export async function reconcile({ db, chat, log }: RoundDeps): Promise<void> {
  for (const round of await openRounds(db)) {
    if (round.message === null) continue
    const voters = await readVoters(chat, round, round.message)
    if (voters.ok) {
      await whileOpen(db, round.id, (tx) => replaceBallots(tx, round.id, voters.value))
    } else
      log.warn({ round: round.id, ...voters.fault }, 'voters not read; the close will count them')
  }
}
