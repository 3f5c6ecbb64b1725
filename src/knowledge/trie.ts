// Trie: words by their letters; words that begin alike share the places their first letters lead to.

/** Where some letters lead. */
export type Place = number
/** Where every word begins. */
export const start: Place = 0

export type Trie<Value> = {
  /** Gives a word its value, unless it has one. */
  readonly add: (word: string, value: Value) => void
  /** Where one more letter (a UTF-16 code unit) leads; undefined when no word goes on so. */
  readonly next: (place: Place, letter: number) => Place | undefined
  /** Whether any word goes on from here. */
  readonly goesOn: (place: Place) => boolean
  /** The value of the word that ends here. */
  readonly valueAt: (place: Place) => Value | undefined
}

/** A trie without words. */
export function createTrie<Value>(): Trie<Value> {
  // All steps in one map: a small glossary has ten thousands of places, most with one way on.
  const steps = new Map<number, Place>()
  const values: (Value | undefined)[] = [undefined]
  /** Of each place, a bit for every 32nd letter that leads on: most that do not are known by it. */
  const ways: number[] = [0]
  const bit = (letter: number): number => 1 << (letter & 31)
  const step = (place: Place, letter: number): number => place * 0x10000 + letter
  return {
    add(word, value) {
      let place = start
      for (let at = 0; at < word.length; at++) {
        const key = step(place, word.charCodeAt(at))
        const next = steps.get(key) ?? values.push(undefined) - 1
        ways[place] = (ways[place] ?? 0) | bit(word.charCodeAt(at))
        ways[next] ??= 0
        steps.set(key, next)
        place = next
      }
      values[place] ??= value
    },
    next: (place, letter) =>
      (ways[place] ?? 0) & bit(letter) ? steps.get(step(place, letter)) : undefined,
    goesOn: (place) => ways[place] !== 0,
    valueAt: (place) => values[place],
  }
}
