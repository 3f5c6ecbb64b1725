// Correction effect: whose points a correction would change, before anybody makes it.

import { scoreBallot } from '#progress/points.ts'
import type { Ballots } from '#record/store.ts'
import type { Ruling } from './correct.ts'

/** Members, by what happens to their points of the round. */
export type Effect = { readonly gain: number; readonly lose: number; readonly all: number }

/** What changing a closed round from one ruling to another does to those whose ballots it holds. */
export function effectOf(ballots: Ballots, before: Ruling, after: Ruling): Effect {
  const changes = [...ballots.values()].map((held) => worth(after, held) - worth(before, held))
  return {
    gain: changes.filter((change) => change > 0).length,
    lose: changes.filter((change) => change < 0).length,
    all: ballots.size,
  }
}

const worth = ({ isVoided, keys }: Ruling, held: readonly string[]): number =>
  isVoided ? 0 : scoreBallot(keys, held).points
