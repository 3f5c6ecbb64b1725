// Discord's markdown: what it means, and that nothing of it is ever lost or dangerous.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blocks } from '#playground/web/markdown/blocks.ts'
import { highlight } from '#playground/web/markdown/highlight.ts'
import { inline } from '#playground/web/markdown/inline.ts'
import { type Block, type Inline, textOf } from '#playground/web/markdown/tree.ts'

const text = (words: string): Inline => ({ kind: 'text', text: words })

const pieces = [
  ...['**', '*', '__', '_', '~~', '||', '`', '```', '```js\n', '[', '](', ')', '<', '>', '\\'],
  ...['\n', '\n\n', '# ', '### ', '-# ', '> ', '>>> ', '- ', '  - ', '1. ', ' '],
  ...['가나다', '라마', 'word', 'snake_case', '漢字', '🚀', '12시간', '\u2028', '\r'],
  ...['https://example.com/a_(b)', 'javascript:alert(1)', '<@200000000000000001>'],
  ...['<#300000000000000001>', '</ask:400000000000000001>', '<t:1790000000:R>', '<t:9e99>'],
]
const markdown = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
)
const letters = (words: string) => words.replaceAll(/[^\p{L}]/gu, '')

const linksOf = (nodes: readonly (Block | Inline)[]): string[] =>
  nodes.flatMap((node) => [
    ...(node.kind === 'link' ? [node.href] : []),
    ...('children' in node ? linksOf(node.children) : []),
    ...('items' in node
      ? node.items.flatMap((item) => [...linksOf(item.children), ...linksOf(item.lists)])
      : []),
  ])

describe('for any text', () => {
  test('no letter is lost, doubled or moved', () => {
    fc.assert(
      fc.property(markdown, (source) => {
        // A bare address is shown and kept as target, so the reader could read it twice.
        const masked = source.replaceAll('https://', 'https//')
        expect(letters(textOf(blocks(masked)))).toBe(letters(masked))
      }),
      { numRuns: 2000 },
    )
  })

  test('only web addresses become links', () => {
    fc.assert(
      fc.property(markdown, (source) => {
        for (const href of linksOf(blocks(source))) expect(href).toMatch(/^https?:\/\//i)
      }),
      { numRuns: 2000 },
    )
  })

  test('highlighted code is the code', () => {
    fc.assert(
      fc.property(markdown, fc.constantFrom('', 'js', 'py', 'json', 'yaml'), (code, language) => {
        expect(
          highlight(code, language)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(code)
      }),
    )
  })

  test('hostile nesting stays quick enough to show', () => {
    for (const part of ['**', '*_', '[', '||', '`', '> ', '- ', '```', '[a](']) {
      expect(() => blocks(part.repeat(2000))).not.toThrow()
    }
  })
})

test.each([
  'javascript:alert(1)',
  'JAVASCRIPT:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'file:///etc/passwd',
])('%s never becomes a link', (target) => {
  expect(linksOf(blocks(`[press](${target}) <${target}> ${target}`))).toEqual([])
})

describe('marks', () => {
  test('nest, and Hangul stands right beside them', () => {
    expect(inline('**굵게**는 *기울임*이다')).toEqual([
      { kind: 'bold', children: [text('굵게')] },
      text('는 '),
      { kind: 'italic', children: [text('기울임')] },
      text('이다'),
    ])
    expect(inline('***both***')).toEqual([
      { kind: 'bold', children: [{ kind: 'italic', children: [text('both')] }] },
    ])
  })

  test('an underscore inside a word belongs to the word', () => {
    expect(inline('snake_case_name')).toEqual([text('snake_case_name')])
  })

  test('code keeps its marks as they stand', () => {
    expect(inline('`**a**` ``b`c``')).toEqual([
      { kind: 'code', text: '**a**' },
      text(' '),
      { kind: 'code', text: 'b`c' },
    ])
  })

  test('a backslash takes a mark its meaning', () => {
    expect(inline('\\*plain\\*')).toEqual([text('*plain*')])
  })

  test('a citation is a link whose label holds brackets', () => {
    const href = 'http://127.0.0.1:4321/note/aws/notes/sqs.ko.md#L12-L18'
    expect(inline(`[[1]](${href})`)).toEqual([{ kind: 'link', href, children: [text('[1]')] }])
  })

  test('a bare address ends before the punctuation of its sentence', () => {
    expect(linksOf(inline('See https://example.com/a.'))).toEqual(['https://example.com/a'])
  })

  test('members, channels, commands and times are named by their ids', () => {
    const source =
      '<@200000000000000001> <#300000000000000001> </ask it:400000000000000001> <t:60:R>'
    expect(inline(source).map(({ kind }) => kind)).toEqual([
      'mention',
      'text',
      'mention',
      'text',
      'command',
      'text',
      'time',
    ])
    expect(inline('<:spark:500000000000000001>')).toEqual([text(':spark:')])
  })

  test('a time no calendar holds stays text', () => {
    expect(inline('<t:99999999999999999>')).toEqual([text('<t:99999999999999999>')])
  })
})

describe('blocks', () => {
  test('headings, subtext and quotes begin their line', () => {
    expect(blocks('## Title\n-# small\n> one\n> two').map(({ kind }) => kind)).toEqual([
      'heading',
      'subtext',
      'quote',
    ])
    expect(blocks('a # b').map(({ kind }) => kind)).toEqual(['paragraph'])
  })

  test('a bullet list and a numbered list beside each other stay two', () => {
    expect(blocks('- a\n  - b\n3. c\n4. d')).toEqual([
      {
        kind: 'list',
        start: undefined,
        items: [
          {
            children: [text('a')],
            lists: [
              { kind: 'list', start: undefined, items: [{ children: [text('b')], lists: [] }] },
            ],
          },
        ],
      },
      {
        kind: 'list',
        start: 3,
        items: [
          { children: [text('c')], lists: [] },
          { children: [text('d')], lists: [] },
        ],
      },
    ])
  })

  test('a fence keeps its code and names its language', () => {
    expect(blocks('before\n```json\n{ "a": 1 }\n```\nafter')[1]).toEqual({
      kind: 'fence',
      language: 'json',
      text: '{ "a": 1 }',
    })
  })

  test('a fence never closed is plain text', () => {
    expect(blocks('```js\nlet a').every(({ kind }) => kind === 'paragraph')).toBe(true)
  })
})
