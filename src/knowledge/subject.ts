// Subject: whether a sentence speaks of what a concept speaks of, in whichever language.

import { readQuestion } from './question.ts'
import { holds, type Index } from './search-index.ts'

/**
 * How much of what a sentence says the concepts speak of, from 0 to 1: the share of its words and ideas,
 * each weighed by how rare it is, that any of them holds. Undefined for a sentence that says nothing by
 * itself ("It does not."). Concepts that are gone count for nothing.
 */
export function sharedSubject(
  index: Index,
  sentence: string,
  concepts: readonly string[],
): number | undefined {
  const numbers = concepts.flatMap((id) => index.numberOf(id) ?? [])
  const { units } = readQuestion(index, sentence)
  const all = units.reduce((sum, { weight }) => sum + weight, 0)
  const shared = units
    .filter(({ posting }) => numbers.some((number) => holds(posting, number)))
    .reduce((sum, { weight }) => sum + weight, 0)
  return all === 0 ? undefined : shared / all
}
