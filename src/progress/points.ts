// Points: what a ballot in a daily round is worth.

const forAnswering = 1
const whenRight = 9

export type Score = { readonly points: number; readonly right: boolean }

/** Whether a ballot holds exactly the keys: a round with two keys is all or nothing. */
export const isRight = (keys: readonly string[], chosen: readonly string[]): boolean =>
  chosen.length > 0 && new Set(keys).symmetricDifference(new Set(chosen)).size === 0

/**
 * 1 point for answering and 9 more when right. An empty ballot (all votes taken back) is no answer
 * and worth nothing.
 */
export function scoreBallot(keys: readonly string[], chosen: readonly string[]): Score {
  const right = isRight(keys, chosen)
  return { points: chosen.length === 0 ? 0 : forAnswering + (right ? whenRight : 0), right }
}

/** What is added to a total: points, and answers in rounds with how many of them were right. */
export type Gain = { readonly points: number; readonly right: number; readonly answered: number }

/** What a member's ballot adds to their totals: its points, and one answer unless it is empty. */
export function gainOf(keys: readonly string[], chosen: readonly string[]): Gain {
  const { points, right } = scoreBallot(keys, chosen)
  return { points, right: right ? 1 : 0, answered: chosen.length === 0 ? 0 : 1 }
}
