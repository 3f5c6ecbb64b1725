// Phrases: which words in a row make a glossary's word, each row followed letter by letter only once.

import {
  type Aliases,
  type Idea,
  isOutside,
  type Match,
  mentions,
  type Opening,
  type Step,
  stepFrom,
} from './aliases.ts'
import { isBroken, type Piece, pieceAt, type Token, wordIn } from './analysis.ts'
import { type Place, start } from './trie.ts'

/** A word, or words in a row that may begin an alias; `match` is the longest one from their start. */
type Phrase = Opening & {
  readonly pieces: readonly Piece[]
  /** Where their letters lead; undefined when no alias goes on from there. */
  readonly end: Place | undefined
  /** By the number of the next word. */
  readonly next: Map<number, Phrase>
}

export type PhraseBook = {
  /** What begins at a place; `tokens` are of the epoch that the book was begun in. */
  readonly openingAt: (tokens: readonly Token[], at: number) => Opening
}

const none: Phrase = {
  pieces: [],
  match: undefined,
  inside: false,
  end: undefined,
  next: new Map(),
}

/** Whether an alias may begin further in: only in a Hangul word, and not in its last two syllables. */
function opensInside(aliases: Aliases, piece: Piece): boolean {
  if (piece.kind !== 'hangul') return false
  for (let offset = 1; offset + 2 < piece.word.length; offset++) {
    const { best, end } = stepFrom(aliases, start, piece, offset)
    if (best !== undefined || end !== undefined) return true
  }
  return false
}

/** The ideas inside a name beside its own; what the course does not teach is no part of a name. */
export function nestedIn(aliases: Aliases, pieces: readonly Piece[], idea: Idea): readonly Idea[] {
  const counted = (other: Idea) => other !== idea && !isOutside(other)
  return mentions(aliases, pieces, counted).map((mention) => mention.idea)
}

/** An empty book of the phrases of a glossary, filled as texts are read. */
export function phraseBook(aliases: Aliases): PhraseBook {
  /** By the number of the word. */
  const words: Phrase[] = []

  const matchIn = (pieces: readonly Piece[], best: NonNullable<Step['best']>): Match => {
    const nested = nestedIn(aliases, pieces, best.idea)
    return { ...best, words: pieces.length, nested }
  }
  const begun = (token: Token): Phrase => {
    const pieces = [pieceAt(token)]
    const { best, end } = stepFrom(aliases, start, pieceAt(token))
    const match = best && matchIn(pieces, best)
    const inside = opensInside(aliases, pieceAt(token))
    const isAny = match !== undefined || inside || end !== undefined
    const phrase = isAny ? { pieces, match, inside, end, next: new Map() } : none
    words[wordIn(token)] = phrase
    return phrase
  }
  /** A phrase with one more word; `none` where nothing goes on with it. */
  const extended = (phrase: Phrase, token: Token): Phrase => {
    const { end, next, inside } = phrase
    const known = next.get(wordIn(token))
    if (known || end === undefined) return known ?? none
    const step = stepFrom(aliases, end, pieceAt(token))
    // Nearly any word may follow, so those that lead nowhere are not kept.
    if (step.best === undefined && step.end === undefined) return none
    const pieces = [...phrase.pieces, pieceAt(token)]
    const match = step.best ? matchIn(pieces, step.best) : phrase.match
    const longer = { pieces, match, inside, end: step.end, next: new Map() }
    next.set(wordIn(token), longer)
    return longer
  }

  return {
    openingAt(tokens, at) {
      const first = tokens[at] as Token
      let phrase = words[wordIn(first)] ?? begun(first)
      for (let to = at + 1; phrase.end !== undefined && to < tokens.length; to++) {
        const token = tokens[to] as Token
        const longer = isBroken(token) ? none : extended(phrase, token)
        if (longer === none) break
        phrase = longer
      }
      return phrase
    },
  }
}
