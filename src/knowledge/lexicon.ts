// Lexicon: a number for each spelling, found without cutting it out of its text.

export type Lexicon = {
  /** How many spellings have a number: all below it. */
  readonly size: () => number
  /**
   * The number of the spelling that stands in `letters` (UTF-16) between `from` and `to`. One that
   * has none yet is given the next: what `size` was before.
   */
  readonly numberOf: (letters: Uint16Array, from: number, to: number) => number
}

/** The list, or a longer one that begins with the same numbers where fewer than `size` have room. */
export function withRoom<List extends Int32Array | Uint16Array>(list: List, size: number): List {
  if (size <= list.length) return list
  const larger = new (list.constructor as new (length: number) => List)(2 * size)
  larger.set(list)
  return larger
}

/** An empty lexicon: a hash table with open addresses over one list of letters. */
export function createLexicon(): Lexicon {
  /** Pairs of a hash and a number plus one; 0 where the slot is free. At least half are. */
  let slots = new Int32Array(1 << 13)
  let letters = new Uint16Array(1 << 14)
  /** Where each number's letters begin in `letters`; one more for where the last ones end. */
  let starts = new Int32Array(1 << 11)
  let size = 0

  const isAt = (number: number, text: Uint16Array, from: number, to: number): boolean => {
    const start = starts[number] as number
    if ((starts[number + 1] as number) - start !== to - from) return false
    for (let at = from; at < to; at++) {
      if (letters[start + at - from] !== text[at]) return false
    }
    return true
  }
  /** The first free slot for a hash. */
  const freeSlot = (hash: number): number => {
    let slot = (2 * hash) & (slots.length - 1)
    while (slots[slot + 1] !== 0) slot = (slot + 2) & (slots.length - 1)
    return slot
  }
  const grow = () => {
    const before = slots
    slots = new Int32Array(2 * before.length)
    for (let at = 0; at < before.length; at += 2) {
      if (before[at + 1] !== 0)
        slots.set(before.subarray(at, at + 2), freeSlot(before[at] as number))
    }
  }
  const add = (hash: number, text: Uint16Array, from: number, to: number): number => {
    if (4 * size >= slots.length) grow()
    const slot = freeSlot(hash)
    const number = size++
    slots[slot] = hash
    slots[slot + 1] = size
    const start = starts[number] as number
    const end = start + to - from
    letters = withRoom(letters, end)
    letters.set(text.subarray(from, to), start)
    starts = withRoom(starts, size + 1)
    starts[size] = end
    return number
  }

  return {
    size: () => size,
    numberOf(text, from, to) {
      let hash = 0
      for (let at = from; at < to; at++) hash = Math.imul(hash ^ (text[at] as number), 0x5bd1e995)
      hash ^= hash >>> 15
      for (let slot = 2 * hash; ; slot += 2) {
        slot &= slots.length - 1
        const number = (slots[slot + 1] as number) - 1
        if (number < 0) return add(hash, text, from, to)
        if (slots[slot] === hash && isAt(number, text, from, to)) return number
      }
    },
  }
}
