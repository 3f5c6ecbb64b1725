// Found wrong: items that a guild's own rounds showed to be wrong, until their author revises them.

import type { Item } from '#bank/item.ts'
import { isRight } from './points.ts'

/** An item as a round asked it: which revision, and with which keys it counts. */
export type Ruled = {
  readonly item: string
  readonly revision: string
  readonly keys: readonly string[]
  readonly voided: Temporal.Instant | null
}

/** Of these items those that a round showed to be wrong in the very revision they still have. */
export function foundWrong(items: readonly Item[], past: readonly Ruled[]): ReadonlySet<Item> {
  const rulings = Map.groupBy(past, ({ item }) => item)
  const isWrong = ({ id, hash, keys }: Item): boolean =>
    (rulings.get(id) ?? []).some(
      (ruled) => ruled.revision === hash && (ruled.voided !== null || !isRight(ruled.keys, keys)),
    )
  return new Set(items.filter(isWrong))
}
