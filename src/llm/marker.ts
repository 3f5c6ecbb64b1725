// Marker: `[12]` in a streamed text becomes evidence for its own sentence and nothing else.

import { numbersIn, openings, readCode } from './marker-form.ts'

/** A run of text, or the number of a marker. A piece never reaches beyond one sentence or line. */
export type Marked =
  | { readonly kind: 'text'; readonly piece: number; readonly text: string }
  | { readonly kind: 'marker'; readonly piece: number; readonly number: number }

export type MarkerReader = {
  readonly take: (text: string) => readonly Marked[]
  /** What was held back, when nothing comes any more. */
  readonly end: () => readonly Marked[]
}

const ends = /[.!?。！？…‼⁇⁈⁉․﹒﹖﹗．｡]/
const closes = /["'”’»」』)）\]]/
const emphasis = /[*_~]/
/** What may stand before a sentence on its line: quote and list marks, cells. */
const leads = /[\s>#|*+\d.)-]/
/** The longest marker there is; longer ones are words. */
const markerMost = 40

/**
 * Reads markers out of a text in one pass over its characters, however it is split. Markers stand behind
 * their sentence, on the line below it, or at the beginning of its line. Code and links keep their
 * brackets. A sentence is cut too often rather than too seldom: a marker then proves less, never more.
 */
export function readMarkers(): MarkerReader {
  let out: Marked[] = []
  let piece = 0
  let isOver = false
  /** Nothing but marks of layout stands on the line yet. */
  let isAtStart = true
  /** Spaces, and emphasis that closes or opens; held until it is clear to which sentence they belong. */
  let gap = ''
  /** A marker that is not complete, or not known to be no link. */
  let held = ''
  /** Markers at the beginning of a line, before it is known whether a sentence follows. */
  let first: number[] = []
  let isInLink = false
  let last = ''
  const code = readCode()

  function write(text: string): void {
    const before = out.at(-1)
    if (text === '') return
    if (before?.kind === 'text' && before.piece === piece) {
      out[out.length - 1] = { kind: 'text', piece, text: before.text + text }
    } else {
      out.push({ kind: 'text', piece, text })
    }
  }

  function mark(numbers: readonly number[]): void {
    for (const number of numbers) out.push({ kind: 'marker', piece, number })
  }

  function next(): void {
    piece += 1
    isOver = false
  }

  function endLine(): void {
    mark(first) // the line held markers alone: they are for what stands above
    first = []
    write(`${gap}\n`)
    gap = ''
    isOver = true
    isAtStart = true
    isInLink = false
  }

  /** A character that is no part of a marker. */
  function put(char: string): void {
    const isCode = code.take(char)
    if (char === '\n') {
      endLine()
    } else if (char === ' ' || char === '\t' || (isOver && !isCode && emphasis.test(char))) {
      gap += char
    } else {
      const isTail = gap === '' && last !== '\n' && (ends.test(char) || closes.test(char))
      if (isOver && !isTail) next()
      if (!leads.test(char)) {
        mark(first)
        first = []
        isAtStart = false
      }
      write(gap + char)
      gap = ''
      if (ends.test(char)) isOver = true
      if (char === '(' && last === ']') isInLink = true
      else if (char === ')') isInLink = false
    }
    last = char
  }

  function letGo(): void {
    const text = held
    held = ''
    for (const char of text) put(char)
  }

  /** A whole marker: evidence for what it follows, or for the line that it begins. */
  function take(numbers: readonly number[]): void {
    held = ''
    gap = gap.trimEnd()
    if (isAtStart) first.push(...numbers)
    else mark(numbers)
  }

  /** Whether the marker held is whole and the next character decides what it is. */
  function settle(char: string): void {
    const numbers = numbersIn(held)
    if (numbers === undefined) return
    if (char === '(' && held.startsWith('[')) letGo()
    else take(numbers)
  }

  function read(char: string): void {
    if (held !== '') settle(char)
    if (held === '') {
      if (openings.includes(char) && !code.isIn() && !isInLink) held = char
      else put(char)
      return
    }
    held += char
    if (!isPart(held)) {
      const [most, rest] = [held.slice(0, -1), char]
      held = most
      letGo()
      read(rest)
    }
  }

  return {
    take(text) {
      out = []
      for (let at = 0; at < text.length; at += 1) read(text[at] ?? '')
      return out
    },
    end() {
      out = []
      if (held !== '') settle('')
      letGo()
      mark(first)
      first = []
      write(gap)
      gap = ''
      return out
    },
  }
}

/** Whether a marker may still begin like this. */
const isPart = (held: string): boolean =>
  held.length <= markerMost &&
  /^[[【［]\s?\^?(?:[\d０-９][\d０-９\s,;，、–—~-]*[\]】］]?)?$/.test(held)
