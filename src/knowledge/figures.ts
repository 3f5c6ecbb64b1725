// Figures: the numbers of a text with their units, to see whether two languages tell the same.

import { foldWidth } from '#lib/normal-form.ts'
import { amountsInDigits, numbersInDigits } from '#lib/numeral.ts'
import { piecesOf } from './analysis.ts'
import { inSeconds, type Quantity, quantitiesOf, things, type Unit } from './quantity.ts'

/** Each value with the units it is given in; a bare number has none. */
type Figures = ReadonlyMap<string, ReadonlySet<string>>

const multiples: Readonly<Record<string, number>> = {
  천: 1e3,
  만: 1e4,
  십만: 1e5,
  백만: 1e6,
  천만: 1e7,
  억: 1e8,
  thousand: 1e3,
  k: 1e3,
  million: 1e6,
  m: 1e6,
  billion: 1e9,
}
const multiple =
  /(?<![a-z\d.,])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s?(천만|백만|십만|천|만|억|thousand|million|billion|[km])(?![a-z\d])/giu

const months = [
  'January|Jan',
  'February|Feb',
  'March|Mar',
  'April|Apr',
  'May',
  'June|Jun',
  'July|Jul',
  'August|Aug',
  'September|Sept?',
  'October|Oct',
  'November|Nov',
  'December|Dec',
]
/** A month beside a day or year, or named in full where it can mean nothing else; "may" is a verb too. */
const monthNames = months.map((names) => {
  const [name = ''] = names.split('|')
  const alone = name === 'May' || name === 'March' ? '' : `|\\b${name}\\b`
  return new RegExp(
    `(?<=\\d(?:st|nd|rd|th)?,? )(?:${names})\\b|\\b(?:${names})\\b\\.?(?=,? \\d)${alone}`,
    'g',
  )
})
const isoDate = /\b(\d{4})-(\d{2})(?:-(\d{2}))?\b/g

/** Dates as numbers: April 5, 2024 and 2024-04-05 say what 2024년 4월 5일 says. */
function withPlainDates(text: string): string {
  const plain = text.replace(isoDate, (_, year: string, month: string, day?: string) =>
    [year, Number(month), ...(day === undefined ? [] : [Number(day)])].join(' / '),
  )
  return monthNames.reduce((told, name, at) => told.replace(name, `${at + 1} /`), plain)
}

/** Numbers up to twelve that one language may spell out, as words of both. */
const spelled: Readonly<Record<string, RegExp>> = {
  '0': /\bzero\b|\bno\b|영|제로|없/i,
  '0.5': /\bhalf\b|절반|반/i,
  '2': /\b(two|twice|double|second|both|pair)\b|두|둘|이중|양쪽|2/i,
  '3': /\b(three|third|thrice|triple)\b|세|셋/i,
  '4': /\b(four|fourth)\b|네|넷/i,
  '5': /\b(five|fifth)\b|다섯/i,
  '6': /\bsix\b|여섯/i,
  '7': /\bseven\b|일곱|일주일/i,
  '8': /\beight\b|여덟/i,
  '9': /\bnine\b|아홉/i,
  '10': /\bten\b|열/i,
  '11': /\beleven\b|열하나/i,
  '12': /\b(twelve|dozen)\b|열두/i,
}

/** 만, k, million and the like multiplied out: 16k → 16000. */
const withMultiples = (text: string): string =>
  withPlainDates(text).replace(multiple, (_, number: string, word: string) => {
    const value = Number(number.replaceAll(',', '')) * (multiples[word.toLowerCase()] ?? 1)
    return ` ${value} `
  })

/** The figures of a text. 16,000 equals 16000 and 1만 equals 10,000; 1 is left out as "a" says it too. */
function figuresOf(text: string): Figures {
  const plain = withMultiples(foldWidth(text))
  const figures = new Map<string, Set<string>>()
  for (const piece of piecesOf(plain)) {
    if (piece.kind !== 'number' || piece.stem === '1') continue
    const units = figures.get(piece.stem) ?? new Set()
    const unit = piece.word.slice(piece.stem.length)
    if (unit !== '') units.add(unit)
    figures.set(piece.stem, units)
  }
  return figures
}

