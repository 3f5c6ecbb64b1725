// Outline: plain text or Markdown of any layout, read line by line into entries and the way to each.

import { kindOf, type Line, termOf } from './line-kind.ts'

/** One or more lines of content under the headings that lead to it. */
export type Entry = {
  readonly topic: string | undefined
  readonly trail: readonly string[]
  /** What the entry is about, where it says so: `Term : definition`. */
  readonly term: string | undefined
  readonly text: string
  /** From the first heading above it that no other entry has, to its last line. */
  readonly from: number
  readonly to: number
}

/** Where the reader is: everything that stands above the next line. */
type Place = {
  topic: string | undefined
  headings: { readonly depth: number; readonly title: string }[]
  /** The line that names the bullets below, and a numbered one beneath it. */
  label: string | undefined
  numbered: string | undefined
  bullets: { readonly indent: number; readonly name: string }[]
  /** Headings that wait for their first entry. */
  waiting: Line[]
}

const linesOf = (text: string): readonly Line[] =>
  text
    .split('\n')
    .map((raw, at) => ({ number: at + 1, raw, text: raw.trim() }))
    .filter((line) => line.text !== '')

/**
 * The entries of a bare file, in order; every line with words stands in exactly one. In Markdown `#`
 * headings make the outline; in plain text a name standing alone opens a topic, `[brackets]` a
 * section, and a line above bullets is their label.
 */
export function outline(text: string, markdown: boolean): readonly Entry[] {
  const lines = linesOf(text)
  const entries: Entry[] = []
  const at: Place = {
    topic: undefined,
    headings: [],
    label: undefined,
    numbered: undefined,
    bullets: [],
    waiting: [],
  }

  const leave = (label?: string) => {
    at.label = label
    at.numbered = undefined
    at.bullets = []
  }
  const add = (words: string, line: Line, last: Line = line) => {
    const names = [...at.headings.map(({ title }) => title), at.label, at.numbered]
    entries.push({
      topic: at.topic,
      trail: [...names.filter((name) => name !== undefined), ...at.bullets.map(({ name }) => name)],
      term: termOf(words),
      text: words,
      from: at.waiting[0]?.number ?? line.number,
      to: last.number,
    })
    at.waiting = []
  }
  const enter = (depth: number, title: string) => {
    at.headings = [...at.headings.filter((heading) => heading.depth < depth), { depth, title }]
    leave()
  }
  const openTopic = (name: string) => {
    at.topic = name
    at.headings = []
    leave()
  }

  for (let number = 0; number < lines.length; number++) {
    const line = lines[number] as Line
    const found = kindOf(lines, number, markdown)
    switch (found.kind) {
      case 'ruler':
        break
      case 'code': {
        const words = lines.slice(number, found.last + 1).map(({ raw }) => raw)
        const last = lines[found.last] as Line
        const before = at.waiting.length === 0 ? entries.pop() : undefined
        if (before) {
          entries.push({ ...before, text: [before.text, ...words].join('\n'), to: last.number })
        } else add(words.join('\n'), line, last)
        number = found.last
        break
      }
      case 'topic':
        openTopic(found.name)
        at.waiting.push(line)
        break
      case 'heading':
        if (found.depth === 1) openTopic(found.title)
        else enter(found.depth, found.title)
        at.waiting.push(line)
        break
      case 'section':
        enter(1, found.title)
        if (found.words === '') at.waiting.push(line)
        else add(found.words, line)
        break
      case 'label':
        if (found.numbered) {
          at.numbered = found.title
          at.bullets = []
        } else leave(found.title)
        at.waiting.push(line)
        break
      case 'bullet':
        at.bullets = at.bullets.filter((bullet) => bullet.indent < found.indent)
        add(found.words, line)
        at.bullets.push({
          indent: found.indent,
          name: termOf(found.words) ?? found.words.slice(0, 60),
        })
        break
      case 'prose':
        leave()
        add(found.words, line)
        at.label = found.parent
        break
    }
  }
  // Headings at the very end, with nothing below them, are content all the same.
  const rest = at.waiting
  at.waiting = []
  leave()
  for (const line of rest) add(line.text, line)
  return entries
}
