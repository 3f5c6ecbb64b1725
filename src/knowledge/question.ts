// Question: what a question asks about, as terms to rank by and units a passage should cover.

import { isParticle, syllablePairs } from '#lib/korean.ts'
import { type Idea, isOutside, mentions } from './aliases.ts'
import { hyphenated, isContent, type Piece, piecesOf, wordsOf } from './analysis.ts'
import { ideaTerm, pairTerm, type Term, wordTerm } from './bag.ts'
import { isDaily, repaired } from './repair.ts'
import type { Index, Posting } from './search-index.ts'

/** One thing asked for: an idea of the glossary, or a word it does not know. */
export type Unit = {
  readonly term: Term
  readonly weight: number
  /** A concept that holds this covers the unit; without one no concept does. */
  readonly posting: Posting | undefined
  /** What else may stand for it, in part: the words of an idea the notes never name, a word's syllables. */
  readonly traces: readonly (Posting | undefined)[]
  /** Whether it is something the course does not teach. */
  readonly outside: boolean
  /** Whether it is surely of the course: an idea, or in a Korean question an English word of the notes. */
  readonly taught: boolean
}
export type Question = {
  readonly terms: readonly Posting[]
  readonly units: readonly Unit[]
  /** Whether it is a keyword or has a figure: what holds that holds it hardly by chance. */
  readonly isExact: boolean
}

const known = <Value>(values: readonly (Value | undefined)[]): readonly Value[] =>
  values.filter((value) => value !== undefined)

/** A number someone asks for by itself must be in the answer, so it counts more than a word. */
const figureWorth = 1.5
const isFigure = (piece: Piece): boolean => piece.kind === 'number' && piece.stem.length > 2
/** A word of daily talk may well be lacking in what answers, and is no sign that something does. */
const everydayWorth = 0.15

const worthOf = (piece: Piece): number =>
  isFigure(piece) ? figureWorth : isDaily(piece) ? everydayWorth : 1

/** A question of no more words than this looks something up. */
const keyword = 2

/** The terms a piece is ranked by. */
function termsOf(index: Index, piece: Piece): readonly Term[] {
  // Not the piece's own parts: whether someone types capitals must not matter.
  const parts = index.partsOf(piece.word)
  const pairs = piece.kind === 'hangul' ? syllablePairs(piece.stem) : []
  return [...[...wordsOf(piece), ...parts].map(wordTerm), ...pairs.map(pairTerm)]
}

/** The words as typed, each repaired unless it is part of a name of several words. */
function readPieces(index: Index, typed: readonly Piece[]): readonly Piece[] {
  const names = mentions(index.aliases, typed).filter(({ from, to }) => from < to)
  const inName = (at: number) => names.some(({ from, to }) => from <= at && at <= to)
  return typed.flatMap((piece, at) => (inName(at) ? [piece] : repaired(index, piece)))
}

/** Reads a question against an index: repairs typing, finds the glossary's ideas, weighs each unit. */
export function readQuestion(index: Index, text: string): Question {
  const typed = piecesOf(text)
  const pieces = readPieces(index, typed)
  const isKorean = typed.some(({ kind }) => kind === 'hangul')
  const isTold = (idea: Idea) => index.posting(ideaTerm(idea)) !== undefined
  const inside = new Set<number>()
  const terms = new Set<Term>(hyphenated(pieces).map(wordTerm))
  // Where the notes know no idea by the longest name, shorter names within it may still rank.
  for (const { idea } of mentions(index.aliases, pieces, isTold)) terms.add(ideaTerm(idea))
  const units = new Map<Term, Unit>()
  const add = (
    term: Term,
    traces: readonly Term[],
    of: Pick<Unit, 'outside' | 'taught'>,
    worth = 1,
  ) => {
    if (units.has(term)) return
    const posting = index.posting(term)
    units.set(term, {
      ...of,
      term,
      weight: worth * (posting?.idf ?? index.unknownIdf()),
      posting,
      traces: traces.map((trace) => index.posting(trace)),
    })
  }
  const addIdea = (idea: Idea, from: number, to: number, traces: readonly Term[]) => {
    const outside = isOutside(idea)
    add(ideaTerm(idea), traces, { outside, taught: !outside })
    for (let at = from; at <= to; at++) inside.add(at)
  }
  for (const { idea, from, to } of mentions(index.aliases, pieces)) {
    const covered = pieces.slice(from, to + 1)
    // "define …" asks nothing by itself, though the glossary knows the word.
    if (covered.length === 1 && covered.every((piece) => !isContent(piece))) continue
    const words = covered.map(({ stem }) => wordTerm(stem))
    if (isOutside(idea) || isTold(idea)) {
      addIdea(idea, from, to, words)
      continue
    }
    // Where the notes never name it, they may still speak of the ideas in the words typed for it,
    const told = mentions(index.aliases, covered, isTold)
    for (const part of told) {
      addIdea(part.idea, from + part.from, from + part.to, words.slice(part.from, part.to + 1))
    }
    if (told.length > 0) continue
    // or in its own name: of a VPC and an endpoint.
    const name = index.aliases.names.get(idea) ?? []
    const ideas = mentions(index.aliases, name, isTold).map((part) => ideaTerm(part.idea))
    const traces = [...ideas, ...name.map(({ stem }) => wordTerm(stem))]
    for (const trace of traces) terms.add(trace)
    addIdea(idea, from, to, traces)
  }
  for (const [at, piece] of pieces.entries()) {
    const hangs = at > 0 && piece.joint === 'space' && isParticle(piece.word)
    if (!isContent(piece) || hangs) continue
    const [main, ...traces] = termsOf(index, piece)
    for (const term of [main as Term, ...traces]) terms.add(term)
    if (inside.has(at)) continue
    const taught = isKorean && piece.kind === 'latin' && index.posting(main as Term) !== undefined
    add(main as Term, traces, { outside: false, taught }, worthOf(piece))
  }
  return {
    terms: known([...terms].map((term) => index.posting(term))),
    units: [...units.values()],
    isExact: (pieces.length <= keyword && !pieces.some(isDaily)) || pieces.some(isFigure),
  }
}
