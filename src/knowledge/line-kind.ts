// Line kind: what a line of a bare file is, told by its marks and the lines around it.

/** A line that is not empty; `text` is without the spaces around it. */
export type Line = { readonly number: number; readonly raw: string; readonly text: string }

export type LineKind =
  | { readonly kind: 'ruler' }
  | { readonly kind: 'code'; readonly last: number }
  | { readonly kind: 'heading'; readonly depth: number; readonly title: string }
  | { readonly kind: 'topic'; readonly name: string }
  /** `[Section]`, with the words that may follow it. */
  | { readonly kind: 'section'; readonly title: string; readonly words: string }
  /** A line that names the bullets below it. */
  | { readonly kind: 'label'; readonly title: string; readonly numbered: boolean }
  | { readonly kind: 'bullet'; readonly indent: number; readonly words: string }
  /** `parent`: what bullets right below belong to. */
  | { readonly kind: 'prose'; readonly words: string; readonly parent: string | undefined }

const longestLabel = 80

const bulletMark = /^(\s*)(?:[-*+•·▪–]|[①-⑳])\s+(?=\S)/u
const numberMark = /^\s*\d{1,2}[.)]\s+(?=\S)/
const bracket = /^\[([^\]]{1,80})\]\s*(?::\s*)?(.*)$/
const hashes = /^(#{1,6})\s+(.*?)(?:\s*\{#[^}]*\})?\s*#*$/
const fence = /^(`{3,}|~{3,})/
const openBrace = /^[{[]$|^\{.*[{[,]$/
const sentenceEnd = /[.!?。…]$/
const hangul = /\p{Script=Hangul}/u
const hasWords = (text: string) => /[\p{L}\p{N}]/u.test(text)
const isLabel = (text: string) => text.length <= longestLabel && !sentenceEnd.test(text)
const inParentheses = /\([^()]*\)/g

/** The term of `Term : definition`, when a short one stands before a colon outside parentheses. */
export function termOf(text: string): string | undefined {
  const visible = text.replace(inParentheses, (inside) => '·'.repeat(inside.length))
  const at = visible.search(/\s:\s|:\s/)
  const term = text.slice(0, Math.max(0, at)).replaceAll('**', '').trim()
  return term.length > 0 && term.length <= longestLabel ? term : undefined
}

/** Whether a line stands alone like the name of a chapter: "Step Functions, AppSync". */
function isChapterName(text: string): boolean {
  const bare = text.replace(inParentheses, ' ').trim()
  if (!isLabel(text) || /[:→↔=|"'>{}]/.test(bare)) return false
  // Names are short; in Korean, three words and more are rather a sentence without its full stop.
  return bare.split(',').every((part) => {
    const words = part.trim().split(/\s+/)
    return words.length <= (hangul.test(part) ? 2 : 3)
  })
}

/** The last line of the code that starts at `at`: a fence, or braces until they are balanced. */
function codeEnd(lines: readonly Line[], at: number): number | undefined {
  const first = lines[at]?.text ?? ''
  const fenced = fence.exec(first)?.[1]
  if (fenced === undefined && !openBrace.test(first)) return undefined
  let depth = 0
  for (let last = at; last < lines.length; last++) {
    const text = lines[last]?.text ?? ''
    depth += (text.match(/[{[]/g)?.length ?? 0) - (text.match(/[}\]]/g)?.length ?? 0)
    const closed = fenced === undefined ? depth <= 0 : last > at && text.startsWith(fenced)
    if (closed) return last
  }
  return undefined
}

/** What the line at `at` is. Brackets and names standing alone mean something in plain text only. */
export function kindOf(lines: readonly Line[], at: number, markdown: boolean): LineKind {
  const { raw, text } = lines[at] as Line
  const next = lines[at + 1]?.text ?? ''
  const last = codeEnd(lines, at)
  if (last !== undefined) return { kind: 'code', last }
  const heading = markdown ? hashes.exec(text) : null
  if (heading) return { kind: 'heading', depth: heading[1]?.length ?? 1, title: heading[2] ?? '' }
  if (!hasWords(text)) return { kind: 'ruler' }
  const bullet = bulletMark.exec(raw)
  if (bullet) {
    const words = raw.slice(bullet[0].length).trim()
    return { kind: 'bullet', indent: bullet[1]?.length ?? 0, words }
  }
  if (numberMark.test(raw)) {
    const words = text.replace(numberMark, '')
    const names = bulletMark.test(next) && isLabel(words) && termOf(words) === undefined
    if (names) return { kind: 'label', title: words, numbered: true }
    return { kind: 'prose', words, parent: undefined }
  }
  const section = markdown ? null : bracket.exec(text)
  if (section) {
    const [, title = '', words = ''] = section
    // "[Course] My notes" above the first chapter names the file.
    const titlesFile = at === 0 && isChapterName(next)
    return { kind: 'section', title, words: titlesFile ? '' : words }
  }
  const listFollows = bulletMark.test(next) || numberMark.test(next)
  if (!markdown && !listFollows && next !== '' && isChapterName(text)) {
    return { kind: 'topic', name: text }
  }
  const term = termOf(text)
  if (listFollows && term === undefined && isLabel(text)) {
    return { kind: 'label', title: text, numbered: false }
  }
  return { kind: 'prose', words: text, parent: listFollows ? term : undefined }
}
