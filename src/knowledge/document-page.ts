// Document page: what is printed on a PDF's pages, as Markdown without its running heads.

import type { PrintedLine } from './document-line.ts'
import { paragraphs } from './document-paragraph.ts'
import { cleanLine, type PlacedLine } from './document-text.ts'

/** A heading is set at least this much larger than the body. */
const larger = 1.12
const longestHeading = 120

/** Running heads and feet stand in the outer tenth of the page, at most two lines of each. */
const margin = 0.1
const outermost = 2
const longestCounter = 30

const pageNumber = /^[-–\s]*(?:\d{1,4}|[ivxlc]{1,6})[-–\s]*$/

/** Where a line stands and what it says, whatever page or date it counts. */
function place({ text, y }: PrintedLine): string {
  const words = text.replace(/\s+/g, ' ').trim()
  const counted =
    words.length <= longestCounter
      ? words.replace(/\d+/g, '#')
      : words.replace(/^[\d/ -]+|[\d/ -]+$/g, '#')
  return `${Math.round(y / 4)} ${counted}`
}

/** The lines of a page that may be running heads or feet: at its edges and not in large print. */
function outerLines(page: readonly PrintedLine[], body: number): readonly PrintedLine[] {
  const lines = page.toSorted((a, b) => a.y - b.y)
  const height = lines[0]?.pageHeight ?? 0
  return [
    ...lines.slice(0, outermost).filter(({ y }) => y < margin * height),
    ...lines.slice(-outermost).filter(({ y }) => y > (1 - margin) * height),
  ].filter(({ size }) => size <= body * larger)
}

/** The letter size most words are set in, in half points. */
function bodySize(lines: readonly PrintedLine[]): number {
  const letters = new Map<number, number>()
  for (const { size, text } of lines) {
    const rounded = Math.round(size * 2) / 2
    letters.set(rounded, (letters.get(rounded) ?? 0) + text.length)
  }
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}

/** The pages without what stands at the same place of most of them: titles, dates, page numbers. */
function withoutRunning(
  pages: readonly (readonly PrintedLine[])[],
  body: number,
): readonly PrintedLine[] {
  const uses = new Map<string, number>()
  const outer = pages.map((page) => outerLines(page, body))
  for (const lines of outer) {
    for (const key of new Set(lines.map(place))) uses.set(key, (uses.get(key) ?? 0) + 1)
  }
  const most = Math.max(2, Math.floor(pages.length / 2) + 1)
  const repeats = (line: PrintedLine) => (uses.get(place(line)) ?? 0) >= most
  const counts = ({ text }: PrintedLine) => pages.length > 1 && pageNumber.test(text)
  const running = new Set(outer.flat().filter((line) => repeats(line) || counts(line)))
  return pages.flatMap((page) => page.filter((line) => !running.has(line)))
}

/** A line of the table of contents: dots that lead to a page number. */
const contents = /(?:[.·…]\s?){5,}\s*\|?\s*(?:\d+|[ivxlc]+)\s*$/

/** The pages as Markdown: large print becomes headings, lines become paragraphs. */
export function markdownOf(pages: readonly (readonly PrintedLine[])[]): readonly PlacedLine[] {
  const all = pages.flat()
  const inner = all.filter(
    ({ y, pageHeight }) => y > margin * pageHeight && y < (1 - margin) * pageHeight,
  )
  const body = bodySize(inner.length > 0 ? inner : all)
  const lines = withoutRunning(pages, body).filter(({ text }) => !contents.test(text))
  const left = lines.reduce((min, line) => Math.min(min, line.left), Number.POSITIVE_INFINITY)
  const told = paragraphs(lines)
  const isLarge = ({ size, text }: PrintedLine) =>
    size > body * larger && text.length <= longestHeading && /[\p{L}\p{N}]/u.test(text)
  const sizes = [...new Set(told.filter(isLarge).map(({ size }) => Math.round(size)))]
  sizes.sort((a, b) => b - a)
  return told.map((line) => {
    const text = cleanLine(line.text).replace(/\s+/g, ' ').trim()
    if (isLarge(line)) {
      const depth = Math.min(6, sizes.indexOf(Math.round(line.size)) + 1)
      return { text: `${'#'.repeat(depth)} ${text}`, place: line.page }
    }
    const indent = ' '.repeat(Math.max(0, Math.min(24, Math.round((line.left - left) / body))))
    if (/^[•·▪◦●○■□‣]\s/u.test(text))
      return { text: `${indent}- ${text.slice(1).trim()}`, place: line.page }
    // "#" opens a heading only where the print is large.
    return { text: text.replace(/^(?=#{1,6}\s)/, '\\'), place: line.page }
  })
}
