// Pages: a Markdown text cut into pieces a message can hold, at the ends of its paragraphs.

import { charactersOf, shorten } from './text.ts'

const fence = /^ {0,3}(`{3,}|~{3,})([^\n]*)$/

/**
 * The text in pages of at most `most` characters (at least 40): cut between paragraphs where that is
 * possible, else between lines, else inside a line. A block of code that has to be cut is closed at the
 * end of the page and opened again, in the same language, on the next. No words are lost.
 */
export function pagesOf(text: string, most: number): readonly string[] {
  const pages: string[] = []
  let page = ''
  for (const piece of piecesOf(text, most)) {
    const joined = page === '' ? piece : `${page}\n\n${piece}`
    if (charactersOf(joined) <= most) page = joined
    else {
      if (page !== '') pages.push(page)
      page = piece
    }
  }
  return page.trim() === '' ? pages : [...pages, page]
}

/** Paragraphs and whole blocks of code; one that is too long for a page by itself in several pieces. */
function piecesOf(text: string, most: number): readonly string[] {
  return paragraphsOf(text).flatMap((paragraph) => {
    if (charactersOf(paragraph) <= most) return [paragraph]
    const lines = paragraph.split('\n')
    const [, mark = '', info = ''] = fence.exec(lines[0] ?? '') ?? []
    if (mark === '') return filled(lines, most)
    const isClosed = lines.length > 1 && lines.at(-1)?.trim() === mark
    const code = lines.slice(1, isClosed ? -1 : undefined)
    const frame = charactersOf(`${mark}${info}\n\n${mark}`)
    return filled(code, most - frame).map((part) => `${mark}${info}\n${part}\n${mark}`)
  })
}

function paragraphsOf(text: string): readonly string[] {
  const paragraphs: string[] = []
  let lines: string[] = []
  let open: string | undefined
  const end = () => {
    if (lines.some((line) => line.trim() !== '')) paragraphs.push(lines.join('\n').trimEnd())
    lines = []
  }
  for (const line of text.split('\n')) {
    const mark = fence.exec(line)?.[1]
    if (open !== undefined) {
      lines.push(line)
      if (mark?.startsWith(open) && line.trim() === mark) {
        open = undefined
        end()
      }
    } else if (mark !== undefined) {
      end()
      open = mark
      lines.push(line)
    } else if (line.trim() === '') end()
    else lines.push(line)
  }
  end()
  return paragraphs
}

/** Lines joined as far as they fit. */
function filled(lines: readonly string[], most: number): readonly string[] {
  const pieces: string[] = []
  let piece: string | undefined
  for (const part of lines.flatMap((line) => withinLine(line, most))) {
    const joined: string = piece === undefined ? part : `${piece}\n${part}`
    if (charactersOf(joined) <= most) piece = joined
    else {
      if (piece !== undefined) pieces.push(piece)
      piece = part
    }
  }
  return piece === undefined ? pieces : [...pieces, piece]
}

function withinLine(line: string, most: number): readonly string[] {
  const pieces: string[] = []
  let left = line
  while (charactersOf(left) > most) {
    const cut = shorten(left, most).slice(0, -1)
    const space = cut.lastIndexOf(' ')
    const at = space > most / 2 ? space : cut.length
    pieces.push(left.slice(0, at))
    left = left.slice(at).trimStart()
  }
  return [...pieces, left]
}
