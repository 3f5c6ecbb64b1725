import { expect, test } from 'vitest'
import { courseFiles, folderWith, lettersItems } from '../knowledge/course-folder.ts'
import { run } from './run.ts'

test('the bank comes as JSON lines with exactly the promised fields', async () => {
  const { code, out } = await run('items', ['--json'], await folderWith(courseFiles))
  expect(code).toBe(0)
  const item = JSON.parse(out)
  expect(Object.keys(item).sort()).toEqual(
    [
      'id',
      'topic',
      'concept',
      'domain',
      'task',
      'difficulty',
      'stem',
      'options',
      'keys',
      'source',
    ].sort(),
  )
  expect(item.source).toEqual({ file: 'notes/letters.en.md', lines: [10, 13] })
})

test('a broken item ends with 1 and leaves the good ones on standard output', async () => {
  const broken = lettersItems.replace('letter-hidden', 'broken').replace('[a]', '[z]')
  const dir = await folderWith({ ...courseFiles, 'items/letters.yaml': `${broken}${lettersItems}` })
  const json = await run('items', ['--json'], dir)
  expect(json.code).toBe(1)
  expect(JSON.parse(json.out).id).toBe('letter-hidden')
  expect(json.err).toContain('items/letters.yaml:10: item "broken"')
  const told = await run('items', [], dir)
  expect(told.code).toBe(1)
  expect(told.out).toContain('1 items, 1 problems.')
})
