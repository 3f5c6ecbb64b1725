// Markdown: notes as a chat shows them. Discord draws no tables, so their rows become list entries.

import type { Nodes, Table, TableRow } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { shorten } from './text.ts'

// A heading stands in every entry of its list, so a long one would make the text many times longer.
const headingMost = 20

const shortHeading = (heading: string): string =>
  heading.length <= headingMost ? heading : shorten(heading.replaceAll(/[`*]+/gu, ''), headingMost)

/**
 * The same Markdown with each table as a list: first cell bold, the others after their headings, of
 * which the first 20 characters are repeated.
 */
export function withoutTables(markdown: string): string {
  const tree = fromMarkdown(markdown, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  })
  const source = (node: Nodes) =>
    markdown.slice(node.position?.start.offset, node.position?.end.offset)
  const cells = (row: TableRow | undefined) =>
    (row?.children ?? []).map((cell) => cell.children.map(source).join('').trim())
  return tree.children
    .filter((node): node is Table => node.type === 'table')
    .reverse() // from the end, so that earlier offsets stay true
    .reduce((text, table) => {
      const [head, ...rows] = table.children
      const titles = cells(head).map(shortHeading)
      const list = rows.map((row) => {
        const [first = '', ...others] = cells(row)
        const facts = others.map((value, index) => {
          const title = titles[index + 1]
          return title ? `${title}: ${value}` : value
        })
        return `- ${[`**${first.replaceAll('**', '')}**`, ...facts].join(' · ')}`
      })
      const { start, end } = table.position ?? { start: { offset: 0 }, end: { offset: 0 } }
      return text.slice(0, start.offset) + list.join('\n') + text.slice(end.offset)
    }, markdown)
}