/** 만 is ten thousand and also "only": "443만" may be either, so a value that far apart is the same. */
const tenThousand = 1e4
const alike = (value: string, other: Figures): boolean =>
  [value, String(Number(value) * tenThousand), String(Number(value) / tenThousand)].some((each) =>
    other.has(each),
  )

const missing = (figures: Figures, other: Figures, otherText: string): readonly string[] =>
  [...figures.keys()].filter(
    (value) => !alike(value, other) && !(spelled[value]?.test(otherText) ?? false),
  )

const shown = (value: string, units: ReadonlySet<string> | undefined): string =>
  `${value}${[...(units ?? [])].map((unit) => ` ${unit}`).join(' or')}`

/** What two tellings of one concept say differently in figures, as a sentence; undefined when nothing. */
export function differingFigures(first: string, second: string): string | undefined {
  const a = figuresOf(first)
  const b = figuresOf(second)
  const onlyFirst = missing(a, b, second).map((value) => shown(value, a.get(value)))
  const onlySecond = missing(b, a, first).map((value) => shown(value, b.get(value)))
  const parts: string[] = []
  if (onlyFirst.length > 0) parts.push(`only here: ${onlyFirst.join(', ')}`)
  if (onlySecond.length > 0) parts.push(`only there: ${onlySecond.join(', ')}`)
  for (const [value, units] of a) {
    const others = b.get(value)
    // A unit may hide in a table's heading, so only two that contradict each other count.
    if (!others || units.size === 0 || others.size === 0 || !units.isDisjointFrom(others)) continue
    parts.push(`${shown(value, units)} here, ${shown(value, others)} there`)
  }
  return parts.length > 0 ? parts.join('; ') : undefined
}

/** Ways to say one of a unit without the digit. */
const one: Readonly<Record<string, RegExp>> = {
  s: /초당|매초|\b(?:a|an|one|per|each|every) second|\/\s?s(?:ec)?\b/i,
  min: /분당|매분|\b(?:a|one|per|each|every) minute|\/\s?min\b/i,
  h: /시간당|매시간|한 시간|\b(?:an|one|per|each|every) hour|hourly/i,
  d: /하루|매일|\b(?:a|one|per|each|every) day|daily/i,
  week: /일주일|한 주|매주|\b(?:a|one|per|each|every) week|weekly/i,
  month: /한 달|매월|매달|\b(?:a|one|per|each|every) month|monthly/i,
  year: /일 년|한 해|매년|\b(?:a|one|per|each|every) year|yearly|annual/i,
  times: /한 ?번|\b(?:once|one|single)\b/i,
  bare: /(?<![가-힣])(?:한(?= |[개가번명대곳건줄쪽사])|하나|첫|단일|매|각)|[가-힣]당(?![가-힣])|(?<!\d)1(?!\d)|\b(?:a|an|one|single|only|each|every|per|first)\b/i,
}

/** Twice as many, and half of it, without a number: what must stand in the evidence then. */
const shares: readonly (readonly [said: RegExp, held: RegExp, figure: string])[] = [
  [/\btwice\b/i, /\btwice|again|repeat|duplicat|두 번|중복|다시|(?<![\d.])2(?![\d.])/i, '2'],
  [
    /\b(?:double[sd]?|doubling|twofold)\b|갑절|곱절/i,
    /doubl|twice|twofold|갑절|곱절|(?<![\d.])2(?![\d.])/i,
    '2',
  ],
  [
    /\b(?:triple[sd]?|tripling|thrice|threefold)\b/i,
    /tripl|thrice|threefold|(?<![\d.])3(?![\d.])/i,
    '3',
  ],
  [/\b(?:quadruple[sd]?|fourfold)\b/i, /quadrupl|fourfold|(?<![\d.])4(?![\d.])/i, '4'],
  [
    /\b(?:half|halve[sd]?|halving)\b|절반/i,
    /\bhal(?:f|ve)|절반|반으로|(?<![\d.])(?:0\.5|50 ?(?:%|퍼센트|percent)|1\/2)/i,
    '0.5',
  ],
]

