// Marker: numbers in a text become evidence for their own sentence, however the text arrives.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Marked, readMarkers } from '#llm/marker.ts'

/** What is read from a text that arrives in these runs; runs of text of one piece joined. */
function read(...runs: readonly string[]): readonly Marked[] {
  const reader = readMarkers()
  const all: Marked[] = []
  for (const marked of [...runs.flatMap((run) => reader.take(run)), ...reader.end()]) {
    const last = all.at(-1)
    if (marked.kind === 'text' && last?.kind === 'text' && last.piece === marked.piece) {
      all[all.length - 1] = { ...last, text: last.text + marked.text }
    } else {
      all.push(marked)
    }
  }
  return all
}

const textOf = (marked: readonly Marked[]) =>
  marked.map((each) => (each.kind === 'text' ? each.text : '')).join('')

/** Each number with the text of its piece. */
const proofs = (text: string): readonly [number, string][] => {
  const marked = read(text)
  return marked.flatMap((each): [number, string][] => {
    if (each.kind === 'text') return []
    const own = marked.filter((other) => other.kind === 'text' && other.piece === each.piece)
    return [[each.number, textOf(own).trim()]]
  })
}

test.each<[string, readonly number[]]>([
  ['하나 [1]', [1]],
  ['하나[1][2]', [1, 2]],
  ['하나 [1, 2]', [1, 2]],
  ['하나 [1-3]', [1, 2, 3]],
  ['하나 [2–4].', [2, 3, 4]],
  ['하나 【12】', [12]],
  ['하나 ［３］', [3]],
  ['하나 [１，２]', [1, 2]],
  ['하나 [^7]', [7]],
  ['하나 [1-900000]', [1, 900_000]],
])('%s is read', (text, numbers) => {
  const marked = read(text)
  expect(marked.flatMap((each) => (each.kind === 'marker' ? [each.number] : []))).toEqual(numbers)
  expect(textOf(marked)).toBe(text.endsWith('.') ? '하나.' : '하나')
})

test.each([
  '[1](https://a.example)',
  '[보기](https://a.example/[2])',
  '`items[3]`',
  '```js\nitems[3]\n```',
  '~~~\n[1]\n~~~',
  '  ````\n[1]\n```\n[2]\n````',
  '[a]',
  '[]',
  '[1',
  '[1, ',
  'x[-1]',
  '[1 of 2]',
  `[${'1,'.repeat(40)}1]`,
])('%s stays as it is', (text) => {
  expect(textOf(read(text))).toBe(text)
  expect(read(text).some(({ kind }) => kind === 'marker')).toBe(false)
})

test('code that was never closed ends with its line, a fence with the text', () => {
  expect(proofs('`a 하나\n둘 [1]')).toEqual([[1, '둘']])
  expect(proofs('```\n하나 [1]\n둘 [2]')).toEqual([])
})

test('a marker proves its own sentence and no other', () => {
  expect(proofs('기본값은 30초이다. [1] 최대는 12시간이다. [2]')).toEqual([
    [1, '기본값은 30초이다.'],
    [2, '최대는 12시간이다.'],
  ])
  expect(proofs('하나다[1]. 둘이다[2].')).toEqual([
    [1, '하나다.'],
    [2, '둘이다.'],
  ])
  expect(proofs('One thing. Another thing. [3]')).toEqual([[3, 'Another thing.']])
  expect(proofs('첫 줄\n둘째 줄 [3]')).toEqual([[3, '둘째 줄']])
  expect(proofs('**굵다.** [1] 다음. [2]')).toEqual([
    [1, '**굵다.'],
    [2, '** 다음.'],
  ])
  expect(proofs('"말했다." [1] 다음이다. [2]')).toEqual([
    [1, '"말했다."'],
    [2, '다음이다.'],
  ])
})

test('a marker at the beginning of a line is for that line, one alone for the line above', () => {
  expect(proofs('하나이다.\n[2] 둘이다.')).toEqual([[2, '둘이다.']])
  expect(proofs('- [1] 하나\n- [2] 둘')).toEqual([
    [1, '- 하나'],
    [2, '- 둘'],
  ])
  expect(proofs('```\na[0]\n```\n[4]\n\n끝.')).toEqual([[4, '```']])
  expect(proofs('하나이다.\n[4]')).toEqual([[4, '하나이다.']])
})

const fragments = fc.constantFrom(
  '[1]',
  '[',
  ']',
  '1',
  ', ',
  '-',
  '【2】',
  '［３］',
  '(',
  ')',
  '`',
  '```',
  '~~~',
  '\n',
  ' ',
  '.',
  '다',
  'a',
  '**',
  '"',
  '^',
  '#',
  '|',
  '😀',
  '1.',
  '[12',
  '- ',
)
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.array(fragments, { maxLength: 30 }).map((list) => list.join('')),
)

test('however a text is split, the same is read', () => {
  fc.assert(
    fc.property(anyText, fc.array(fc.nat({ max: 60 }), { maxLength: 12 }), (text, cuts) => {
      const places = [...new Set(cuts.filter((cut) => cut < text.length))].sort((a, b) => a - b)
      const runs = [0, ...places].map((from, at) => text.slice(from, places[at] ?? text.length))
      expect(read(...runs)).toEqual(read(text))
      expect(read(...text.split(''))).toEqual(read(text))
    }),
    { numRuns: 500 },
  )
})

test('nothing is lost but markers and the spaces before them', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const bare = (words: string) => words.replaceAll(/[\s\d０-９[\]【】［］^,;，、–—~-]/g, '')
      expect(bare(textOf(read(text)))).toBe(bare(text))
      if (!/[\d０-９]/.test(text)) expect(textOf(read(text))).toBe(text)
    }),
    { numRuns: 500 },
  )
})

test('a piece never goes on after a line has ended', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const marked of read(text)) {
        if (marked.kind === 'text') expect(marked.text.trim()).not.toMatch(/\S\s*\n\s*[\p{L}]/u)
      }
    }),
  )
})

test('brackets without end are read in one pass', () => {
  const text = '[1'.repeat(200_000)
  expect(textOf(read(text))).toBe(text)
})
