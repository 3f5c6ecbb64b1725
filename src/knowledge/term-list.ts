// Term list: every term of an index with the tellings that hold it, how often and in which field.

import { type Bag, compoundOf, type Term } from './bag.ts'

/** Pairs of a telling's number and its packed count, tellings ascending; `data` may be longer. */
export type Holders = { readonly term: Term; data: Int32Array; length: number }

export type TermList = {
  /** A term's number, given out when it is first asked for. */
  readonly numberOf: (term: Term) => number
  readonly holders: (term: Term) => Holders | undefined
  readonly add: (telling: number, bag: Bag) => void
  /** The compound terms of a lower-case word, in a fixed order. */
  readonly compounds: (word: string) => readonly Term[]
  /** Latin words by first letter that a typing error can have meant; some may be held no more. */
  readonly latin: (letter: string) => Iterable<string>
}

const none = new Int32Array()
const isLatin = (word: string): boolean => word.length > 3 && /^[a-z]+$/.test(word)

/** An empty list; `words` are spellings known beforehand. */
export function createTermList(words: Iterable<string>): TermList {
  const all: Holders[] = []
  const numbers = new Map<Term, number>()
  const compounds = new Map<string, Term[]>()
  const latin = new Map<string, Set<string>>()

  const noteSpelling = (word: string) => {
    if (!isLatin(word)) return
    const letter = word.charAt(0)
    latin.set(letter, (latin.get(letter) ?? new Set()).add(word))
  }
  for (const word of words) noteSpelling(word)

  return {
    numberOf(term) {
      const known = numbers.get(term)
      if (known !== undefined) return known
      const number = all.push({ term, data: none, length: 0 }) - 1
      numbers.set(term, number)
      if (term.startsWith('w')) noteSpelling(term.slice(1))
      if (term.startsWith('c')) {
        const { word } = compoundOf(term)
        compounds.set(word, [...(compounds.get(word) ?? []), term].sort())
      }
      return number
    },
    holders: (term) => all[numbers.get(term) ?? -1],
    add(telling, { terms }) {
      for (let at = 0; at < terms.length; at += 2) {
        const held = all[terms[at] as number] as Holders
        if (held.length === held.data.length) {
          const larger = new Int32Array(Math.max(4, 2 * held.length))
          larger.set(held.data)
          held.data = larger
        }
        held.data[held.length++] = telling
        held.data[held.length++] = terms[at + 1] as number
      }
    },
    compounds: (word) => compounds.get(word) ?? [],
    latin: (letter) => latin.get(letter) ?? [],
  }
}
