// Analysis: text into pieces that compare alike, however it is typed.

import { englishStem } from '#lib/english.ts'
import { koreanStem } from '#lib/korean.ts'
import { foldWidth } from '#lib/normal-form.ts'
import { createLexicon, withRoom } from './lexicon.ts'
import { isStopWord } from './stop-words.ts'

export type Piece = {
  readonly kind: 'latin' | 'hangul' | 'number'
  /** Lower case, as written; a number without its thousands commas, with its unit. */
  readonly word: string
  /** What it counts as when ranking: the word without ending, particle or plural. */
  readonly stem: string
  /** The words inside a camel-case name: messagegroupid → message, group, id. */
  readonly parts: readonly string[]
  /** How it hangs on the piece before: a hyphen; a space, nothing or a mark within a name; or anything else. */
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
const joints = ['space', 'hyphen', 'break'] as const satisfies readonly Joint[]

/** A word where it stands: its number and how it hangs on what precedes it, in one integer. */
export type Token = number
/** The number of a token's spelling; those of one epoch have numbers from 0 on. */
export const wordIn = (token: Token): number => token >> 2
/** Whether a hyphen ties it to the one before. */
export const isHyphened = (token: Token): boolean => (token & 3) === 1
/** Whether more than a space or a hyphen stands before it. */
export const isBroken = (token: Token): boolean => (token & 3) === 2

function pieceOf(
  spelled: string,
  number: string | undefined,
  unit: string | undefined,
  hangul: string | undefined,
): Omit<Piece, 'joint'> {
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

// A course has some ten thousand different words and says each of them often. Questions bring ever
// new ones, so the list is begun anew when it is full.
const wordsAtMost = 300_000
let lexicon = createLexicon()
/** The pieces met in this epoch, by their tokens; those that hang by a space come first. */
let met: (Piece | undefined)[] = []
let epoch = 0
/** Which list of words tokens belong to; what is known by their numbers ends with it. */
export const epochNow = (): number => epoch

/** What a letter may be part of, by its code unit; `other` is what only `pattern` reads. */
const other = 0
const latin = 1
const syllable = 2
const blank = 3
const mark = 4
const kindOfUnit = new Uint8Array(0x10000)
kindOfUnit.fill(latin, 0x41, 0x5b).fill(latin, 0x61, 0x7b).fill(syllable, 0xac00, 0xd7a4)
for (let code = 0; code < 0x3100; code++) {
  const letter = String.fromCharCode(code)
  if (/\s/.test(letter)) kindOfUnit[code] = blank
  else if (/[^\p{L}\p{N}\p{Script=Hangul}]/u.test(letter)) kindOfUnit[code] = mark
}

let letters = new Uint16Array(1 << 12)
/** The tokens of a text in order: Latin words, Hangul words, numbers with their letters. */
export function tokensOf(text: string): readonly Token[] {
  const folded = foldWidth(text).replace(/['’](?:s|re|ve|ll|d|m)\b|(?<=n)['’](?=t\b)/gi, '')
  if (lexicon.size() > wordsAtMost) {
    lexicon = createLexicon()
    met = []
    epoch++
  }
  const { length } = folded
  letters = withRoom(letters, length)
  for (let at = 0; at < length; at++) letters[at] = folded.charCodeAt(at)
  const tokens: Token[] = []
  let end = 0
  for (let from = 0; from < length; ) {
    const kind = kindOfUnit[letters[from] as number] as number
    if (kind >= blank) {
      from++
      continue
    }
    // Nearly all words are runs of ASCII letters or of Hangul syllables, and end with their run.
    let to = from
    if (kind !== other) while (to < length && kindOfUnit[letters[to] as number] === kind) to++
    let match: RegExpExecArray | null = null
    if (to === from || (to < length && kindOfUnit[letters[to] as number] === other)) {
      pattern.lastIndex = from
      match = pattern.exec(folded)
      if (!match) break
      from = match.index
      to = pattern.lastIndex
    }
    const word = lexicon.numberOf(letters, from, to)
    if (met[word << 2] === undefined) {
      const spelled = folded.slice(from, to)
      const hangul = match ? match[3] : kind === syllable ? spelled : undefined
      met[word << 2] = { ...pieceOf(spelled, match?.[1], match?.[2], hangul), joint: 'space' }
    }
    tokens.push((word << 2) | jointAt(end, from))
    from = to
    end = to
  }
  return tokens
}

/** How what begins at `to` hangs on what ended at `from`, as an index of `joints`. */
function jointAt(from: number, to: number): number {
  const first = letters[from] as number
  if (to - from === 1 && (first === 0x2d || first === 0x5f)) return 1
  // Within a name: States.ALL, blue/green, kms:Decrypt.
  if (to - from === 1 && (first === 0x2e || first === 0x2f || first === 0x3a)) return 0
  for (let at = from; at < to; at++) {
    if (kindOfUnit[letters[at] as number] !== blank) return 2
  }
  return 0
}

/** The piece a token of this epoch stands for: always the same one. */
export function pieceAt(token: Token): Piece {
  const known = met[token]
  if (known) return known
  const piece: Piece = {
    ...(met[token & ~3] as Piece),
    joint: joints[token & 3] as Joint,
  }
  met[token] = piece
  return piece
}

/** The pieces of a text in order. */
export const piecesOf = (text: string): readonly Piece[] => tokensOf(text).map(pieceAt)

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
