// Document text: what was read from a file, made clean, held to its limits and cited.

import { fail, ok, type Result } from '#lib/result.ts'
import { visible } from '#lib/text.ts'

export type DocumentText = {
  /** Markdown without empty lines: one line for each heading, paragraph, bullet and table row. */
  readonly text: string
  /** What each line of `text` is cited as: a PDF's page. Undefined where lines count themselves. */
  readonly places: readonly number[] | undefined
}
/** A line of Markdown, and the page it stands on. */
export type PlacedLine = { readonly text: string; readonly place: number | undefined }

/** The longest text of one document, as UTF-8: about 2,000 full pages. */
export const mostTextBytes = 5_000_000

export const tooMuchText = `holds more than ${mostTextBytes / 1e6} MB of text; split it`
const noText = 'holds no text; write the notes in it, or take it out of the folder'

/** One line's words: Hangul composed, without soft hyphens, private letters and what cannot be seen. */
export const cleanLine = (text: string): string =>
  visible(
    text.replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' ').replace(/[\u00ad\p{Co}]/gu, ''),
  ).trimEnd()

/** The lines that hold something, as the text of a document. */
export function finished(
  lines: readonly PlacedLine[],
  nothing: string = noText,
): Result<DocumentText, string> {
  const kept = lines
    .map(({ text, place }) => ({ text: cleanLine(text), place }))
    .filter(({ text }) => !/^\s*(?:[-*]|\d+[.)])?\s*$/.test(text)) // also bullets without words
  const text = kept.map((line) => line.text).join('\n')
  if (!/[\p{L}\p{N}]/u.test(text)) return fail(nothing)
  if (Buffer.byteLength(text) > mostTextBytes) return fail(tooMuchText)
  const places = kept.map(({ place }) => place)
  return ok({ text, places: places.every((place) => place !== undefined) ? places : undefined })
}

/** The lines as they are cited, from the first: each page of a PDF, each line of the rest. */
export function citedLines({ text, places }: DocumentText): readonly string[] {
  const lines = text.split('\n')
  if (!places) return lines
  const cited: string[][] = Array.from({ length: places.at(-1) ?? 0 }, () => [])
  for (const [at, place] of places.entries()) cited[place - 1]?.push(lines[at] ?? '')
  return cited.map((page) => page.join('\n'))
}
