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

test.each([
  '![seen](https://evil.example/p?q=oac)',
  '[Wow! Look. Here? 여기다.](https://a.example/b?c=d!e)',
  '[a [b! c] d](<https://a.example/x y! z> "Title! (more) here.")',
  '[label! one][ref. two]',
  '<https://a.example/b?c!한국>',
  'https://a.example/b?c=d!e?f',
  'www.evil.한국/a?b',
  '`let a! = b? c. D 다. 라`',
  '``a ` b! C``',
])('%s is never cut', (whole) => {
  for (const line of [
    whole,
    `먼저 본다. ${whole} 그다음이다! 끝?`,
    `- ${whole}`,
    `A b. ${whole}`,
  ]) {
    expect(texts(`${line}\nnext`).filter((part) => part.includes(whole))).toHaveLength(1)
  }
})

const inner = fc.array(fc.constantFrom('a', '나', '! ', '? ', '. ', '!', '다.', ' B'), {
  minLength: 1,
  maxLength: 6,
})
test('links, images, addresses and code stand in one part, whatever they hold', () => {
  fc.assert(
    fc.property(
      inner,
      inner,
      fc.constantFrom('link', 'image', 'auto', 'code', 'bare'),
      fc.boolean(),
      (one, two, kind, isLast) => {
        const words = one.join('')
        const path = two.join('').replaceAll(' ', '')
        const whole = {
          link: `[${words}](https://e.example/${path})`,
          image: `![${words}](https://e.example/${path} "${words}")`,
          auto: `<https://e.example/${path}>`,
          code: `\`${words}\``,
          bare: `https://e.example/${path}a`,
        }[kind]
        const text = `Before it. ${whole} After it. 뒤다.${isLast ? '' : '\nmore'}`
        expect(texts(text).filter((part) => part.includes(whole))).toHaveLength(1)
      },
    ),
  )
})

test('a fence with backticks after it opens no block', () => {
  expect(texts('```js``` one. Two\nthree')).toEqual(['```js``` one.', 'Two', 'three'])
})

test('what is not closed yet is not cut either, as its end may still come', () => {
  expect(texts('One. [Wow! Look')).toEqual(['One.', '[Wow! Look'])
  expect(texts('One. `Let a! B')).toEqual(['One.', '`Let a! B'])
  expect(texts('One [Wow! Look\ntwo')).toEqual(['One [Wow!', 'Look', 'two'])
})

test.each(['[', '](', '[x](', '`', '` `` ', '[a][b]', '! ', 'a.'])(
  '50,000 characters of %j are cut',
  (text) => {
    expect(partsOf(text.repeat(50_000 / text.length)).length).toBeGreaterThan(0)
  },
)
