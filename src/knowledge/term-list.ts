// Term list: every term of an index with the tellings that hold it, how often and in which field.

import { type Bag, compoundOf, type Term } from './bag.ts'
import { pause } from './slices.ts'
import { initialOf } from './spelling.ts'

/** Pairs of a telling's number and its packed count, tellings ascending. */
export type Holders = Int32Array

export type TermList = {
  /** A term's number, given out when it is first asked for. */
  readonly numberOf: (term: Term) => number
  readonly holders: (term: Term) => Holders
  /** Puts tellings into the empty list, numbered from 0 on, in slices. */
  readonly fill: (bags: readonly Bag[]) => Promise<void>
  /** Adds some more at once, numbered from `first` on, which is larger than any number before. */
  readonly add: (first: number, bags: readonly Bag[]) => void
  /** The compound terms of a lower-case word, in a fixed order. */
  readonly compounds: (word: string) => readonly Term[]
  /** The words of an `initial` that a typing error can have meant; some may be held no more. */
  readonly spellings: (initial: string) => Iterable<string>
}

const none: Holders = new Int32Array()
const isSpelling = (word: string): boolean => /^(?:[a-z]{4,}|[가-힣]{3,})$/.test(word)

/** An empty list; `words` are spellings known beforehand. */
export function createTermList(words: Iterable<string>): TermList {
  const numbers = new Map<Term, number>()
  const compounds = new Map<string, Term[]>()
  const spellings = new Map<string, Set<string>>()
  /** The holders of all terms one after the other, and where those of each term begin. */
  let filled: Holders = none
  let starts = new Int32Array(1)
  /** Those added one by one. */
  const added = new Map<number, number[]>()

  const noteSpelling = (word: string) => {
    if (!isSpelling(word)) return
    const initial = initialOf(word)
    spellings.set(initial, (spellings.get(initial) ?? new Set()).add(word))
  }
  for (const word of words) noteSpelling(word)

  return {
    numberOf(term) {
      const known = numbers.get(term)
      if (known !== undefined) return known
      const number = numbers.size
      numbers.set(term, number)
      if (term.startsWith('w')) noteSpelling(term.slice(1))
      if (term.startsWith('c')) {
        const { word } = compoundOf(term)
        compounds.set(word, [...(compounds.get(word) ?? []), term].sort())
      }
      return number
    },
    holders(term) {
      const number = numbers.get(term)
      if (number === undefined) return none
      const isFilled = number + 1 < starts.length
      const first = isFilled ? filled.subarray(starts[number], starts[number + 1]) : none
      const more = added.get(number)
      return more ? Int32Array.of(...first, ...more) : first
    },
    async fill(bags) {
      // A counting sort: first how much room each term takes, then every pair in its place.
      starts = new Int32Array(numbers.size + 1)
      for (const { terms } of bags) {
        for (let at = 0; at < terms.length; at += 2) {
          const next = (terms[at] as number) + 1
          starts[next] = (starts[next] as number) + 2
        }
        await pause()
      }
      for (let term = 1; term < starts.length; term++) {
        starts[term] = (starts[term] as number) + (starts[term - 1] as number)
      }
      filled = new Int32Array(starts.at(-1) ?? 0)
      const ends = starts.slice()
      for (const [telling, { terms }] of bags.entries()) {
        for (let at = 0; at < terms.length; at += 2) {
          const term = terms[at] as number
          const end = ends[term] as number
          filled[end] = telling
          filled[end + 1] = terms[at + 1] as number
          ends[term] = end + 2
        }
        await pause()
      }
    },
    add(first, bags) {
      for (const [at, { terms }] of bags.entries()) {
        for (let pair = 0; pair < terms.length; pair += 2) {
          const term = terms[pair] as number
          const more = added.get(term) ?? []
          more.push(first + at, terms[pair + 1] as number)
          added.set(term, more)
        }
      }
    },
    compounds: (word) => compounds.get(word) ?? [],
    spellings: (initial) => spellings.get(initial) ?? [],
  }
}
