// Lexicon: what was made of each spelling met so far, found without cutting it out of its text.

type Entry<Value> = {
  readonly spelled: string
  readonly value: Value
  readonly next: Entry<Value> | undefined
}

export type Lexicon<Value> = {
  /** What was made of the letters between `from` and `to`, or what `make` makes of them now. */
  readonly of: (text: string, from: number, to: number, make: (spelled: string) => Value) => Value
}

const rows = 1 << 15

/** An empty lexicon; it begins anew when it holds `most` spellings. */
export function createLexicon<Value>(most: number): Lexicon<Value> {
  let table: (Entry<Value> | undefined)[] = new Array(rows).fill(undefined)
  let size = 0
  return {
    of(text, from, to, make) {
      let hash = 0
      for (let at = from; at < to; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0
      const row = (hash ^ (hash >>> 15)) & (rows - 1)
      for (let entry = table[row]; entry; entry = entry.next) {
        const { spelled } = entry
        if (spelled.length !== to - from) continue
        let same = 0
        while (same < spelled.length && spelled.charCodeAt(same) === text.charCodeAt(from + same)) {
          same++
        }
        if (same === spelled.length) return entry.value
      }
      if (size >= most) {
        table = new Array(rows).fill(undefined)
        size = 0
      }
      const spelled = text.slice(from, to)
      const value = make(spelled)
      table[row] = { spelled, value, next: table[row] }
      size++
      return value
    },
  }
}
