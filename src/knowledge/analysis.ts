// Analysis: text into pieces that compare alike, however it is typed.

import { englishStem } from '#lib/english.ts'
import { koreanStem } from '#lib/korean.ts'
import { foldWidth } from '#lib/normal-form.ts'
import { createLexicon } from './lexicon.ts'
import { isStopWord } from './stop-words.ts'

export type Piece = {
  /** The same for the same spelling, for what is learnt about words; another one has another. */
  readonly id: number
  readonly kind: 'latin' | 'hangul' | 'number'
  /** Lower case, as written; a number without its thousands commas, with its unit. */
  readonly word: string
  /** What it counts as when ranking: the word without ending, particle or plural. */
  readonly stem: string
  /** The words inside a camel-case name: messagegroupid → message, group, id. */
  readonly parts: readonly string[]
  /** How it hangs on the piece before: a hyphen, a space or nothing, or anything else. */
  readonly joint: 'hyphen' | 'space' | 'break'
}

// Each unit with the words that only look like it: 초과 (above) is no second, 분기 (quarter) no minute.
const units: readonly (readonly [unit: string, words: string])[] = [
  ['ms', 'ms|milliseconds?|밀리초'],
  ['s', 'seconds?|secs?|s|초(?!과|기|반|당)'],
  ['min', 'minutes?|mins?|분(?!기|할|리|류|석|산|야|배|당)'],
  ['h', 'hours?|hrs?|시간'],
  ['d', 'days?|일(?!반|부|괄|치|관|정|당)'],
  ['week', 'weeks?|주(?!기|의|소|요|체)'],
  ['month', 'months?|개월'],
  ['year', 'years?|년'],
  ['times', 'times|회|번(?!호)'],
  ['kb', 'k(?:i?b|bytes?)|kilobytes?|킬로바이트'],
  ['mb', 'm(?:i?b|bytes?)|megabytes?|메가바이트|메가'],
  ['gb', 'g(?:i?b|bytes?)|gigabytes?|기가바이트|기가'],
  ['tb', 't(?:i?b|bytes?)|terabytes?|테라바이트'],
  ['%', '%|percent|퍼센트'],
]
const anyUnit = units.map(([, words]) => words).join('|')
const unitOf = new Map<string, string>()
const exactUnits = units.map(([unit, words]) => [unit, new RegExp(`^(?:${words})$`)] as const)
const canonicalUnit = (word: string): string => {
  const known = unitOf.get(word) ?? exactUnits.find(([, exact]) => exact.test(word))?.[0] ?? word
  unitOf.set(word, known)
  return known
}

