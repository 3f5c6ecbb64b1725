// Random: chance that can be repeated, so that a choice can be explained and tested.

import { createHash } from 'node:crypto'

/** Numbers in [0, 1) that are the same for the same seed: SHA-256 of the seed and a counter. */
export function seeded(seed: string): () => number {
  let drawn = 0
  return () => {
    drawn += 1
    return createHash('sha256').update(`${seed}\n${drawn}`).digest().readUInt32BE(0) / 2 ** 32
  }
}

/** The list in another order, every order equally likely; the list itself stays as it is. */
export function shuffled<Entry>(list: readonly Entry[], random: () => number): Entry[] {
  const cards = list.map((entry) => ({ entry, weight: random() }))
  return cards.sort((one, other) => one.weight - other.weight).map(({ entry }) => entry)
}
