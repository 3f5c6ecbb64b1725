// Movement: how a rank on a board compares with the one in the last snapshot of that board.

export type Movement =
  | { readonly kind: 'up' | 'down'; readonly by: number }
  | { readonly kind: 'same' | 'new' }

/** Places gained or lost since the rank `before`; new when the snapshot has no such rank. */
export function movementOf(rank: number, before: number | undefined): Movement {
  if (before === undefined) return { kind: 'new' }
  if (rank === before) return { kind: 'same' }
  return { kind: rank < before ? 'up' : 'down', by: Math.abs(before - rank) }
}
