// Document line: the runs of text on a PDF's page, put together into printed lines.

/** A run of text as pdf.js gives it; y grows downwards from the top of the page, all in points. */
export type PrintedItem = {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly size: number
  readonly pageHeight: number
  readonly pageWidth: number
}

export type PrintedLine = {
  readonly text: string
  readonly page: number
  readonly left: number
  readonly right: number
  readonly y: number
  readonly size: number
  readonly pageHeight: number
  readonly pageWidth: number
  /** A row of a table: its cells stand apart. */
  readonly cells: boolean
}

export const listMark = /^(?:[-*+•·▪–◦●○■□‣]|[①-⑳]|\(?\d{1,2}[.)])(?=\s|$)/u

/** Cells stand this far apart, in letter sizes; words of one line never do. */
const cellGap = 1.5
const wordGap = 0.15

/** The lines of a page in the order they were written, runs at one height put together. */
export function printedLines(items: readonly PrintedItem[], index: number): readonly PrintedLine[] {
  const lines: { -readonly [Key in keyof PrintedLine]: PrintedLine[Key] }[] = []
  for (const { text, x, y, width, size, pageHeight, pageWidth } of items) {
    if (text.trim() === '') continue
    const line = lines.at(-1)
    const right = x + width
    const height = Math.max(size, line?.size ?? 0)
    const gap = x - (line?.right ?? 0)
    if (!line || Math.abs(line.y - y) > height / 2 || gap < -2 * height) {
      const page = index + 1
      lines.push({ text, page, left: x, right, y, size, pageHeight, pageWidth, cells: false })
      continue
    }
    const apart = gap > cellGap * height && line.text.replace(listMark, '').trim() !== ''
    const spaced = gap > wordGap * height && !/\s$/.test(line.text) && !/^\s/.test(text)
    line.text += `${apart ? ' | ' : spaced ? ' ' : ''}${text}`
    line.cells ||= apart
    line.right = Math.max(line.right, right)
    // A superscript is no sign of another size.
    line.size = Math.max(line.size, size)
  }
  return lines
}
