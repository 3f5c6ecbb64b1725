// Question: what a question asks about, as terms to rank by and units a passage should cover.

import { englishStem } from '#lib/english.ts'
import { isParticle, koreanStem, syllablePairs } from '#lib/korean.ts'
import { isOutside, mentions } from './aliases.ts'
import { hyphenated, isContent, newPiece, type Piece, piecesOf, wordsOf } from './analysis.ts'
import { ideaTerm, pairTerm, type Term, wordTerm } from './bag.ts'
import type { Index, Posting } from './search-index.ts'
import { corrected, segmented } from './spelling.ts'
import { isEveryday } from './stop-words.ts'

/** One thing asked for: an idea of the glossary, or a word it does not know. */
export type Unit = {
  readonly term: Term
  readonly weight: number
  /** A concept that holds this covers the unit; without one no concept does. */
  readonly posting: Posting | undefined
  /** What else may stand for it, in part: the words of an idea the notes never name as such. */
  readonly traces: readonly Posting[]
  readonly outside: boolean
}
export type Question = {
  readonly terms: readonly Posting[]
  readonly units: readonly Unit[]
  /** Whether it is a keyword or has a figure: what holds that holds it hardly by chance. */
  readonly isExact: boolean
}

const known = <Value>(values: readonly (Value | undefined)[]): readonly Value[] =>
  values.filter((value) => value !== undefined)

/** A word as typed, repaired where nothing in notes or glossary is spelled like it. */
function repaired(index: Index, piece: Piece): readonly Piece[] {
  const { aliases } = index
  const isKnown = (word: string) =>
    aliases.words.has(word) || index.posting(wordTerm(word)) !== undefined
  const isCompound = index.partsOf(piece.word).length > 0
  const sure = isKnown(piece.stem) || aliases.outside.has(piece.stem) || isCompound
  if (piece.kind === 'number' || sure || !isContent(piece) || isDaily(piece)) return [piece]
  const hangul = piece.kind === 'hangul'
  const stemOf = hangul ? koreanStem : englishStem
  const parts = hangul
    ? segmented(piece.word, isKnown, 2, 1 / 3)
    : segmented(piece.word, (part) => isKnown(englishStem(part)), 3, 0)
  if (parts.length > 1) {
    return parts.map((word, at) =>
      newPiece({
        ...piece,
        word,
        stem: stemOf(word),
        joint: at === 0 ? piece.joint : 'space',
      }),
    )
  }
  const stem = hangul ? undefined : corrected(piece.stem, index.spellings(piece.stem.charAt(0)))
  return [stem === undefined ? piece : newPiece({ ...piece, word: stem, stem })]
}

/** A number someone asks for by itself must be in the answer, so it counts more than a word. */
const figureWorth = 1.5
const isFigure = (piece: Piece): boolean => piece.kind === 'number' && piece.stem.length > 2
/** A word of daily talk may well be lacking in what answers, and is no sign that something does. */
const everydayWorth = 0.15
const isDaily = ({ word, stem }: Piece): boolean => isEveryday(word) || isEveryday(stem)

/** A question of no more words than this looks something up. */
const keyword = 2

/** The terms a piece is ranked by. */
function termsOf(index: Index, piece: Piece): readonly Term[] {
  // Not the piece's own parts: whether someone types capitals must not matter.
  const parts = index.partsOf(piece.word)
  const pairs = piece.kind === 'hangul' ? syllablePairs(piece.stem) : []
  return [...[...wordsOf(piece), ...parts].map(wordTerm), ...pairs.map(pairTerm)]
}

/** Reads a question against an index: repairs typing, finds the glossary's ideas, weighs each unit. */
export function readQuestion(index: Index, text: string): Question {
  const pieces = piecesOf(text).flatMap((piece) => repaired(index, piece))
  const isTold = (idea: string) => index.posting(ideaTerm(idea)) !== undefined
  const found = mentions(index.aliases, pieces)
  const inside = new Set<number>()
  const terms = new Set<Term>(hyphenated(pieces).map(wordTerm))
  // Where the notes know no idea by the longest name, shorter names within it may still rank.
  for (const { idea } of mentions(index.aliases, pieces, isTold)) terms.add(ideaTerm(idea))
  const units: Unit[] = []
  const worthOf = (piece: Piece): number =>
    isFigure(piece) ? figureWorth : isDaily(piece) ? everydayWorth : 1
  const unit = (main: Term, traces: readonly Term[], outside: boolean, factor = 1) => {
    const posting = index.posting(main)
    const weight = factor * (posting?.idf ?? index.unknownIdf())
    units.push({
      term: main,
      weight,
      posting,
      traces: known(traces.map((term) => index.posting(term))),
      outside,
    })
  }
  for (const mention of found) {
    const covered = pieces.slice(mention.from, mention.to + 1)
    // "define …" asks nothing by itself, though the glossary knows the word.
    if (covered.length === 1 && covered.every((piece) => !isContent(piece))) continue
    for (let at = mention.from; at <= mention.to; at++) inside.add(at)
    const words = covered.map((piece) => wordTerm(piece.stem))
    unit(ideaTerm(mention.idea), words, isOutside(mention.idea))
  }
  for (const [at, piece] of pieces.entries()) {
    const hangs = at > 0 && piece.joint === 'space' && isParticle(piece.word)
    if (!isContent(piece) || hangs) continue
    const [main, ...traces] = termsOf(index, piece)
    for (const term of [main as Term, ...traces]) terms.add(term)
    if (!inside.has(at)) unit(main as Term, traces, false, worthOf(piece))
  }
  return {
    terms: known([...terms].map((term) => index.posting(term))),
    units,
    isExact: pieces.length <= keyword || pieces.some(isFigure),
  }
}
