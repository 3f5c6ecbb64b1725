// Aliases: finds a glossary's words in a text; the longest match wins.

import type { Glossary } from '#course/glossary.ts'
import { englishStem } from '#lib/english.ts'
import { isParticle } from '#lib/korean.ts'
import { type Piece, piecesOf } from './analysis.ts'
import { createTrie, type Place, start, type Trie } from './trie.ts'

/** A group of the glossary as one token of the index: "§12", or "§!3" for an outside group. */
export type Idea = string
/** An alias of one or more words, the last of which may go on with `rest`. */
export type Match = {
  readonly idea: Idea
  readonly words: number
  readonly rest: string
  /** What else it mentions, where that is known: "visibility timeout" in "default visibility timeout". */
  readonly nested?: readonly Idea[]
}
/** A match where it stands: in the pieces `from` to `to`, both included. */
export type Mention = {
  readonly idea: Idea
  readonly match: Match
  readonly from: number
  readonly to: number
}
/** The longest alias that begins with a piece, and whether one may begin inside it. */
export type Opening = { readonly match: Match | undefined; readonly inside: boolean }
export type Aliases = {
  /** The letters of all aliases. */
  readonly letters: Trie<Ending>
  /** Stems of what the course teaches. */
  readonly words: ReadonlySet<string>
  /** Stems of what it does not teach. */
  readonly outside: ReadonlySet<string>
  /** The first word of each group. */
  readonly names: ReadonlyMap<Idea, readonly Piece[]>
  /** By the stem of an English word, the Korean words of its group: log, 로그. */
  readonly twins: ReadonlyMap<string, readonly Piece[]>
}

/** What ends at a place among the letters: an idea's alias, of so many syllables if it is all Hangul. */
type Ending = { readonly idea: Idea; readonly syllables: number }

/** The pieces of a text: an array, or what makes them when they are asked for. */
export type Pieces = Pick<readonly Piece[], 'length' | 'at'>

/** How far the letters of one word lead: to the longest alias that may end in it, and on to the next word. */
export type Step = {
  readonly best: { readonly idea: Idea; readonly rest: string } | undefined
  readonly end: Place | undefined
}

/** Whether the idea is something the course does not teach. */
export const isOutside = (idea: Idea): boolean => idea.startsWith('§!')
/** A piece as aliases are spelled. */
const spelling = (piece: Piece): string => (piece.kind === 'latin' ? piece.stem : piece.word)

const hangul = /^\p{Script=Hangul}+$/u
/** The first Korean words of a group are its usual ones. */
const twinsAtMost = 3

/** `compileAliases` group by group, for those who let others go first in between. */
export function* aliasSteps(glossary: Glossary): Generator<undefined, Aliases, undefined> {
  const letters = createTrie<Ending>()
  const words = new Set<string>()
  const outside = new Set<string>()
  const names = new Map<Idea, readonly Piece[]>()
  const twins = new Map<string, readonly Piece[]>()
  const groups = [
    ...glossary.groups.map((group, at) => [`§${at}`, group] as const),
    ...glossary.outside.map((group, at) => [`§!${at}`, group] as const),
  ]
  // The first group to claim a word keeps it; the lint reports the second.
  const enter = (spelled: string, idea: Idea) =>
    letters.add(spelled, { idea, syllables: hangul.test(spelled) ? spelled.length : 0 })
  for (const [idea, group] of groups) {
    const single: Piece[] = []
    for (const alias of group) {
      const pieces = piecesOf(alias)
      if (pieces.length === 1) single.push(pieces[0] as Piece)
      if (!names.has(idea)) names.set(idea, pieces)
      for (const { stem } of pieces) (isOutside(idea) ? outside : words).add(stem)
      enter(pieces.map(spelling).join(''), idea)
      // Also as one word, whose stem may differ: Message Group ID, MessageGroupId.
      const whole = pieces.map((piece) => piece.word).join('')
      if (pieces.every((piece) => piece.kind === 'latin')) enter(englishStem(whole), idea)
    }
    const korean = single.filter(({ kind }) => kind === 'hangul').slice(0, twinsAtMost)
    for (const { kind, stem } of korean.length > 0 ? single : []) {
      if (kind === 'latin' && !twins.has(stem)) twins.set(stem, korean)
    }
    yield undefined
  }
  return { letters, words, outside, names, twins }
}

