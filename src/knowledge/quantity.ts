// Quantity: the numbers of a text with what each is a number of, to hold a claim against its evidence.

import { isParticle } from '#lib/korean.ts'
import { piecesOf } from './analysis.ts'
import { isStopWord } from './stop-words.ts'

/** What a number is of: a measure such as `s` or `kb`, things that are counted, or unsaid. */
export type Unit = string | undefined

/** Things and times, told apart by no law: "3 retries" are what 3회 and 3번 say. */
export const things = 'things'

export type Quantity = {
  /** As it reads, without thousands commas. */
  readonly value: string
  readonly unit: Unit
  /** Whether it is certain what it is of: the word after "443 HTTPS" only stands beside it. */
  readonly isSure: boolean
}

const connected = String.raw`\s?(?:~|–|—|-|\bto\b|에서)\s?`
const number = String.raw`\d+(?:[.,]\d+)*`
/** A range tells its unit once: 30~60초, "between 30 and 60 seconds". */
const range = new RegExp(
  String.raw`(?<![\p{L}\p{N}.-])(${number})(${connected}|(?<=between ${number}) and )(${number})([ -]?(?:\p{L}+|%))`,
  'giu',
)

const counter =
  /^(?:개(?!월)|건|명|대|종|곳|가지|단계|부분|줄|쪽|자|칸|층|군데|곱|배|번|회|차례|메시지|요청|항목|레코드|노드)/u
const notCounted =
  /^(?:이상|이하|이내|이전|이후|미만|초과|정도|또는|혹은|및|까지|부터|사이|중|대신|오류|에러|이고|이며|입니다|이에요|예요|이다)/u

/** The numbers of a text in order. Emphasis around them says nothing. */
export function quantitiesOf(text: string): readonly Quantity[] {
  const plain = text
    .replaceAll(/(?<!\d)[*`]+|[*`]+(?!\d)/g, '')
    .replaceAll(/(?<![\p{L}\d])(\d+(?:\.\d+)?) ?[x×](?![\p{L}\d])/giu, '$1배')
    .replaceAll(range, '$1$4$2$3$4')
  const pieces = piecesOf(plain)
  return pieces.flatMap((piece, at): readonly Quantity[] => {
    if (piece.kind !== 'number') return []
    const value = piece.stem
    const unit = piece.word.slice(value.length)
    if (unit !== '') return [{ value, unit: unit === 'times' ? things : unit, isSure: true }]
    const next = pieces[at + 1]
    if (next === undefined || next.kind === 'number' || next.joint === 'break') {
      return [{ value, unit: undefined, isSure: true }]
    }
    return [{ value, ...thingsIn(next.word, next.kind) }]
  })
}

function thingsIn(word: string, kind: 'latin' | 'hangul'): Omit<Quantity, 'value'> {
  const unsaid = { unit: undefined, isSure: true }
  if (kind === 'hangul') {
    const counted = counter.exec(word)?.[0]
    if (counted === word || (counted && isParticle(word.slice(counted.length)))) {
      return { unit: things, isSure: true }
    }
    const isBeside = isParticle(word) || isStopWord(word) || notCounted.test(word)
    return isBeside ? unsaid : { unit: things, isSure: false }
  }
  if (isStopWord(word)) return unsaid
  return { unit: things, isSure: word.length > 3 && /[^s]s$/.test(word) }
}

const seconds: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  min: 60,
  h: 3600,
  d: 86_400,
  week: 604_800,
}

/** A time in seconds; undefined for anything else. */
export function inSeconds({ value, unit }: Quantity): number | undefined {
  const factor = seconds[unit ?? '']
  return factor === undefined ? undefined : Math.round(Number(value) * factor * 1000) / 1000
}
