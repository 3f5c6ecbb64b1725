// Repair: words as typed, made into words that the notes or the glossary know.

import { englishStem } from '#lib/english.ts'
import { koreanStem } from '#lib/korean.ts'
import { isContent, type Piece } from './analysis.ts'
import { wordTerm } from './bag.ts'
import type { Index } from './search-index.ts'
import { corrected, initialOf, type Role, segmented, separated, slipsOf } from './spelling.ts'
import { isEveryday, isStopWord } from './stop-words.ts'
import { sounded, spelledOut } from './transliteration.ts'

/** Whether a piece is a word of daily talk, which may well be lacking in what answers. */
export const isDaily = ({ word, stem }: Piece): boolean => isEveryday(word) || isEveryday(stem)

/** A word in the place of another, or one of several. */
const inPlaceOf = (piece: Piece, word: string, stem: string, first = true): Piece => ({
  ...piece,
  word,
  stem,
  parts: [],
  joint: first ? piece.joint : 'space',
})

const asLatin = (piece: Piece, word: string, first?: boolean): Piece =>
  inPlaceOf({ ...piece, kind: 'latin' }, word, englishStem(word), first)

type Known = (word: string) => boolean

function repairedLatin(index: Index, piece: Piece, isKnown: Known): readonly Piece[] {
  const parts = separated(piece.word, (part) => isKnown(englishStem(part)))
  if (parts !== undefined && parts.length > 1) {
    return parts.map((word, at) => inPlaceOf(piece, word, englishStem(word), at === 0))
  }
  const stem = corrected(piece.stem, index.spellings(initialOf(piece.stem)))
  return [stem === undefined ? piece : inPlaceOf(piece, stem, stem)]
}

/** A Hangul word nobody knows as a known one: letters spelled out, a slip of the finger, or an English word by its sound. */
function heard(index: Index, piece: Piece, isKnown: Known): Piece | undefined {
  const letters = [piece.stem, piece.word].flatMap(spelledOut).find(isKnown)
  if (letters !== undefined) return asLatin(piece, letters)
  const often = (word: string) => index.posting(wordTerm(word))?.concepts.length ?? 0
  const slips = slipsOf(piece.stem, index.spellings(initialOf(piece.stem)))
  const [near] = slips.toSorted((a, b) => often(b) - often(a) || (a < b ? -1 : 1))
  if (near !== undefined) return inPlaceOf(piece, near, near)
  const latin = sounded(piece.stem, index.spellings)
  return latin === undefined ? undefined : asLatin(piece, latin)
}

function repairedHangul(index: Index, piece: Piece, isKnown: Known): readonly Piece[] {
  const roles = new Map<string, Role | undefined>()
  const roleOf = (part: string): Role | undefined => {
    if (roles.has(part)) return roles.get(part)
    const stem = koreanStem(part)
    const isTalk = isStopWord(part) || isStopWord(stem) || isEveryday(part) || isEveryday(stem)
    const isName = !isTalk && stem.length > 1 && isKnown(stem)
    const role = isTalk ? 'talk' : isName ? 'name' : undefined
    roles.set(part, role)
    return role
  }
  const parts = segmented(piece.word, roleOf)
  const whole = parts.every(({ known }) => known) ? undefined : heard(index, piece, isKnown)
  if (whole) return [whole]
  if (parts.length === 1) return [piece]
  return parts.map(({ word, known }, at) => {
    const part = inPlaceOf(piece, word, koreanStem(word), at === 0)
    return (known ? undefined : heard(index, part, isKnown)) ?? part
  })
}

/** A word as typed, repaired where nothing in notes or glossary is spelled like it. */
export function repaired(index: Index, piece: Piece): readonly Piece[] {
  const { aliases } = index
  const isKnown = (word: string) =>
    aliases.words.has(word) ||
    aliases.outside.has(word) ||
    index.posting(wordTerm(word)) !== undefined
  const isCompound = index.partsOf(piece.word).length > 0
  if (piece.kind === 'number' || isKnown(piece.stem) || isCompound) return [piece]
  if (!isContent(piece) || isDaily(piece)) return [piece]
  return piece.kind === 'latin'
    ? repairedLatin(index, piece, isKnown)
    : repairedHangul(index, piece, isKnown)
}