/** A glossary ready to be found in texts. Its words are kept for the repair of typing errors. */
export function compileAliases(glossary: Glossary): Aliases {
  const steps = aliasSteps(glossary)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/**
 * Whether a match may end here, `rest` being what follows in the same word. A particle may follow any
 * name; other syllables only one that has at least two of the word, as 람다 in 람다함수.
 */
const mayEnd = (kind: Piece['kind'], matched: number, rest: string): boolean =>
  rest === '' || (kind === 'hangul' && (matched > 1 || isParticle(rest)))

type Counts = ((idea: Idea) => boolean) | undefined

const nowhere: Step = { best: undefined, end: undefined }

/** Follows a word's letters from `offset` on; `bounded` says that an alias may start there. */
export function stepFrom(
  { letters }: Aliases,
  from: Place,
  piece: Piece,
  offset = 0,
  bounded = true,
  counts?: Counts,
): Step {
  const spelled = spelling(piece)
  let best: Step['best']
  let at = from
  for (let letter = offset; letter < spelled.length; letter++) {
    const next = letters.next(at, spelled.charCodeAt(letter))
    if (next === undefined) return best ? { best, end: undefined } : nowhere
    at = next
    const ending = letters.valueAt(at)
    if (ending === undefined) continue
    const { idea, syllables } = ending
    const rest = spelled.slice(letter + 1)
    // From the middle of a word only a name long enough not to stand there by chance.
    const mayStart = bounded || syllables >= 3
    if (mayStart && mayEnd(piece.kind, letter + 1 - offset, rest) && (counts?.(idea) ?? true)) {
      best = { idea, rest }
    }
  }
  return { best, end: letters.goesOn(at) ? at : undefined }
}

/** A step with a word that stands for another, of which nothing can be left over. */
const asWhole = ({ best, end }: Step): Step => ({ best: best?.rest === '' ? best : undefined, end })

const isHangul = (pieces: Pieces, at: number): boolean => pieces.at(at)?.kind === 'hangul'

/**
 * The longest alias that starts `offset` letters into a word and goes on in those after it. Beside
 * Korean an English word also stands for the Korean ones of its group: "log에 error" for 로그에 에러.
 */
function longestFrom(
  aliases: Aliases,
  pieces: Pieces,
  from: number,
  offset: number,
  bounded: boolean,
  counts: Counts,
): Match | undefined {
  let best: Match | undefined
  let places: readonly Place[] = [start]
  for (let to = from; places.length > 0 && to < pieces.length; to++) {
    const piece = pieces.at(to) as Piece
    if (to > from && piece.joint === 'break') break
    const isMixed = isHangul(pieces, to + 1) || (to > 0 && isHangul(pieces, to - 1))
    const twins = piece.kind === 'latin' && isMixed ? (aliases.twins.get(piece.stem) ?? []) : []
    const skipped = to === from ? offset : 0
    const steps = places.flatMap((place) => [
      stepFrom(aliases, place, piece, skipped, bounded, counts),
      ...twins.map((twin) => asWhole(stepFrom(aliases, place, twin, 0, bounded, counts))),
    ])
    const ending = steps.find((step) => step.best)?.best
    if (ending) best = { ...ending, words: to - from + 1 }
    places = steps.flatMap(({ end }) => end ?? [])
  }
  return best
}

/** Whether a piece is a Hangul word of more than so many syllables. */
const isLonger = (piece: Piece | undefined, syllables: number): boolean =>
  piece?.kind === 'hangul' && piece.word.length > syllables

/**
 * The glossary's ideas a text mentions, from left to right, none overlapping; only those that count.
 * Whoever reads many texts passes what it knows of the openings at each piece, where all ideas count.
 */
export function mentions(
  aliases: Aliases,
  pieces: Pieces,
  counts?: (idea: Idea) => boolean,
  known?: (at: number) => Opening,
): readonly Mention[] {
  const found: Mention[] = []
  // A place between letters: `offset` letters into the piece `at`.
  let at = 0
  let offset = 0
  let bounded = true
  while (at < pieces.length) {
    const opening = offset === 0 ? known?.(at) : undefined
    const match = opening
      ? opening.match
      : longestFrom(aliases, pieces, at, offset, bounded, counts)
    const inside = (opening?.inside ?? true) && isLonger(pieces.at(at), offset + 3)
    bounded = true
    if (match) {
      const to = at + match.words - 1
      found.push({ idea: match.idea, match, from: at, to })
      // 동시성한도: what follows inside the same word may be the next name.
      const isMore = match.rest.length > 1
      offset = isMore ? (pieces.at(to)?.word.length ?? 0) - match.rest.length : 0
      at = isMore ? to : to + 1
    } else if (inside) {
      offset++
      bounded = false
    } else {
      at++
      offset = 0
    }
  }
  return found
}
