// Line kind: what each line of a note is, so that the eye finds its way while it stays as written.

export type LineKind = 'plain' | 'matter' | 'heading' | 'bullet' | 'code' | 'blank'

/** One kind per line: front matter, headings, bullets, code between fences, blanks, the rest. */
export const lineKinds = (lines: readonly string[]): readonly LineKind[] => {
  const end = lines[0] === '---' ? lines.indexOf('---', 1) : -1
  let fenced = false
  return lines.map((line, index) => {
    if (index <= end) return 'matter'
    if (/^\s*(```|~~~)/.test(line)) {
      fenced = !fenced
      return 'code'
    }
    if (fenced) return 'code'
    if (line.trim() === '') return 'blank'
    if (/^#{1,6} /.test(line)) return 'heading'
    return /^\s*([-*+]|\d+[.)]) /.test(line) ? 'bullet' : 'plain'
  })
}

/** A heading's words and the anchor behind them: `## SQS {#sqs}` → `## SQS`, `{#sqs}`. */
export const withoutAnchor = (line: string): readonly [words: string, anchor: string] => {
  const [, words, anchor] = /^(.*?)(\s*\{#[^}]*\}\s*)$/.exec(line) ?? []
  return words === undefined || anchor === undefined ? [line, ''] : [words, anchor]
}

/** What to call a note: its title, else its first heading, else its file's name. */
export const noteTitle = (title: string, lines: readonly string[], source: string): string => {
  if (title !== '' && title !== source) return title
  const heading = lines[lineKinds(lines).indexOf('heading')]
  const words = heading === undefined ? '' : withoutAnchor(heading)[0].replace(/^#+ /, '').trim()
  return words === '' ? (source.split('/').at(-1) ?? source) : words
}
