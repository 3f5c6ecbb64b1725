// Fitted: whatever a panel says fits, and what matters most stays whole.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitted } from '#core/fitted.ts'
import type { Block } from '#core/reply.ts'
import { charactersOf } from '#lib/text.ts'

const line = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.constantFrom('```js', '```', '-# [1] [a](https://x.example) · a.md:1', '', '**bold** `code`'),
)
const text: fc.Arbitrary<Block> = fc
  .array(line, { minLength: 1, maxLength: 30 })
  .map((lines) => lines.join('\n'))
  .filter((words) => words.trim() !== '')
  .map((words) => ({ kind: 'text', text: words }))
const buttons: Block = {
  kind: 'buttons',
  buttons: [{ kind: 'link', url: 'https://x.example', label: 'x' }],
}
const blocks = fc.array(fc.oneof(text, text, fc.constant(buttons)), { minLength: 1, maxLength: 12 })

const textsOf = (list: readonly Block[]) =>
  list.flatMap((block) => (block.kind === 'text' ? [block.text] : []))
const sizeOf = (list: readonly Block[]) => charactersOf(textsOf(list).join(''))
const fences = (words: string) => words.split('\n').filter((each) => each.startsWith('```')).length
const smallPrint = (words: string) => words.split('\n').filter((each) => each.startsWith('-# '))

test('it fits, keeps every block and no text empty, and what fits already is what it was', () => {
  fc.assert(
    fc.property(blocks, fc.integer({ min: 12, max: 3000 }), (list, most) => {
      const short = fitted(list, most)
      expect(sizeOf(short)).toBeLessThanOrEqual(most)
      expect(short.map(({ kind }) => kind)).toEqual(list.map(({ kind }) => kind))
      expect(textsOf(short).every((words) => words.trim() !== '')).toBe(true)
      if (sizeOf(list) <= most) expect(short).toBe(list)
    }),
    { numRuns: 500 },
  )
})

test('small print is kept whole while it fits by itself', () => {
  fc.assert(
    fc.property(blocks, (list) => {
      const small = textsOf(list).map(smallPrint)
      const room = small.flat().join('\n').length + 20 * list.length
      const short = textsOf(fitted(list, room))
      expect(short.map(smallPrint)).toEqual(small)
    }),
  )
})

test('a cut closes the code that it leaves open, and keeps whole lines', () => {
  const code = Array.from({ length: 40 }, (_, at) => `line ${at} of the policy`)
  const quoted = ['Read it:', '```json', ...code, '```', '-# [1] a.md:1'].join('\n')
  const [short = ''] = textsOf(fitted([{ kind: 'text', text: quoted }], 400))
  expect(fences(short)).toBe(2)
  expect(short.endsWith('```\n…\n-# [1] a.md:1')).toBe(true)
  const kept = short.split('\n').filter((each) => each.startsWith('line'))
  expect(kept).toEqual(code.slice(0, kept.length))
  expect(kept.length).toBeGreaterThan(8)
})

test('the longest texts give way first', () => {
  const [short, long] = ['short', 'word '.repeat(300)]
  const list: Block[] = [short, long, long].map((words) => ({ kind: 'text', text: words }))
  const [first, second = '', third = ''] = textsOf(fitted(list, 1000))
  expect(first).toBe(short)
  expect(Math.abs(second.length - third.length)).toBeLessThan(10)
  expect(second.length).toBeGreaterThan(400)
})

test('a single long line is cut without half a link, and its bold words are closed', () => {
  const cut = (words: string) => textsOf(fitted([{ kind: 'text', text: words }], 40))[0]
  expect(cut(`see [the whole long page](https://x.example/${'a'.repeat(50)})`)).toBe('see …')
  expect(cut(`**${'bold '.repeat(20)}**`)).toMatch(/^\*\*(bold ?)+…\*\*$/u)
})
