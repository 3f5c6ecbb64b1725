// Section: a note's parts under headings of the second level, read line by line as Markdown means them.

export type Section = {
  /** The heading's line, without the spaces around it. */
  readonly heading: string
  /** The heading's line, counted from 1. */
  readonly from: number
  /** The last line with content below it; undefined when there is none. */
  readonly to: number | undefined
  /** The block quotes, without their marks. */
  readonly quotes: readonly string[]
}

const fence = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/
/** Further in, it may stand inside a list. */
const heading = /^ ?(#{1,6})(?:[ \t]|$)/
const quoted = /^ {0,3}> ?/
/** What may begin another block right below a quote's last line. */
const block = /^ {0,3}(?:[-*+|<]|\d{1,9}[.)] |#{1,6}(?:\s|$)|`{3}|~{3}|$)/

/** Follows fenced code and comments: whether the next line, handed over in order, stands inside one. */
function codeWatch(): (line: string) => boolean {
  let open: string | undefined
  return (line) => {
    if (open !== undefined) {
      const closes =
        open === '<!--'
          ? line.includes('-->')
          : new RegExp(`^ {0,3}${open[0]}{${open.length},}[ \\t]*$`).test(line)
      if (closes) open = undefined
      return true
    }
    const comment = /^ {0,3}<!--/.test(line)
    open = comment ? (line.includes('-->') ? undefined : '<!--') : fence.exec(line)?.[1]
    return comment || open !== undefined
  }
}

/**
 * The parts that a heading of the second level opens. Headings of the first level name the whole
 * note and belong to no part; `loose` is the line of the first content before any part.
 */
export function sectionsOf(text: string): {
  readonly sections: readonly Section[]
  readonly loose: number | undefined
} {
  const sections: { heading: string; from: number; to: number | undefined; quotes: string[] }[] = []
  let loose: number | undefined
  let inQuote = false
  const isCode = codeWatch()
  for (const [at, line] of text.split('\n').entries()) {
    const code = isCode(line)
    const level = code ? undefined : heading.exec(line)?.[1]?.length
    const section = sections.at(-1)
    if (level === 2) {
      sections.push({ heading: line.trim(), from: at + 1, to: undefined, quotes: [] })
    } else if (level !== 1 && line.trim() !== '') {
      if (section) section.to = at + 1
      else loose ??= at + 1
    }
    const marked = !code && quoted.test(line)
    // A quote's paragraph may go on without the mark.
    const goesOn: boolean = inQuote && !code && !marked && !block.test(line) && line.trim() !== ''
    if (section && marked && !inQuote) section.quotes.push(line.replace(quoted, ''))
    else if (section && (marked || goesOn)) {
      const words = marked ? line.replace(quoted, '') : line
      section.quotes.push(`${section.quotes.pop() ?? ''}\n${words}`)
    }
    inQuote = marked || goesOn
  }
  return { sections, loose }
}

const inline =
  /`+([^`]+)`+|!?\[([^\]]*)\]\([^)]*\)|(\*{1,3})(?=\S)(.*?\S)\3|(?<!\w)(_{1,3})(?=\S)(.*?\S)\5(?!\w)/gs

/** The words of inline Markdown: without emphasis, code marks and link targets. */
export function plainWords(markdown: string): string {
  const words = markdown.replace(
    inline,
    (_, code, link, _stars, strong, _lines, stressed) =>
      code ?? plainWords(link ?? strong ?? stressed),
  )
  return words.replace(/[ \t]*\n[ \t]*/g, '\n').trim()
}
