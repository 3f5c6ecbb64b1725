import { expect, test } from 'vitest'
import type { PrintedLine } from '#knowledge/document-line.ts'
import { paragraphs } from '#knowledge/document-paragraph.ts'

/** Lines of 10 points in one column of 400, 14 points apart; every letter is 5 wide. */
const printed = (
  lines: readonly (string | Partial<PrintedLine>)[],
  width = 5,
): readonly PrintedLine[] =>
  lines.map((line, at) => {
    const told = typeof line === 'string' ? { text: line } : line
    const { text = '', left = 50 } = told
    const right = left + text.length * width
    const place = {
      page: 1,
      y: 100 + at * 14,
      size: 10,
      pageHeight: 842,
      pageWidth: 400,
      cells: false,
    }
    return { ...place, text, left, right, ...told }
  })

const texts = (lines: readonly PrintedLine[]) => paragraphs(lines).map(({ text }) => text)

test('a line that ran into the edge goes on, a short one has ended', () => {
  const lines = [
    'Letters that are picked up stay hidden from',
    'the others.',
    'Stamps are sold here.',
  ]
  expect(texts(printed(lines))).toEqual([
    'Letters that are picked up stay hidden from the others.',
    'Stamps are sold here.',
  ])
})

test('a word hyphenated at the edge is one word again; a hyphen before a capital stays', () => {
  expect(texts(printed(['A letter that nobody has collec-', 'ted.']))).toEqual([
    'A letter that nobody has collected.',
  ])
  expect(texts(printed(['A letter that came all the way from Aix-', 'Marseille.']))).toEqual([
    'A letter that came all the way from Aix- Marseille.',
  ])
})

test('list marks, table rows, other sizes and gaps begin anew', () => {
  const full = 'Letters that are picked up stay hidden from the'
  const next = (line: string | Partial<PrintedLine>) => texts(printed([full, line])).length
  expect(next('others.')).toBe(1)
  for (const line of ['• others', '1. others', '① others', { text: 'others', size: 14 }]) {
    expect(next(line)).toBe(2)
  }
  expect(next({ text: 'others | more', cells: true })).toBe(2)
  expect(next({ text: 'others', y: 160 })).toBe(2)
})

test('a sentence goes on over the page and stays on the page it began', () => {
  const half = 'Letters that are picked up stay hidden from'
  const lines = printed([half, { text: 'the others.', page: 2, y: 60 }])
  expect(paragraphs(lines)).toMatchObject([{ page: 1, text: `${half} the others.` }])
  const ended = printed([`${half} us.`, { text: 'the others.', page: 2, y: 60 }])
  expect(paragraphs(ended)).toHaveLength(2)
})

test('Korean broken inside words is put together, broken between words keeps its spaces', () => {
  // Every syllable is as wide as the print is high; both lines reach the edge.
  const within = ['편지는 큐에서 기다리다가 집배원이 편지를 집으면 편', '지는 숨는다.']
  expect(texts(printed(within, 10))).toEqual([`${within[0]}${within[1]}`])
  const known = ['편지는 큐에서 기다리다가 다른 편지를 또 집으면', '편지를 숨긴다.']
  expect(texts(printed(known, 10))).toEqual([known.join(' ')])
  const between = [
    '편지는 큐에서 기다리다가 집배원이 편지를 집으면서',
    '사라지고 다시 나타나지만 오래지 않아 그의',
    '우체국으로 돌아온다.',
  ]
  expect(texts(printed(between, 10))).toEqual([between.join(' ')])
})

test('a line that sticks out, as code does, moves no edge', () => {
  const prose = ['Letters that are picked up stay hidden from the', 'others.']
  const several = Array.from({ length: 12 }, () => prose).flat()
  const long = 'const sticksOut = longFunctionName(withManyArguments, thatNobodyReads)'
  const told = texts(printed([...several, { text: long, y: 600 }]))
  expect(told).toEqual([...Array.from({ length: 12 }, () => prose.join(' ')), long])
})

test('short lines on a wide page were broken by their writer', () => {
  const lines = printed(['Letters are light', 'Stamps are sticky', 'Parcels are heavy'])
  expect(paragraphs(lines)).toHaveLength(3)
})

test('two columns are read one after the other', () => {
  const column = (left: number, y: number, lines: readonly string[]) =>
    lines.map((text, at) => ({ text, left, y: y + at * 14 }))
  const lines = printed([
    ...column(50, 100, ['Letters wait in a queue until', 'a postman picks them up.']),
    ...column(320, 100, ['Stamps are sold at the counter', 'for money.']),
  ])
  expect(texts(lines)).toEqual([
    'Letters wait in a queue until a postman picks them up.',
    'Stamps are sold at the counter for money.',
  ])
})
