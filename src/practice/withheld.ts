// Withheld: items that are not practised in a guild now: found wrong there, or in a quiz still open.

import type { Item } from '#bank/item.ts'
import type { Db } from '#core/deps.ts'
import { foundWrong } from '#progress/found-wrong.ts'
import { roundsAsking } from '#record/store.ts'

/** Why an item is withheld: `today` would give the answer of a quiz away before it closes. */
export type Withheld = ReadonlyMap<Item, 'wrong' | 'today'>

/** Of these items those that a guild's members do not practise at this moment. */
export async function withheldIn(db: Db, guild: string, items: readonly Item[]): Promise<Withheld> {
  const ids = items.map(({ id }) => id)
  const past = await roundsAsking(db, guild, ids)
  const wrong = foundWrong(items, past)
  const asked = new Set(past.flatMap(({ item, state }) => (state === 'closed' ? [] : [item])))
  const withheld = new Map<Item, 'wrong' | 'today'>()
  for (const item of items) {
    if (asked.has(item.id)) withheld.set(item, 'today')
    else if (wrong.has(item)) withheld.set(item, 'wrong')
  }
  return withheld
}
