// Aliases: finds a glossary's words in a text; the longest match wins.

import type { Glossary } from '#course/glossary.ts'
import { englishStem } from '#lib/english.ts'
import { isParticle } from '#lib/korean.ts'
import { type Piece, piecesOf } from './analysis.ts'

/** A group of the glossary as one token of the index: "§12", or "§!3" for an outside group. */
export type Idea = string
export type Mention = { readonly idea: Idea; readonly from: number; readonly to: number }
export type Aliases = {
  readonly root: Node
  /** Stems of what the course teaches. */
  readonly words: ReadonlySet<string>
  /** Stems of what it does not teach. */
  readonly outside: ReadonlySet<string>
}

type Node = { readonly next: Map<string, Node>; idea: Idea | undefined; syllables: number }

/** How far the letters of one word lead: to the longest alias that may end in it, and beyond its end. */
type Step = {
  readonly best: { readonly idea: Idea; readonly rest: string } | undefined
  readonly end: Node | undefined
}
/** What aliases begin in a word, at its start and inside it: in most words, none. */
export type Beginning = { readonly step: Step; readonly inside: boolean }

const node = (): Node => ({ next: new Map(), idea: undefined, syllables: 0 })
/** Whether the idea is something the course does not teach. */
export const isOutside = (idea: Idea): boolean => idea.startsWith('§!')
const spelling = (piece: Piece): string => (piece.kind === 'latin' ? piece.stem : piece.word)

function enter(root: Node, spelled: string, idea: Idea): void {
  let at = root
  for (const letter of spelled) {
    const next = at.next.get(letter) ?? node()
    at.next.set(letter, next)
    at = next
  }
  // The first group to claim a word keeps it; the lint reports the second.
  at.idea ??= idea
  at.syllables = /^\p{Script=Hangul}+$/u.test(spelled) ? spelled.length : 0
}

/** A glossary ready to be found in texts. Its words are kept for the repair of typing errors. */
export function compileAliases(glossary: Glossary): Aliases {
  const root = node()
  const words = new Set<string>()
  const outside = new Set<string>()
  const groups = [
    ...glossary.groups.map((group, at) => [`§${at}`, group] as const),
    ...glossary.outside.map((group, at) => [`§!${at}`, group] as const),
  ]
  for (const [idea, group] of groups) {
    for (const alias of group) {
      const pieces = piecesOf(alias)
      for (const { stem } of pieces) (isOutside(idea) ? outside : words).add(stem)
      enter(root, pieces.map(spelling).join(''), idea)
      // Also as one word, whose stem may differ: Message Group ID, MessageGroupId.
      const whole = pieces.map((piece) => piece.word).join('')
      if (pieces.every((piece) => piece.kind === 'latin')) enter(root, englishStem(whole), idea)
    }
  }
  return { root, words, outside }
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
function stepFrom(
  from: Node,
  piece: Piece,
  offset: number,
  bounded: boolean,
  counts: Counts,
): Step {
  const spelled = spelling(piece)
  if (!from.next.has(spelled.charAt(offset)))
    return offset < spelled.length ? nowhere : { best: undefined, end: from }
  let best: Step['best']
  let at = from
  for (let letter = offset; letter < spelled.length; letter++) {
    const next = at.next.get(spelled.charAt(letter))
    if (next === undefined) return { best, end: undefined }
    at = next
    if (at.idea === undefined) continue
    const rest = spelled.slice(letter + 1)
    // From the middle of a word only a name long enough not to stand there by chance.
    const mayStart = bounded || at.syllables >= 3
    if (mayStart && mayEnd(piece.kind, letter + 1 - offset, rest) && (counts?.(at.idea) ?? true)) {
      best = { idea: at.idea, rest }
    }
  }
  return { best, end: at }
}

export function beginningOf({ root }: Aliases, piece: Piece): Beginning {
  const hangul = piece.kind === 'hangul' && piece.word.length > 3
  const offsets = hangul ? Array.from(piece.word, (_, at) => at).slice(1) : []
  const inside = offsets.some((offset) => {
    if (!root.next.has(piece.word.charAt(offset))) return false
    const { best, end } = stepFrom(root, piece, offset, true, undefined)
    return best !== undefined || end !== undefined
  })
  return { step: stepFrom(root, piece, 0, true, undefined), inside }
}

type Match = { readonly idea: Idea; readonly to: number; readonly rest: string }

/** The longest alias that starts in a word, as far as `first` leads, and goes on in those after it. */
function longestFrom(
  first: Step,
  pieces: readonly Piece[],
  from: number,
  bounded: boolean,
  counts: Counts,
): Match | undefined {
  let best = first.best && { idea: first.best.idea, rest: first.best.rest, to: from }
  let { end } = first
  for (let to = from + 1; end && end.next.size > 0 && to < pieces.length; to++) {
    const piece = pieces[to] as Piece
    if (piece.joint === 'break') break
    const step = stepFrom(end, piece, 0, bounded, counts)
    if (step.best) best = { idea: step.best.idea, rest: step.best.rest, to }
    end = step.end
  }
  return best
}

/**
 * The glossary's ideas a text mentions, from left to right, none overlapping; only those that count.
 * Whoever reads many texts passes what it has learnt about the beginnings in each word.
 */
export function mentions(
  aliases: Aliases,
  pieces: readonly Piece[],
  counts?: (idea: Idea) => boolean,
  learnt: (piece: Piece) => Beginning = (piece) => beginningOf(aliases, piece),
): readonly Mention[] {
  const found: Mention[] = []
  // A place between letters: `offset` letters into the piece `at`.
  let at = 0
  let offset = 0
  let bounded = true
  for (let piece = pieces[0]; piece; piece = pieces[at]) {
    const beginning = offset === 0 && !counts ? learnt(piece) : undefined
    const step = beginning?.step ?? stepFrom(aliases.root, piece, offset, bounded, counts)
    const match = longestFrom(step, pieces, at, bounded, counts)
    const inside =
      (beginning?.inside ?? true) && piece.kind === 'hangul' && offset + 3 < piece.word.length
    bounded = true
    if (match) {
      found.push({ idea: match.idea, from: at, to: match.to })
      // 동시성한도: what follows inside the same word may be the next name.
      const isMore = match.rest.length > 1
      offset = isMore ? (pieces[match.to]?.word.length ?? 0) - match.rest.length : 0
      at = isMore ? match.to : match.to + 1
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
