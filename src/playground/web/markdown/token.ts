// Token: the parts of a line that name something: links, mentions, commands, times, custom emoji.

import type { Inline } from './tree.ts'

export type Found = { readonly node: Inline; readonly end: number }

/** The address when it is a web address; anything else (`javascript:`, `data:`) is undefined. */
export const webAddress = (address: string): string | undefined => {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return undefined
  return ['http:', 'https:'].includes(new URL(address).protocol) ? address : undefined
}

const target = /^\(\s*<?(https?:\/\/[^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*)>?\s*\)/i
const bare = /^https?:\/\/[^\s<>]*[^\s<>.,:;"'`)\]*_~|!?]/i

const labelEnd = (source: string, at: number): number => {
  let depth = 0
  for (let i = at; i < source.length; i += 1) {
    if (source[i] === '\\') i += 1
    else if (source[i] === '[') depth += 1
    else if (source[i] === ']') {
      depth -= 1
      if (depth === 0) return i
    }
  }
  return -1
}

/** A masked link, `<https://…>` or a bare address at this place. */
export const link = (
  source: string,
  at: number,
  inline: (label: string) => readonly Inline[],
): Found | undefined => {
  if (source[at] === '[') {
    const end = labelEnd(source, at)
    const found = end < 0 ? null : target.exec(source.slice(end + 1, end + 2100))
    const href = webAddress(found?.[1] ?? '')
    const label = source.slice(at + 1, end)
    if (found === null || href === undefined || label.trim() === '') return undefined
    return {
      node: { kind: 'link', href, children: inline(label) },
      end: end + 1 + found[0].length,
    }
  }
  const angle = source[at] === '<'
  const found = bare.exec(source.slice(angle ? at + 1 : at, at + 2100))
  const href = webAddress(found?.[0] ?? '')
  if (found === null || href === undefined) return undefined
  if (angle && source[at + 1 + found[0].length] !== '>') return undefined
  return {
    node: { kind: 'link', href, children: [{ kind: 'text', text: href }] },
    end: at + found[0].length + (angle ? 2 : 0),
  }
}

const sigil = { '@': 'user', '@!': 'user', '@&': 'role', '#': 'channel' } as const

/** The largest Unix second a date can hold. */
const lastSecond = 8_640_000_000_000

const named: readonly [RegExp, (groups: readonly string[], raw: string) => Inline | undefined][] = [
  [
    /^<(@!?|@&|#)(\d{15,20})>/,
    ([sign = '', id = ''], raw) => ({
      kind: 'mention',
      of: sigil[sign as keyof typeof sigil],
      id,
      raw,
    }),
  ],
  [
    /^<\/([-_\p{L}\p{N} ]{1,100}):(\d{15,20})>/u,
    ([name = '', id = ''], raw) => ({ kind: 'command', name, id, raw }),
  ],
  [
    /^<t:(-?\d{1,17})(?::([tTdDfFsSR]))?>/,
    ([unix = '', style = 'f'], raw) =>
      Math.abs(Number(unix)) > lastSecond
        ? undefined
        : { kind: 'time', unix: Number(unix), style, raw },
  ],
  [/^<a?:(\w{2,32}):\d{15,20}>/, ([name = '']) => ({ kind: 'text', text: `:${name}:` })],
  [/^@(?:everyone|here)\b/, (_, raw) => ({ kind: 'mention', of: 'everyone', id: '', raw })],
]

/** A mention, a command, a timestamp or a custom emoji at this place. */
export const token = (source: string, at: number): Found | undefined => {
  const rest = source.slice(at, at + 160)
  for (const [pattern, build] of named) {
    const found = pattern.exec(rest)
    if (found === null) continue
    const [raw, ...groups] = found
    const node = build(groups, raw)
    if (node !== undefined) return { node, end: at + raw.length }
  }
  return undefined
}
