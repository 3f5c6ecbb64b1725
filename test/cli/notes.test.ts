import { expect, test } from 'vitest'
import { courseFiles, folderWith, lettersEn } from '../knowledge/course-folder.ts'
import { run } from './run.ts'

// Without dates, so that no note grows stale while the years pass.
const files = Object.fromEntries(
  Object.entries(courseFiles).map(([name, text]) => [name, text.replace(/verified: .*\n/, '')]),
)

test('good notes end with 0, as text and as JSON', async () => {
  const dir = await folderWith(files)
  const told = await run('notes', [], dir)
  expect(told).toMatchObject({ code: 0, err: '' })
  expect(told.out).toContain('Post office: 3 concepts in 2 of 2 topics, 1 items')
  const { concepts, items, problems } = JSON.parse((await run('notes', ['--json'], dir)).out)
  expect(concepts).toHaveLength(6)
  expect(concepts[0]).toEqual({
    id: expect.any(String),
    topic: 'letters',
    lang: expect.stringMatching(/^(ko|en)$/),
    title: expect.any(String),
    text: expect.any(String),
    file: expect.stringMatching(/^notes\//),
    lines: [expect.any(Number), expect.any(Number)],
  })
  expect(items).toHaveLength(1)
  expect(problems).toEqual([])
})

test('a problem in a note or an item ends with 1 and names the place', async () => {
  const dir = await folderWith({
    ...files,
    'notes/letters.en.md': lettersEn
      .replace('{#letter-hiding-time}', '')
      .replace(/verified: .*\n/, ''),
    'items/letters.yaml': files['items/letters.yaml']?.replace('keys: [a]', 'keys: [z]') ?? '',
  })
  const { code, out } = await run('notes', [], dir)
  expect(code).toBe(1)
  expect(out).toContain('notes/letters.en.md:9: ')
  expect(out).toContain('items/letters.yaml:10: ')
  const json = await run('notes', ['--json'], dir)
  expect(json.code).toBe(1)
  expect(JSON.parse(json.out).problems.length).toBeGreaterThanOrEqual(2)
})
