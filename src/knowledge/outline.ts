// Outline: plain text or Markdown of any layout read line by line into sections, labels and entries.

/** One or more lines of content under the headings that lead to it. */
export type Entry = {
  readonly topic: string | undefined
  readonly trail: readonly string[]
  /** What the entry is about, where it says so: `Term : definition`. */
  readonly term: string | undefined
  readonly text: string
  /** From the first heading above it that nothing else belongs to, to its last line. */
  readonly from: number
  readonly to: number
}

type Line = { readonly number: number; readonly raw: string; readonly text: string }
type Bullet = { readonly indent: number; readonly name: string }

const bulletMark = /^(\s*)(?:[-*+•·▪–]|[①-⑳])\s+(?=\S)/u
const numberMark = /^\s*\d{1,2}[.)]\s+(?=\S)/
const bracket = /^\[([^\]]{1,80})\]\s*(?::\s*)?(.*)$/
const hash = /^(#{1,6})\s+(.*?)(?:\s*\{#[^}]*\})?\s*#*$/
const sentenceEnd = /[.!?。…]$/
const hangul = /\p{Script=Hangul}/u
const hasWords = (text: string) => /[\p{L}\p{N}]/u.test(text)
const outsideParentheses = (text: string) => text.replace(/\([^()]*\)/g, ' ').trim()

/** The term of `Term : definition`, when a short one stands before a colon outside parentheses. */
function termOf(text: string): string | undefined {
  const hidden = text.replace(/\([^()]*\)/g, (inside) => '·'.repeat(inside.length))
  const at = hidden.search(/\s:\s|:\s/)
  const term = text.slice(0, Math.max(0, at)).replaceAll('**', '').trim()
  return term.length > 0 && term.length <= 80 ? term : undefined
}

/** Whether a line stands alone like the name of a chapter: "Step Functions, AppSync". */
function isChapterName(text: string): boolean {
  const bare = outsideParentheses(text)
  if (text.length > 80 || sentenceEnd.test(text) || /[:→↔=|"'>{}]/.test(bare)) return false
  return bare.split(',').every((part) => {
    const words = part.trim().split(/\s+/)
    return words.length <= (hangul.test(part) ? 2 : 3)
  })
}

const isLabel = (text: string): boolean => text.length <= 80 && !sentenceEnd.test(text)

const opens = (text: string) => text.match(/[{[]/g)?.length ?? 0
const closes = (text: string) => text.match(/[}\]]/g)?.length ?? 0

/** The last line of the code that starts at `at`: a fence, or braces until they are balanced. */
function codeEnd(lines: readonly Line[], at: number): number | undefined {
  const first = lines[at]?.text ?? ''
  const fence = /^(```+|~~~+)/.exec(first)?.[1]
  let depth = 0
  if (fence === undefined && !/^[{[]$|^\{.*[{[,]$/.test(first)) return undefined
  for (let end = at; end < lines.length; end++) {
    const text = lines[end]?.text ?? ''
    depth += opens(text) - closes(text)
    if (fence === undefined ? depth <= 0 : end > at && text.startsWith(fence)) return end
  }
  return undefined
}

/**
 * The entries of a bare file, in order. In Markdown `#` headings make the outline; in plain text a
 * name standing alone opens a topic, `[brackets]` a section, and a line above bullets is their label.
 */
export function outline(text: string, markdown: boolean): readonly Entry[] {
  const lines = text
    .split('\n')
    .map((raw, at): Line => ({ number: at + 1, raw, text: raw.trim() }))
    .filter((line) => line.text !== '')
  const entries: Entry[] = []
  let topic: string | undefined
  let headings: { depth: number; title: string }[] = []
  let label: string | undefined
  let numbered: string | undefined
  let bullets: Bullet[] = []
  let pending: Line[] = []

  const hold = (line: Line) => {
    bullets = []
    pending.push(line)
  }
  const add = (trail: readonly (string | undefined)[], words: string, from: Line, to = from) => {
    const start = pending[0]?.number ?? from.number
    pending = []
    const names = trail.filter((name) => name !== undefined)
    entries.push({
      topic,
      trail: names,
      term: termOf(words),
      text: words,
      from: start,
      to: to.number,
    })
  }
  const section = () => headings.map((heading) => heading.title)
  const openTopic = (name: string) => {
    topic = name
    headings = []
    label = numbered = undefined
  }

  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as Line
    const next = lines[at + 1]?.text ?? ''
    const listFollows = bulletMark.test(next) || numberMark.test(next)
    const end = codeEnd(lines, at)
    const heading = markdown ? hash.exec(line.text) : undefined
    const named = markdown ? undefined : bracket.exec(line.text)
    if (end !== undefined) {
      const code = lines.slice(at, end + 1).map(({ raw }) => raw)
      const last = entries.at(-1)
      const to = lines[end] as Line
      if (last && pending.length === 0) {
        entries[entries.length - 1] = {
          ...last,
          text: [last.text, ...code].join('\n'),
          to: to.number,
        }
      } else add([...section(), label], code.join('\n'), line, to)
      at = end
    } else if (heading) {
      const [, marks = '', title = ''] = heading
      if (marks.length === 1) openTopic(title)
      headings = headings.filter(({ depth }) => depth < marks.length)
      if (marks.length > 1) headings.push({ depth: marks.length, title })
      label = numbered = undefined
      bullets = []
      hold(line)
    } else if (!hasWords(line.text)) {
      // A ruler carries no words, so it belongs to no passage.
    } else if (bulletMark.test(line.raw)) {
      const indent = bulletMark.exec(line.raw)?.[1]?.length ?? 0
      const words = line.raw.replace(bulletMark, '').trim()
      bullets = bullets.filter((bullet) => bullet.indent < indent)
      add([...section(), label, numbered, ...bullets.map(({ name }) => name)], words, line)
      bullets.push({ indent, name: termOf(words) ?? words.slice(0, 60) })
    } else if (numberMark.test(line.raw)) {
      const words = line.text.replace(numberMark, '')
      bullets = []
      numbered = undefined
      if (bulletMark.test(next) && isLabel(words) && termOf(words) === undefined) {
        numbered = words
        hold(line)
      } else add([...section(), label], words, line)
    } else if (named) {
      const [, title = '', words = ''] = named
      headings = [{ depth: 1, title }]
      label = numbered = undefined
      bullets = []
      if (words === '') hold(line)
      else if (entries.length === 0 && isChapterName(next)) hold(line)
      else add(section(), words, line)
    } else if (!markdown && !listFollows && next !== '' && isChapterName(line.text)) {
      openTopic(line.text)
      hold(line)
    } else {
      const term = termOf(line.text)
      numbered = undefined
      bullets = []
      label = listFollows ? (term ?? (isLabel(line.text) ? line.text : undefined)) : undefined
      if (listFollows && term === undefined && isLabel(line.text)) hold(line)
      else add(section(), line.text, line)
    }
  }
  for (const line of pending) {
    entries.push({
      topic,
      trail: [],
      term: undefined,
      text: line.text,
      from: line.number,
      to: line.number,
    })
  }
  return entries
}
