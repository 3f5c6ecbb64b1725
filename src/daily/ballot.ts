// Ballot: a member's votes as they arrive; Discord's own list of voters decides at close.

import type { Db } from '#core/deps.ts'
import type { Vote } from '#core/event.ts'
import { castVote, withdrawVote } from '#record/ballot-store.ts'
import { roundOfMessage } from '#record/store.ts'

/**
 * Writes a vote on an open round's poll down; votes on other polls and on closed rounds are none of
 * ours. A repeated vote changes nothing, and a withdrawal takes off only the option it names, so a
 * change of mind counts right in either order of its two events. What arrives in no order at all, or
 * not at all, is put right at close.
 */
export async function recordVote(db: Db, vote: Vote): Promise<void> {
  const round = await roundOfMessage(db, vote.message)
  const option = round?.shown[vote.answer - 1]
  if (round?.state !== 'open' || option === undefined) return
  const row = { round: round.id, member: vote.member, option }
  if (vote.kind === 'withdrawn') await withdrawVote(db, row)
  else await castVote(db, row, round.keys.length === 1)
}
