// Lesson excerpt: the sentences of a note that say most about why one option is right and another is not.

import { partsOf } from '#answer/parts.ts'
import { isContent, piecesOf, wordsOf } from '#knowledge/analysis.ts'
import { withoutTables } from '#lib/markdown.ts'

/** Longer parts are no sentences: blocks of code, lists in one line. */
const partMost = 400
const listMark = /^(?:[-*+]|\d{1,3}[.)])\s+/
/** Of two that say as much, a whole sentence is easier to read by itself than an entry of a list. */
const entryWorth = 0.7
const isWhole = (sentence: string): boolean => /[.!?。][)\]"'”’*`]*$/u.test(sentence)

const wordsIn = (text: string): readonly string[] => [
  ...new Set(piecesOf(text).filter(isContent).flatMap(wordsOf)),
]

/** What can be quoted by itself: no code, no heading, no line that only leads in to others. */
const quotable = (text: string): readonly string[] =>
  partsOf(withoutTables(text))
    .map((part) => part.text.replace(/^>\s?/, '').replace(listMark, ''))
    .filter((part) => !/^(?:```|~~~|#{1,6}\s)|[:：]$/.test(part) && part.length <= partMost)

/**
 * Two sentences of a concept's text, in their order and word for word, that together hold most of the
 * words of `argument`: what authors wrote about the options. A word weighs more the fewer sentences
 * have it; of equal choices the one that begins first is taken, so the same input gives the same
 * sentences. Rows of tables count as sentences. One when there is no other, none when nothing can be
 * quoted.
 */
export function excerpt(text: string, argument: string): readonly string[] {
  const wanted = new Set(wordsIn(argument))
  const sentences = quotable(text).map((sentence) => {
    const worth = isWhole(sentence) ? 1 : entryWorth
    return { sentence, worth, words: wordsIn(sentence).filter((word) => wanted.has(word)) }
  })
  const holders = Map.groupBy(
    sentences.flatMap(({ words }) => words),
    (word) => word,
  )
  const rarity = (word: string): number =>
    Math.log(1 + sentences.length / (holders.get(word)?.length ?? 1))

  let best = { chosen: sentences.slice(0, 2), held: 0 }
  for (const [at, one] of sentences.entries()) {
    for (const other of sentences.slice(at + 1)) {
      // A word of both counts once, at the worth of the better one.
      const worths = new Map<string, number>()
      for (const { words, worth } of [one, other]) {
        for (const word of words) worths.set(word, Math.max(worth, worths.get(word) ?? 0))
      }
      const held = [...worths].reduce((sum, [word, worth]) => sum + rarity(word) * worth, 0)
      if (held > best.held) best = { chosen: [one, other], held }
    }
  }
  return best.chosen.map(({ sentence }) => sentence)
}
