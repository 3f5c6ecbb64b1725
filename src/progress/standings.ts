// Standings: members in the order of their points; equal points share a rank.

export type Result = {
  readonly member: string
  readonly points: number
  readonly right: number
  readonly answered: number
}

export type Standing = Result & { readonly rank: number }

/**
 * Ranks from 1 by points; equal points share a rank and the next rank is skipped (1-2-2-4). Within a
 * rank the order is that of the members' ids, so that a board looks the same whenever it is drawn.
 */
export function ranked(results: readonly Result[]): readonly Standing[] {
  const ordered = results.toSorted(
    (one, other) => other.points - one.points || (one.member < other.member ? -1 : 1),
  )
  const standings: Standing[] = []
  for (const [place, result] of ordered.entries()) {
    const before = standings.at(-1)
    standings.push({
      ...result,
      rank: before?.points === result.points ? before.rank : place + 1,
    })
  }
  return standings
}

/** A member's own result, and how many of those shown to others have more points. */
export type Own = { readonly result: Result; readonly ahead: number }

export type Shown = {
  readonly top: readonly Standing[]
  /** The asking member's row when it is not among the top. */
  readonly own: Standing | undefined
}

/**
 * The first `most` of the standings and, always, the asking member's own row. `first` must be the
 * best results of all, at least `most` and as many as are in `gone`; the members in `gone` turn out
 * to have left: nobody sees them and no rank is kept for them.
 */
export function shownOf(
  first: readonly Result[],
  own: Own | undefined,
  gone: ReadonlySet<string>,
  most: number,
): Shown {
  const top = ranked(first.filter(({ member }) => !gone.has(member))).slice(0, most)
  if (!own || top.some(({ member }) => member === own.result.member)) return { top, own: undefined }
  const { points } = own.result
  const goneAhead = first.filter((one) => gone.has(one.member) && one.points > points).length
  return { top, own: { ...own.result, rank: own.ahead - goneAhead + 1 } }
}
