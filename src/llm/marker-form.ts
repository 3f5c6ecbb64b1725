// Marker form: how a marker is written, and the code in which brackets are only brackets.

import { foldWidth } from '#lib/normal-form.ts'

/** What a marker may open with. */
export const openings = '[【［'

/** A range names no more parts than this: a model that cites everything cites nothing. */
const rangeMost = 20

/** The numbers of a whole marker such as `[3]`, `[1, 2]`, `[1-3]`, `【４】`; undefined when it is none. */
export function numbersIn(marker: string): readonly number[] | undefined {
  const inside = /^[[【［]\s?\^?(.*?)\s*[\]】］]$/.exec(marker)?.[1]
  if (inside === undefined) return undefined
  const numbers: number[] = []
  for (const entry of foldWidth(inside).split(/\s*[,;、]\s*/)) {
    const range = /^(\d{1,6})(?:\s*[–—~-]\s*(\d{1,6}))?$/.exec(entry)
    if (!range) return undefined
    const from = Number(range[1])
    const to = Number(range[2] ?? from)
    if (to < from || to - from >= rangeMost) numbers.push(from, to)
    else for (let number = from; number <= to; number += 1) numbers.push(number)
  }
  return numbers
}

export type CodeReader = {
  /** Reads the next character of the text; gives whether it belongs to code. */
  readonly take: (char: string) => boolean
  readonly isIn: () => boolean
}

const fence = /^ {0,3}(`{3,}|~{3,})/

/** Tells code from words, one character at a time: blocks between fences, and spans within a line. */
export function readCode(): CodeReader {
  let line = ''
  let block: string | undefined
  /** The backticks that opened a span, and those that stand right before the next character. */
  let span = 0
  let run = 0
  const isIn = () => block !== undefined || span > 0 || run > 0 || fence.test(line)

  function endLine(): void {
    const mark = fence.exec(line)?.[1]
    if (block === undefined) block = mark
    else if (mark?.startsWith(block) && line.trim() === mark) block = undefined
    line = ''
    span = 0
    run = 0
  }

  return {
    isIn,
    take(char) {
      const was = isIn()
      if (char === '\n') {
        endLine()
        return was
      }
      if (line.length < lineMost) line += char
      if (char === '`') {
        run += 1
      } else if (run > 0) {
        if (span === 0) span = run
        else if (span === run) span = 0
        run = 0
      }
      return was || isIn()
    },
  }
}

/** As much of a line as tells whether it is a fence. */
const lineMost = 120
