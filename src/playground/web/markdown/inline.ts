// Inline: the marks inside a line of Discord's markdown. Whatever is no mark stays text.

import { type Found, link, token } from './token.ts'
import type { Inline, Style } from './tree.ts'

type Mark = { readonly sign: string; readonly kind: Style }

const marks: readonly Mark[] = [
  { sign: '||', kind: 'spoiler' },
  { sign: '**', kind: 'bold' },
  { sign: '__', kind: 'underline' },
  { sign: '~~', kind: 'strike' },
  { sign: '*', kind: 'italic' },
  { sign: '_', kind: 'italic' },
]

const word = /[\p{L}\p{N}_]/u

/** The closing sign's place: skips escapes and, for a single sign, its doubled neighbour. */
const closing = (source: string, from: number, sign: string): number => {
  for (let at = from; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1
    else if (source.startsWith(sign, at)) {
      if (sign.length === 2) {
        // `***both***`: the outer pair closes with the last two of the three.
        while (source[at + 2] === sign[0] && source.startsWith(sign, at + 1)) at += 1
        return at
      }
      if (source[at + 1] === sign) at += 1
      else if (/\S/.test(source[at - 1] ?? ' ')) return at
    }
  }
  return -1
}

const styled = (source: string, at: number, links: boolean): Found | undefined => {
  for (const { sign, kind } of marks) {
    if (!source.startsWith(sign, at)) continue
    const from = at + sign.length
    if (sign.length === 1 && !/\S/.test(source[from] ?? ' ')) continue
    const end = closing(source, from, sign)
    if (end <= from || source.slice(from, end).trim() === '') continue
    // An underscore inside a word belongs to the word: `snake_case_name`.
    const inWord = word.test(source[at - 1] ?? ' ') || word.test(source[end + 1] ?? ' ')
    if (sign === '_' && inWord) continue
    return {
      node: { kind, children: inline(source.slice(from, end), links) },
      end: end + sign.length,
    }
  }
  return undefined
}

const code = (source: string, at: number): Found | undefined => {
  const ticks = /^`+/.exec(source.slice(at, at + 40))?.[0]
  if (ticks === undefined) return undefined
  const from = at + ticks.length
  for (let end = source.indexOf(ticks, from); end > from; end = source.indexOf(ticks, end + 1)) {
    if (source[end + ticks.length] === '`' || source[end - 1] === '`') continue
    return { node: { kind: 'code', text: source.slice(from, end) }, end: end + ticks.length }
  }
  return undefined
}

const starts = /[\\`<[h*_~|@]/

/** A link's label: the same marks, but no link inside a link. */
const label = (source: string): readonly Inline[] => inline(source, false)

/** The line's marks as a tree; never throws, keeps every letter. */
export function inline(source: string, links = true): readonly Inline[] {
  const nodes: Inline[] = []
  let text = ''
  const flush = () => {
    if (text !== '') nodes.push({ kind: 'text', text })
    text = ''
  }
  let at = 0
  while (at < source.length) {
    const sign = source[at] ?? ''
    if (!starts.test(sign)) {
      text += sign
      at += 1
      continue
    }
    if (sign === '\\' && /[\p{P}\p{S}]/u.test(source[at + 1] ?? '')) {
      text += source[at + 1]
      at += 2
      continue
    }
    const found =
      code(source, at) ??
      (links ? link(source, at, label) : undefined) ??
      token(source, at) ??
      styled(source, at, links)
    if (found === undefined) {
      text += sign
      at += 1
      continue
    }
    flush()
    nodes.push(found.node)
    at = found.end
  }
  flush()
  return nodes
}
