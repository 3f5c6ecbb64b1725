// Parts: a text cut into the smallest pieces that say something: sentences, list entries, table rows.

import { markupIn } from './markup.ts'

export type Part = {
  /** Exactly as it stands in the text. */
  readonly text: string
  /** Where it begins and ends in the text, in UTF-16 units. */
  readonly from: number
  readonly to: number
}

const sentences = new Intl.Segmenter('ko', { granularity: 'sentence' })

/** A line that begins a block of code: after backticks no other may follow. */
const fence = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/
/** What only lays a text out: the line under a table's heading, a rule. */
const layout = /^[\s|:=*_-]*$/
/** What looks like the end of a sentence and is none: a list's number, an abbreviation. */
const unfinished =
  /^\s*(?:[-*+]|\d{1,3}[.)])\s*$|(?:^|[\s(])(?:e\.g|i\.e|vs|etc|cf|approx|no|max|min)\.\s*$/i

/**
 * The parts of a Markdown text in order. A block of code is one part, a table row is one; a line never
 * shares a part with the next one; a link, an address or code in a line is never cut. What stands between
 * parts is white space and layout.
 */
export function partsOf(text: string): readonly Part[] {
  const parts: Part[] = []
  let code: { readonly mark: string; readonly from: number } | undefined
  let from = 0
  for (const line of text.split('\n')) {
    const to = from + line.length
    const mark = fence.exec(line)?.[1]
    if (code !== undefined) {
      if (mark?.startsWith(code.mark) && line.trim() === mark) {
        parts.push(partAt(text, code.from, to))
        code = undefined
      }
    } else if (mark !== undefined) {
      code = { mark, from }
    } else if (!layout.test(line)) {
      parts.push(...sentencesOf(text, from, to))
    }
    from = to + 1
  }
  // A text that was cut inside a block of code.
  if (code !== undefined) parts.push(partAt(text, code.from, text.length))
  return parts
}

function sentencesOf(text: string, from: number, to: number): Part[] {
  const line = text.slice(from, to)
  if (line.trimStart().startsWith('|')) return [partAt(text, from, to)]
  const segments = [...sentences.segment(line)]
  const whole = segments.length === 1 ? [] : wholeIn(line, to === text.length)
  const found: Part[] = []
  let begun = from
  for (const { segment, index } of segments) {
    const end = from + index + segment.length
    const cut = index + segment.trimEnd().length
    if (whole.some((each) => each.from < cut && cut < each.to)) continue
    if (unfinished.test(text.slice(begun, end))) continue
    found.push(partAt(text, begun, end))
    begun = end
  }
  if (begun < to) found.push(partAt(text, begun, to))
  return found.filter((part) => part.text !== '')
}

/**
 * What must stay whole in a line. In the last one code and links that are not closed count to its end:
 * more may come that closes them.
 */
function wholeIn(line: string, isLast: boolean): readonly Pick<Part, 'from' | 'to'>[] {
  const whole = markupIn(line)
  if (!isLast) return whole
  const outside = (at: number) => !whole.some(({ from, to }) => from <= at && at < to)
  const from = [...line.matchAll(/`+|\[(?![^\]]*\])|\]\(/g)].find(({ index }) =>
    outside(index),
  )?.index
  return from === undefined ? whole : [...whole, { from, to: line.length }]
}

/** The part without the white space around it. */
function partAt(text: string, from: number, to: number): Part {
  const all = text.slice(from, to)
  const begins = from + (all.length - all.trimStart().length)
  const part = all.trim()
  return { text: part, from: begins, to: begins + part.length }
}
