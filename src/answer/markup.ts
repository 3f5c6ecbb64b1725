// Markup: where the code, links, addresses and marks of Discord stand in a line of Markdown.

/** A piece of a line, in UTF-16 units; `kind` says what it is. */
export type Markup = { readonly from: number; readonly to: number } & (
  | { readonly kind: 'code' }
  | { readonly kind: 'address' | 'mark' }
  /** `label` is what a reader sees of it. */
  | { readonly kind: 'link'; readonly label: readonly [from: number, to: number] }
)

/** What stands after a link's label is looked at no further: nobody writes a longer address. */
const targetMost = 2000

/** Ends of file names, which a slash may follow: "Node.js/Python". */
const fileEnds =
  'js|ts|py|rb|go|rs|cs|java|jar|json|ya?ml|md|txt|html?|css|sh|xml|csv|zip|pem|tar|gz|toml'
const address = new RegExp(
  [
    // In angle brackets, with a scheme, an invitation, or a host with a path.
    '<[a-z][a-z\\d+.-]{1,30}:[^\\s<>]+>',
    '(?<![a-z\\d])[a-z][a-z\\d+.-]{0,30}:\\\\?/\\\\?/[^\\s<>]+',
    '(?<![a-z\\d])(?:(?:javascript|vbscript|mailto|tel|sip|file):|data:[a-z]+/[a-z+-]+[;,])[^\\s<>]+',
    '(?<![a-z\\d.-])www\\.[^\\s<>]+',
    '(?<![a-z\\d.-])(?:discord(?:app)?\\.(?:gg|com|me|gift|new)|dsc\\.gg|t\\.me|bit\\.ly)/[^\\s<>]+',
    `(?<![\\w.@/-])(?:[a-z\\d-]{1,63}\\.){1,8}(?!(?:${fileEnds})/)[a-z]{2,24}/[^\\s<>]*`,
  ].join('|'),
  'giu',
)
/** Mentions of members, roles, channels and commands, emoji, timestamps, places of the server. */
const mark =
  /<(?:@[!&]?|#|\/[\w -]{1,80}:|a?:\w{1,80}:|t:-?|id:)[^<>\s]*>|@(?=everyone\b|here\b)/giu

/** All markup of a line in order; what stands inside code is code, what stands inside a link is the link's. */
export function markupIn(line: string): readonly Markup[] {
  const codes = codeIn(line)
  const isInCode = (at: number) => codes.some(({ from, to }) => from <= at && at < to)
  const links = linksIn(line, isInCode)
  const isTaken = ({ from }: { readonly from: number }) =>
    isInCode(from) || links.some((link) => link.from <= from && from < link.to)
  const found = (kind: 'address' | 'mark', pattern: RegExp): readonly Markup[] =>
    [...line.matchAll(pattern)]
      .map(({ 0: text, index }) => ({ kind, from: index, to: index + withoutEnd(text).length }))
      .filter((each) => !isTaken(each))
  return [...codes, ...links, ...found('address', address), ...found('mark', mark)].sort(
    (one, other) => one.from - other.from || other.to - one.to,
  )
}

/** Every address in a text, wherever it stands, as it is written. */
export const addressesIn = (text: string): readonly string[] =>
  [...text.matchAll(address)].map(([found]) => withoutEnd(found))

/** An address without the punctuation that ends the sentence around it, and a bracket it did not open. */
function withoutEnd(text: string): string {
  if (text.startsWith('<')) return text
  const bare = text.replace(/["'“”‘’」』*_,;:.!?…]{1,20}$/u, '')
  return bare.endsWith(')') && !bare.includes('(') ? bare.slice(0, -1) : bare
}

/** Code between two runs of as many backticks. */
export function codeIn(text: string): readonly Extract<Markup, { readonly kind: 'code' }>[] {
  const runs = [...text.matchAll(/`+/g)].map(({ 0: run, index }) => ({
    at: index,
    size: run.length,
  }))
  const places = new Map<number, number[]>() // of the runs of a size, the last one first
  for (const { at, size } of runs.toReversed()) {
    const known = places.get(size)
    if (known) known.push(at)
    else places.set(size, [at])
  }
  const codes: { readonly kind: 'code'; readonly from: number; readonly to: number }[] = []
  let end = 0
  for (const { at, size } of runs) {
    if (at < end) continue
    const own = places.get(size) ?? []
    while (own.length > 0 && (own.at(-1) ?? 0) <= at) own.pop()
    const closing = own.at(-1)
    if (closing === undefined) continue
    end = closing + size
    codes.push({ kind: 'code', from: at, to: end })
  }
  return codes
}

type Link = Extract<Markup, { readonly kind: 'link' }>

/** Links and images with their targets or references, and definitions of such; the outermost ones. */
function linksIn(line: string, isInCode: (at: number) => boolean): readonly Link[] {
  const links: Link[] = []
  const open: number[] = []
  for (const { 0: bracket, index: at } of line.matchAll(/[[\]]/g)) {
    if (isInCode(at)) continue
    if (bracket === '[') {
      open.push(at)
      continue
    }
    const begins = open.pop()
    if (begins === undefined) continue
    const to = targetEnd(line, at + 1, begins)
    if (to === undefined) continue
    const from = line[begins - 1] === '!' ? begins - 1 : begins
    while ((links.at(-1)?.from ?? -1) >= from) links.pop() // links inside the label
    if ((links.at(-1)?.to ?? 0) <= from)
      links.push({ kind: 'link', from, to, label: [begins + 1, at] })
  }
  return links
}

/** Where what makes a label a link ends: its target, its reference, or the address it is defined as. */
function targetEnd(line: string, at: number, begins: number): number | undefined {
  if (line[at] === '(') return closingOf(line, at, true) ?? closingOf(line, at, false)
  const rest = line.slice(at, at + targetMost)
  const reference = /^\[[^[\]]*\]/.exec(rest)?.[0]
  if (reference !== undefined) return at + reference.length
  const isFirst = line.slice(0, begins).trim() === ''
  return isFirst && /^: ?\S*(?::|\w\/)/.test(rest) ? line.length : undefined
}

/** The bracket that closes the one at `at`; brackets in a title in quotes do not count, where it has one. */
function closingOf(line: string, at: number, hasTitle: boolean): number | undefined {
  let depth = 0
  let quote: string | undefined
  const most = Math.min(line.length, at + targetMost)
  for (let place = at; place < most; place += 1) {
    const sign = line[place] ?? ''
    if (sign === '\\') place += 1
    else if (quote !== undefined) {
      if (sign === quote) quote = undefined
    } else if (hasTitle && /["']/.test(sign) && line[place - 1] === ' ') quote = sign
    else if (sign === '(') depth += 1
    else if (sign === ')') depth -= 1
    if (depth === 0) return place + 1
  }
  return undefined
}
