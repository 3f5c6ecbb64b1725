// BM25F: what a term's occurrences are worth (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009).

import type { Bag, Field, Term } from './bag.ts'

// Each field's counts are normalised by that field's length, then weighed and summed. The figures were
// set on the development questions of test/bench; ranking hardly changes near them.
const k1 = 0.9
const fields: Readonly<Record<Field, { weight: number; b: number }>> = {
  topic: { weight: 0.4, b: 0.6 },
  title: { weight: 1.4, b: 0.6 },
  text: { weight: 1, b: 0.6 },
}
/** Of words, syllable pairs and ideas, by the first letter of their terms. */
const kindWeights: Readonly<Record<string, number>> = { w: 1, p: 0.2, i: 2 }

/** A handful of notes would make every word common: fewer concepts are weighed as though they were so many. */
const fewest = 100

/** How much a term tells (inverse document frequency) that so many of the concepts hold. */
export const idfOf = (concepts: number, holding: number): number =>
  Math.log(1 + (Math.max(concepts, fewest) - holding + 0.5) / (holding + 0.5))

/** Of each telling, by field. */
export type Factors = Readonly<Record<Field, Float64Array>>

/**
 * What one occurrence in a field of each telling counts: less in a long field than in a short one.
 * `sums` are the lengths of all `tellings` that are not gone.
 */
export function factorsOf(
  lengths: readonly Bag['lengths'][],
  sums: Bag['lengths'],
  tellings: number,
): Factors {
  const of = (field: Field) => {
    const { weight, b } = fields[field]
    const mean = sums[field] / Math.max(1, tellings) || 1
    const factors = new Float64Array(lengths.length)
    for (const [telling, each] of lengths.entries()) {
      factors[telling] = weight / (1 - b + (b * each[field]) / mean)
    }
    return factors
  }
  return { topic: of('topic'), title: of('title'), text: of('text') }
}

/** Turns the factored counts of a term into what they add to scores: the tenth time adds little. */
export function saturate(counts: Float64Array, term: Term, idf: number): void {
  const worth = (kindWeights[term.charAt(0)] ?? 0) * idf
  for (let at = 0; at < counts.length; at++) {
    const times = counts[at] as number
    counts[at] = (worth * times) / (times + k1)
  }
}
