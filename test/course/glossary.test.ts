import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { parseGlossary } from '#course/glossary.ts'

test('words are text, even where YAML sees a number', () => {
  const { glossary, faults } = parseGlossary('groups:\n  - [404, not found]\noutside:\n  - [a]\n')
  expect(faults).toEqual([])
  expect(glossary).toEqual({ groups: [['404', 'not found']], outside: [['a']] })
})

test('a word in two groups is ambiguous, however it is spelled', () => {
  const { faults } = parseGlossary(
    'groups:\n  - [fan out, 팬아웃]\n  - [x]\noutside:\n  - [Fan-Out]\n',
  )
  expect(faults).toEqual([{ line: 5, problem: expect.stringContaining('line 2') }])
})

test('a repeated word inside one group is harmless', () => {
  expect(parseGlossary('groups:\n  - [x ray, x-ray, xray]\n').faults).toEqual([])
})

test('a glossary of the wrong shape is a fault with its line', () => {
  expect(parseGlossary('groups:\n  - [ok]\n  - word\n').faults).toMatchObject([{ line: 3 }])
  expect(parseGlossary('words: []\n').faults).toHaveLength(1)
})

test('the shipped glossary is large and free of ambiguous words', async () => {
  const file = new URL('../../knowledge/aws-dva-c02/glossary.yaml', import.meta.url)
  const { glossary, faults } = parseGlossary(await readFile(file, 'utf8'))
  expect(faults).toEqual([])
  expect(glossary.groups.length).toBeGreaterThan(250)
  expect(glossary.outside.length).toBeGreaterThan(50)
})

test('a group in one line holds just what YAML reads in it', () => {
  const word = fc.oneof(
    fc
      .stringMatching(/^[a-z가-힣0-9][a-z가-힣0-9 ._/+&'()@-]{0,8}$/)
      .filter((each) => !/ $/.test(each)),
    fc.constantFrom('404', '007', '1.0', '1e3', '0x1f', '0o7', '0b1', '1_000', 'Null', 'nullable'),
    fc.constantFrom('"a, b"', "'c # d'", 'x: y', 'a #b', '12345678901234567890', '.net', 'tls 1.2'),
  )
  const line = fc.array(word, { minLength: 1, maxLength: 4 }).map((all) => `[${all.join(', ')}]`)
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
      const text = `# words\ngroups:\n${lines.map((each) => `  - ${each}\n`).join('')}`
      const document = parseDocument(text)
      const { groups } = document.toJS() as { groups: unknown[][] }
      const isWord = (each: unknown) => typeof each === 'string' || typeof each === 'number'
      const read = parseGlossary(text)
      const isRead = document.errors.length === 0 && groups.flat().every(isWord)
      expect(read.glossary.groups).toEqual(isRead ? groups.map((group) => group.map(String)) : [])
      if (isRead)
        expect(lines.map((_, at) => read.lineOf(['groups', at]))).toEqual(
          lines.map((_, at) => at + 3),
        )
    }),
    { numRuns: 500 },
  )
})

test('words in unusual forms stand where their lines are', () => {
  const text =
    'groups:\n  - [a, "b, c"] # why\n  - [d]\n  -\n    - e\n    - f\noutside: [[g], [d]]\n'
  const { glossary, faults } = parseGlossary(text)
  expect(glossary).toEqual({ groups: [['a', 'b, c'], ['d'], ['e', 'f']], outside: [['g'], ['d']] })
  expect(faults).toEqual([{ line: 7, problem: expect.stringContaining('line 3') }])
})

test('a text that has the mark of lifted groups in it reads the same', () => {
  const { glossary } = parseGlossary('groups:\n  - [§0, a]\n  - [b, c]\n')
  expect(glossary.groups).toEqual([
    ['§0', 'a'],
    ['b', 'c'],
  ])
})
