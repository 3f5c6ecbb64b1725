import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
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
