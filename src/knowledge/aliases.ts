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

/** A place between letters: `offset` letters into the piece `at`. */
type Place = { readonly at: number; readonly offset: number }
type Match = { readonly idea: Idea; readonly to: number; readonly rest: string }

/** The longest alias that starts at a place; `bounded` says that a word may start there. */
function longestAt(
  root: Node,
  pieces: readonly Piece[],
  { at: from, offset }: Place,
  bounded: boolean,
  counts: (idea: Idea) => boolean,
): Match | undefined {
  let best: Match | undefined
  let found: Node | undefined = root
  for (let to = from; to < pieces.length; to++) {
    const piece = pieces[to] as Piece
    if (to > from && piece.joint === 'break') break
    const spelled = spelling(piece)
    const start = to === from ? offset : 0
    for (let letter = start; letter < spelled.length; letter++) {
      found = found.next.get(spelled.charAt(letter))
      if (found === undefined) return best
      const rest = spelled.slice(letter + 1)
      // From the middle of a word only a name long enough not to stand there by chance.
      const mayStart = bounded || found.syllables >= 3
      if (
        found.idea &&
        counts(found.idea) &&
        mayStart &&
        mayEnd(piece.kind, letter + 1 - start, rest)
      ) {
        best = { idea: found.idea, to, rest }
      }
    }
  }
  return best
}

/** The glossary's ideas a text mentions, from left to right, none overlapping; only those that count. */
export function mentions(
  aliases: Aliases,
  pieces: readonly Piece[],
  counts: (idea: Idea) => boolean = () => true,
): readonly Mention[] {
  const found: Mention[] = []
  let place: Place = { at: 0, offset: 0 }
  let bounded = true
  for (let piece = pieces[0]; piece; piece = pieces[place.at]) {
    const match = longestAt(aliases.root, pieces, place, bounded, counts)
    const inside = piece.kind === 'hangul' && place.offset + 3 < piece.word.length
    bounded = true
    if (match) {
      found.push({ idea: match.idea, from: place.at, to: match.to })
      // 동시성한도: what follows inside the same word may be the next name.
      const { length } = pieces[match.to]?.word ?? ''
      place =
        match.rest.length > 1
          ? { at: match.to, offset: length - match.rest.length }
          : { at: match.to + 1, offset: 0 }
    } else if (inside) {
      place = { at: place.at, offset: place.offset + 1 }
      bounded = false
    } else place = { at: place.at + 1, offset: 0 }
  }
  return found
}
