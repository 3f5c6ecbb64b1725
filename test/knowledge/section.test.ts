import { globSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { toString as plainText } from 'mdast-util-to-string'
import { gfm } from 'micromark-extension-gfm'
import { expect, test } from 'vitest'
import { plainWords, sectionsOf } from '#knowledge/section.ts'

/** The same by a full Markdown parser. */
function parsed(text: string) {
  const root = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  const sections: { from: number; to: number | undefined; quotes: string[] }[] = []
  let loose: number | undefined
  for (const node of root.children) {
    const from = node.position?.start.line ?? 0
    if (node.type === 'heading' && node.depth === 1) continue
    const section = sections.at(-1)
    if (node.type === 'heading' && node.depth === 2) {
      sections.push({ from, to: undefined, quotes: [] })
    } else if (section) {
      section.to = node.position?.end.line
      if (node.type === 'blockquote') section.quotes.push(plainText(node))
    } else loose ??= from
  }
  return { sections, loose }
}
const read = (text: string) => {
  const { sections, loose } = sectionsOf(text)
  return {
    loose,
    sections: sections.map(({ from, to, quotes }) => ({
      from,
      to,
      quotes: quotes.map(plainWords),
    })),
  }
}

const block = fc.constantFrom(
  '# Name',
  '## Title {#a}',
  ' ## Title {#b}',
  '### Deep',
  'Some words.',
  'Two\nlines.',
  '- a\n- b\n  - c',
  '1. one\n2. two',
  '| a | b |\n| - | - |\n| 1 | 2 |',
  '```md\n## no heading\n```',
  '~~~\n## no heading\n```\n~~~',
  '````\n```\n## no heading\n````',
  '<!-- ## no heading -->',
  '<!--\n## no heading\n-->',
  '> Exam: **this** and `that`.',
  '> one\n> [two](#x)',
  '> one\nlazily on',
  '> Exam: s3:* and `*`',
  '#no heading',
  '##',
)

test('a note is cut as a full Markdown parser cuts it', () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 12 }), (blocks) => {
      const text = `${blocks.join('\n\n')}\n`
      expect(read(text)).toEqual(parsed(text))
    }),
    { numRuns: 300 },
  )
})

test.each(globSync('knowledge/*/notes/*.md'))('%s is cut as a full parser cuts it', (file) => {
  const body = readFileSync(file, 'utf8').replace(/^---\n[\s\S]*?\n---\n/, (all) =>
    all.replace(/[^\n]/g, ' '),
  )
  expect(read(body)).toEqual(parsed(body))
})
