// Pages: a long text on several messages, with nothing lost and no block of code left open.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pagesOf } from '#lib/pages.ts'
import { charactersOf } from '#lib/text.ts'

test('a text that fits is one page, and nothing is none', () => {
  expect(pagesOf('하나\n\n둘', 100)).toEqual(['하나\n\n둘'])
  expect(pagesOf(' \n\n ', 100)).toEqual([])
})

test('pages end between paragraphs', () => {
  const paragraph = '가'.repeat(30)
  expect(pagesOf([paragraph, paragraph, paragraph].join('\n\n'), 65)).toEqual([
    `${paragraph}\n\n${paragraph}`,
    paragraph,
  ])
})

test('a block of code that is too long is closed and opened again in its language', () => {
  const code = Array.from({ length: 12 }, (_, at) => `line ${at} = value`).join('\n')
  const pages = pagesOf(`\`\`\`yaml\n${code}\n\`\`\``, 80)
  expect(pages.length).toBeGreaterThan(1)
  for (const page of pages) {
    expect(page.startsWith('```yaml\n')).toBe(true)
    expect(page.endsWith('\n```')).toBe(true)
  }
  expect(pages.flatMap((page) => page.split('\n').slice(1, -1)).join('\n')).toBe(code)
})

test('a blank line inside code is no end of a paragraph', () => {
  const text = '```\na\n\nb\n```'
  expect(pagesOf(text, 40)).toEqual([text])
})

const word = fc.oneof(
  fc.constantFrom('큐', 'queue', '👨‍👩‍👧', '30초'),
  fc.stringMatching(/^[a-z]{1,60}$/),
)
const prose = fc.array(word, { minLength: 1, maxLength: 30 }).map((words) => words.join(' '))
const code = fc.array(word, { maxLength: 30 }).map((lines) => ['```ts', ...lines, '```'].join('\n'))
const texts = fc.array(fc.oneof(prose, code), { maxLength: 6 }).map((parts) => parts.join('\n\n'))

test('no page is too long, no word is lost, every fence is closed', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 60, max: 300 }), (text, most) => {
      const pages = pagesOf(text, most)
      const bare = (told: string) => told.replaceAll(/```(?:ts)?|\s/g, '')
      expect(bare(pages.join('\n'))).toBe(bare(text))
      for (const page of pages) {
        expect(charactersOf(page)).toBeLessThanOrEqual(most)
        expect((page.match(/```/g) ?? []).length % 2).toBe(0)
      }
    }),
  )
})