/**
 * The figures of a claim that its evidence does not hold, as they read: a number that is not there, or one
 * that is there of something else only ("30 messages" by "30 seconds"). Numbers in words count as well; one
 * of something may be told without a number ("per second"), and a time in another unit.
 */
export function unprovenFigures(claim: string, evidence: string): readonly string[] {
  const said = amountsInDigits(foldWidth(claim))
  const told = numbersInDigits(foldWidth(evidence))
  const held = [...quantitiesOf(withMultiples(told)), ...unmultiplied(told)]
  const claimed = quantitiesOf(withMultiples(said))
  const short = new Map(unmultiplied(said).map((each) => [each.value, each]))
  const isHeld = (each: Quantity): boolean => {
    if (Number(each.value) === 1 && holdsOne(each.unit, evidence)) return true
    if (holds(held, each)) return true
    const only = short.get(String(Number(each.value) / tenThousand))
    return only !== undefined && holds(held, only)
  }
  return [
    ...new Set([
      ...claimed
        .filter((each) => !isHeld(each) && !isOtherwise(each.value, claim, evidence))
        .map(({ value, unit }) => (unit === undefined ? value : `${value} ${unit}`)),
      ...shares
        .filter(([share, kept]) => share.test(said) && !kept.test(told))
        .map(([, , figure]) => figure),
    ]),
  ]
}

/** Whether the evidence has the number, and not of something else only. */
function holds(held: readonly Quantity[], said: Quantity): boolean {
  const time = inSeconds(said)
  if (time !== undefined && held.some((each) => inSeconds(each) === time)) return true
  const same = held.filter(({ value }) => value === said.value || +value === +said.value)
  if (said.unit === undefined || same.length === 0) return same.length > 0
  if (same.some(({ unit }) => unit === said.unit)) return true
  // What is counted may be named differently, or in a table's heading; a measure never.
  if (said.unit === things) return same.some(({ unit }) => unit === undefined || unit === 'year')
  return !same.some(({ unit, isSure }) => unit !== undefined && isSure)
}

const holdsOne = (unit: Unit, evidence: string): boolean =>
  [unit === things ? 'times' : unit, ...(unit === undefined || unit === things ? ['bare'] : [])]
    .flatMap((each) => one[each ?? ''] ?? [])
    .some((way) => way.test(evidence))

const counting = /^\s?(?:개|건|명|번|회|원|달러|바이트|줄|자|배|대|곳)/u

/** 만 is ten thousand and also "only": "443만" may be 443, unless it counts something. */
const unmultiplied = (text: string): readonly Quantity[] =>
  [...text.matchAll(/(?<![\d.,])(\d+)만(?!\p{N})/gu)].flatMap((match) => {
    const [whole, value = ''] = match
    return counting.test(text.slice(match.index + whole.length))
      ? []
      : [{ value, unit: undefined, isSure: true }]
  })

/** Words that say two or three of a claim's in the evidence's own way. */
const otherwise: Readonly<Record<string, RegExp>> = {
  '0': /\b(?:no|none|never)\b|없|않/i,
  '2': /\b(?:both|pairs?|second|twice|either)\b|\b(?:doubl|repeat)|둘|양쪽|양방향|이중|두(?= )/i,
  '3': /\bthird\b|셋|세(?= )/i,
}

/** Whether a claim tells a number in words, and the evidence by other words. */
const isOtherwise = (value: string, claim: string, evidence: string): boolean =>
  otherwise[value]?.test(evidence) === true &&
  !new RegExp(String.raw`(?<![\p{L}\d.])${value}(?![\d.])`, 'u').test(claim)
