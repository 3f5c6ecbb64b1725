// Fitted: a panel's texts made short enough together, at the ends of their lines.

import { charactersOf, shorten } from '#lib/text.ts'
import type { Block } from './reply.ts'

type Said = Extract<Block, { readonly text: string }>
type Cut = (text: string, most: number) => string

const fence = '```'
const mark = '…'

const saysText = (block: Block): block is Said => block.kind === 'text' || block.kind === 'beside'

/** Characters of all texts of a panel together. */
export const panelMost = 4000

/**
 * The same blocks with at most `most` characters of text. The longest texts are shortened first, to
 * one common length, and each after a whole line where that is possible; a code fence that the cut
 * leaves open is closed. Small print (`-#`: sources, labels, rules) and buttons stay whole unless
 * the small print alone is longer than `most`. Gives the very blocks when they fit already.
 */
export function fitted(blocks: readonly Block[], most = panelMost): readonly Block[] {
  const texts = blocks.filter(saysText).map(({ text }) => text)
  if (sizeOf(texts) <= most) return blocks
  const gentle = level(texts, most, keepingSmallPrint)
  const short = (sizeOf(gentle) <= most ? gentle : level(texts, most, plainly)).values()
  return blocks.map((block) =>
    saysText(block) ? { ...block, text: short.next().value ?? mark } : block,
  )
}

const sizeOf = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + charactersOf(text), 0)

/** The texts cut to the greatest common length at which they fit; to the least when none is. */
function level(texts: readonly string[], most: number, cut: Cut): readonly string[] {
  const at = (length: number) => texts.map((text) => cut(text, length))
  let [fits, tooLong] = [1, most + 1]
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2)
    if (sizeOf(at(middle)) <= most) fits = middle
    else tooLong = middle
  }
  return at(fits)
}

const isSmallPrint = (line: string): boolean => line.startsWith('-# ')

/** Cuts what is not small print; the small print stands below it. */
function keepingSmallPrint(text: string, most: number): string {
  if (charactersOf(text) <= most) return text
  const lines = text.split('\n')
  const small = lines.filter(isSmallPrint).join('\n')
  if (small === '') return plainly(text, most)
  const rest = lines.filter((line) => !isSmallPrint(line)).join('\n')
  const room = most - charactersOf(small) - 1
  return rest.trim() === '' || room < 1 ? small : `${plainly(rest, room)}\n${small}`
}

// What closes a fence and marks the cut, each with its line break.
const ending = `\n${fence}\n${mark}`.length

/** Whole lines from the beginning as far as they fit, then an ellipsis on a line of its own. */
function plainly(text: string, most: number): string {
  if (charactersOf(text) <= most) return text
  let kept = ''
  for (const line of text.split('\n')) {
    const longer = kept === '' ? line : `${kept}\n${line}`
    if (charactersOf(longer) + ending > most) break
    kept = longer
  }
  if (kept.trim() === '') return withinLine(text.trimStart().split('\n')[0] ?? '', most)
  return `${kept.trimEnd()}${isFenceOpen(kept) ? `\n${fence}` : ''}\n${mark}`
}

const isFenceOpen = (text: string): boolean =>
  text.split('\n').filter((line) => line.trimStart().startsWith(fence)).length % 2 === 1

/** A line that is too long by itself: no half link, and code or bold words that it cuts are closed. */
function withinLine(line: string, most: number): string {
  const closing = '`**'.length
  if (most <= closing || line.startsWith(fence)) return mark
  const cut = shorten(line, most - closing).replace(/(?:\\|\[[^\]]*(?:\]\([^)]*)?)…$/u, mark)
  const isCut = (sign: string) => cut.split(sign).length % 2 === 0
  return `${cut}${isCut('`') ? '`' : ''}${isCut('**') ? '**' : ''}`
}
