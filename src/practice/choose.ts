// Choose: which item a member practises next, of those about what an answer cited.

import type { Item } from '#bank/item.ts'
import type { Concept } from '#knowledge/concept.ts'
import { seeded, shuffled } from '#lib/random.ts'
import type { Withheld } from './withheld.ts'

/** What is known of items: answered in this set, when each was last right, withheld in the group. */
export type Known = {
  readonly inSet: ReadonlySet<string>
  readonly lastRight: ReadonlyMap<string, Temporal.Instant>
  readonly withheld: Withheld
}

/**
 * `item`: about a concept that was cited, or only on the topic of one. `today`, `wrong`: what is left is
 * withheld, this item for one. `finished`: this set holds every such item already. `none`: the bank has no item on these
 * topics.
 */
export type Choice =
  | { readonly kind: 'item'; readonly item: Item; readonly about: 'concept' | 'topic' }
  | { readonly kind: 'finished' }
  | { readonly kind: 'today' | 'wrong'; readonly item: Item }
  | { readonly kind: 'none' }

/**
 * The next item of a set about `cited`, best citation first: one about a cited concept; when there is
 * none left, one on the first cited topic, then on the next; never one that is withheld. Items the
 * member was right on lately come last, the longest ago first; equal ones are drawn by `seed`.
 */
export function chooseItem(
  items: readonly Item[],
  cited: readonly Concept[],
  { inSet, lastRight, withheld }: Known,
  seed: string,
): Choice {
  const concepts = new Set(cited.map(({ id }) => id))
  const pools = [
    items.filter(({ concept }) => concepts.has(concept)),
    ...cited.map((concept) => items.filter((item) => isOnTopicOf(item, concept))),
  ]
  const pool = pools
    .map((all) => all.filter((item) => !inSet.has(item.id) && !withheld.has(item)))
    .find((left) => left.length > 0)
  if (!pool) {
    const all = pools.flat()
    if (all.length === 0) return { kind: 'none' }
    for (const kind of ['today', 'wrong'] as const) {
      const item = all.find((each) => !inSet.has(each.id) && withheld.get(each) === kind)
      if (item) return { kind, item }
    }
    return { kind: 'finished' }
  }
  const rightAt = ({ id }: Item) => lastRight.get(id)?.epochMilliseconds ?? 0
  const [item] = shuffled(pool, seeded(seed)).sort((one, other) => rightAt(one) - rightAt(other))
  if (!item) throw new Error('a pool that is not empty has a first item')
  return { kind: 'item', item, about: concepts.has(item.concept) ? 'concept' : 'topic' }
}

const isOnTopicOf = (item: Item, { course, topic }: Concept): boolean =>
  item.course === course && item.topic === topic
