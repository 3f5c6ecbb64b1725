// Blocks: Discord's markdown by the line: headings, quotes, lists, fences and paragraphs.

import { inline } from './inline.ts'
import type { Block, Item } from './tree.ts'

const fenceAt = /```(?:([\w+#.-]+)\n)?\n*([\s\S]*?[^\n`][\s\S]*?)\n*```\n?/y
const heading = /^(#{1,3}) +(\S.*)$/s
const subtext = /^-# +(\S.*)$/s
const bullet = /^( *)([-*]|\d{1,9}\.) +(\S.*)$/s
const quoted = /^>(?: (.*)|)$/s

type Line = { readonly indent: number; readonly mark: string; readonly text: string }

/** Consecutive bullet lines as lists: deeper lines belong to the item above them. */
const lists = (lines: readonly Line[]): readonly Block[] => {
  const made: Block[] = []
  let at = 0
  while (at < lines.length) {
    const first = lines[at] as Line
    const ordered = /\d/.test(first.mark)
    const items: Item[] = []
    while (at < lines.length) {
      const line = lines[at] as Line
      if (/\d/.test(line.mark) !== ordered) break
      let end = at + 1
      while (end < lines.length && (lines[end] as Line).indent > line.indent) end += 1
      items.push({ children: inline(line.text), lists: lists(lines.slice(at + 1, end)) })
      at = end
    }
    made.push({ kind: 'list', start: ordered ? Number.parseInt(first.mark, 10) : undefined, items })
  }
  return made
}

const paragraphs = (text: string): readonly Block[] =>
  text
    .split(/\n(?:[ \t]*\n)+/)
    .flatMap((part, index): readonly Block[] => [
      ...(index > 0 ? [{ kind: 'gap' } as const] : []),
      ...(part.trim() === ''
        ? []
        : [{ kind: 'paragraph', children: inline(part.replace(/^\n+|\n$/g, '')) } as const]),
    ])

/** Discord's markdown as blocks; never throws, keeps every letter. */
export function blocks(source: string): readonly Block[] {
  const made: Block[] = []
  let plain = ''
  const flush = () => {
    const after = made.at(-1)?.kind ?? 'heading'
    if (/^\s*\n/.test(plain) && after !== 'heading') made.push({ kind: 'gap' })
    if (plain !== '') made.push(...paragraphs(plain))
    plain = ''
  }
  const add = (...more: readonly Block[]) => {
    flush()
    made.push(...more)
  }
  let at = 0
  const line = (from = at): string => {
    const end = source.indexOf('\n', from)
    return source.slice(from, end < 0 ? source.length : end)
  }
  /** Takes the lines that match, and leaves `at` behind them. */
  const take = (pattern: RegExp): readonly RegExpExecArray[] => {
    const taken: RegExpExecArray[] = []
    while (at < source.length) {
      const text = line()
      const found = pattern.exec(text)
      if (found === null) break
      taken.push(found)
      at += text.length + 1
    }
    return taken
  }
  while (at < source.length) {
    if (source.startsWith('>>> ', at)) {
      add({ kind: 'quote', children: blocks(source.slice(at + 4)) })
      break
    }
    const text = line()
    const title = heading.exec(text)
    const small = subtext.exec(text)
    if (quoted.test(text)) {
      const inside = take(quoted).map((found) => found[1] ?? '')
      add({ kind: 'quote', children: blocks(inside.join('\n')) })
    } else if (title !== null) {
      const level = (title[1] ?? '#').length as 1 | 2 | 3
      add({ kind: 'heading', level, children: inline(title[2] ?? '') })
      at += text.length + 1
    } else if (small !== null) {
      add({ kind: 'subtext', children: inline(small[1] ?? '') })
      at += text.length + 1
    } else if (bullet.test(text)) {
      const lines = take(bullet).map(([, indent = '', mark = '', rest = '']) => ({
        indent: indent.length,
        mark,
        text: rest,
      }))
      add(...lists(lines))
    } else {
      const open = text.indexOf('```')
      fenceAt.lastIndex = at + Math.max(open, 0)
      const fence = open < 0 ? null : fenceAt.exec(source)
      if (fence === null) {
        plain += `${text}\n`
        at += text.length + 1
      } else {
        plain += text.slice(0, open)
        add({ kind: 'fence', language: fence[1] ?? '', text: fence[2] ?? '' })
        at = fenceAt.lastIndex
      }
    }
  }
  flush()
  return made
}