const figure = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)*`
const pattern = new RegExp(
  `(?<![a-z])(${figure})(?:[ -]?(${anyUnit})(?![a-z0-9])|(?![a-z0-9]))` +
    String.raw`|(\p{Script=Hangul}+)|[\p{L}\p{N}]+?(?=\p{Script=Hangul}|[^\p{L}\p{N}]|$)`,
  'giu',
)

const camel = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u

const partsOf = (word: string): readonly string[] => {
  const parts = word.split(camel).filter((part) => part.length > 1)
  return parts.length > 1 ? parts.map((part) => part.toLowerCase()) : []
}

type Joint = Piece['joint']

// A course has some thousand different words and says each of them often. Questions bring ever new
// ones, so the list is begun anew when it is full.
const seenAtMost = 100_000
/** A spelling's piece for each way it may hang on the one before. */
type Ways = Readonly<Record<Joint, Piece>>
const seen = createLexicon<Ways>(seenAtMost)
let lastId = 0
/** A piece that differs from every other. */
export const newPiece = (piece: Omit<Piece, 'id'>): Piece => ({ ...piece, id: ++lastId })

function pieceOf(
  spelled: string,
  number: string | undefined,
  unit: string | undefined,
  hangul: string | undefined,
): Omit<Piece, 'joint' | 'id'> {
  if (number !== undefined) {
    const value = number.replaceAll(',', '')
    const word = unit === undefined ? value : `${value}${canonicalUnit(unit.toLowerCase())}`
    return { kind: 'number', word, stem: value, parts: [] }
  }
  if (hangul !== undefined) {
    return { kind: 'hangul', word: hangul, stem: koreanStem(hangul), parts: [] }
  }
  const word = spelled.toLowerCase()
  return { kind: 'latin', word, stem: englishStem(word), parts: partsOf(spelled) }
}

const isLatin = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
const isSyllable = (code: number): boolean => code >= 0xac00 && code <= 0xd7a3
/** ASCII that is no letter and no digit. */
const isMark = (code: number): boolean =>
  code < 128 && !isLatin(code) && !(code >= 48 && code <= 57)

/**
 * The end of a run of ASCII letters or of Hangul syllables, as nearly all words are; undefined where
 * anything else stands or follows, which only `pattern` reads.
 */
function plainEnd(text: string, from: number): number | undefined {
  const isOne = isLatin(text.charCodeAt(from)) ? isLatin : isSyllable
  let end = from
  while (isOne(text.charCodeAt(end))) end++
  const next = text.charCodeAt(end)
  const isOver = end === text.length || isMark(next) || isLatin(next) !== isSyllable(next)
  return end > from && isOver ? end : undefined
}

/** The pieces of a text in order: Latin words, Hangul words, numbers with their units. */
export function piecesOf(text: string): readonly Piece[] {
  const folded = foldWidth(text).replace(/['’](?:s|re|ve|ll|d|m)\b|(?<=n)['’](?=t\b)/gi, '')
  const pieces: Piece[] = []
  let end = 0
  for (let from = 0; from < folded.length; ) {
    if (isMark(folded.charCodeAt(from))) {
      from++
      continue
    }
    const plain = plainEnd(folded, from)
    pattern.lastIndex = from
    const match = plain === undefined ? pattern.exec(folded) : null
    if (plain === undefined && !match) break
    const start = match?.index ?? from
    const joint = jointOf(folded, end, start)
    end = plain ?? pattern.lastIndex
    const ways = seen.of(folded, start, end, (spelled) => {
      const hangul = match ? match[3] : isSyllable(spelled.charCodeAt(0)) ? spelled : undefined
      const one = pieceOf(spelled, match?.[1], match?.[2], hangul)
      const space = newPiece({ ...one, joint: 'space' })
      return { space, hyphen: { ...space, joint: 'hyphen' }, break: { ...space, joint: 'break' } }
    })
    pieces.push(ways[joint])
    from = end
  }
  return pieces
}

/** How what begins at `to` hangs on what ended at `from`. */
function jointOf(text: string, from: number, to: number): Joint {
  if (from === to) return 'space'
  const gap = to - from === 1 ? text.charAt(from) : text.slice(from, to)
  if (gap === ' ') return 'space'
  return gap === '-' || gap === '_' ? 'hyphen' : gap.trim() === '' ? 'space' : 'break'
}

/** Whether a piece says what a text is about, rather than holding a sentence together. */
export const isContent = (piece: Piece): boolean =>
  piece.kind === 'number' || !(isStopWord(piece.word) || isStopWord(piece.stem))

/** What a piece counts as: its stem, and for a number also the number with its unit. */
export const wordsOf = (piece: Piece): readonly string[] =>
  piece.kind === 'number' && piece.word !== piece.stem ? [piece.word, piece.stem] : [piece.stem]

/** Neighbours tied by hyphens as one word: pre-signed → presigned, X-Ray → xray. */
export function hyphenated(pieces: readonly Piece[]): readonly string[] {
  const joined: string[] = []
  for (let at = 1; at < pieces.length; at++) {
    if (pieces[at]?.joint !== 'hyphen') continue
    let word = pieces[at - 1]?.word ?? ''
    while (pieces[at]?.joint === 'hyphen') word += pieces[at++]?.word ?? ''
    joined.push(englishStem(word))
  }
  return joined
}
