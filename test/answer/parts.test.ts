// Parts: every word of a text stands in exactly one of its parts.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { partsOf } from '#answer/parts.ts'

const texts = (text: string) => partsOf(text).map((part) => part.text)

test('sentences, list entries and table rows are parts; the line under a heading is none', () => {
  expect(
    texts(
      '기본값은 30초다. 최대는 12시간이다.\n\n- 하나. 둘\n1. `SendMessage`로 넣는다.\n\n| 이름 | 값 |\n|---|---|\n| 보관 | 4일 |',
    ),
  ).toEqual([
    '기본값은 30초다.',
    '최대는 12시간이다.',
    '- 하나.',
    '둘',
    '1. `SendMessage`로 넣는다.',
    '| 이름 | 값 |',
    '| 보관 | 4일 |',
  ])
})

test('an abbreviation or a decimal point ends no sentence', () => {
  expect(texts('Limits, e.g. 256 KB of v1.2, apply. Next one.')).toEqual([
    'Limits, e.g. 256 KB of v1.2, apply.',
    'Next one.',
  ])
})

test('a block of code is one part, also when it was cut', () => {
  expect(texts('So:\n```json\n{"a": 1}\n\n{"b": 2}\n```\nDone.')).toEqual([
    'So:',
    '```json\n{"a": 1}\n\n{"b": 2}\n```',
    'Done.',
  ])
  expect(texts('```\nlet it. be')).toEqual(['```\nlet it. be'])
})

const line = fc.oneof(
  fc.constantFrom(
    '',
    '- 큐. 값',
    '| a | b |',
    '|---|---|',
    '```',
    '## 제목',
    '1. one',
    '30초. 12시간! e.g. x',
  ),
  fc.string({ unit: 'grapheme' }),
)

test('parts follow each other, are what stands in the text, and leave out only layout', () => {
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const text = lines.join('\n')
      let end = 0
      let left = ''
      for (const part of partsOf(text)) {
        expect(part.from).toBeGreaterThanOrEqual(end)
        expect(text.slice(part.from, part.to)).toBe(part.text)
        expect(part.text.trim()).not.toBe('')
        left += text.slice(end, part.from)
        end = part.to
      }
      left += text.slice(end)
      expect(left.replaceAll(/[\s|:=*_-]/g, '')).toBe('')
    }),
  )
})
