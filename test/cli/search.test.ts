import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { courseFiles, folderWith } from '../knowledge/course-folder.ts'
import { run } from './run.ts'

const lines = (out: string) =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

test('each question line gets one answer line; a malformed one says so and the rest go on', async () => {
  const input = [
    '{"id":"1","q":"hiding time of a letter"}',
    'not json',
    '{"id":"2"}',
    '',
    '{"id":3,"q":"오늘 날씨"}',
    '[]',
  ].join('\n')
  const { code, out } = await run('search', ['--jsonl'], await folderWith(courseFiles), input)
  const [first, second, third, fourth, fifth] = lines(out)
  expect(code).toBe(0)
  expect(lines(out)).toHaveLength(5)
  expect(first).toMatchObject({ id: '1', refused: false, score: expect.any(Number) })
  expect((first?.['passages'] as unknown[] | undefined)?.[0]).toEqual({
    title: 'Letters > Hiding time of a letter',
    text: expect.stringContaining('30 seconds'),
    score: expect.any(Number),
    source: 'notes/letters.en.md',
    lines: [10, 13],
  })
  expect(second).toEqual({ error: expect.stringContaining('not JSON') })
  expect(third).toEqual({ id: '2', error: expect.stringContaining('"q"') })
  expect(fourth).toMatchObject({ id: 3, refused: true })
  expect(fifth?.['error']).toEqual(expect.any(String))
})

test('an answer comes before the next question is asked', async () => {
  const child = spawn(process.execPath, ['src/cli/search.ts', '--jsonl'], {
    env: { ...process.env, KNOWLEDGE_DIR: await folderWith(courseFiles) },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  for (const id of ['a', 'b']) {
    child.stdin.write(`${JSON.stringify({ id, q: 'stamps' })}\n`)
    const { value } = await answers.next()
    expect(JSON.parse(value as string)).toMatchObject({ id })
  }
  child.stdin.end()
  await once(child, 'close')
})

test('people get passages with their places, in the language they asked in', async () => {
  const dir = await folderWith(courseFiles)
  const english = await run('search', ['hiding', 'time'], dir)
  expect(english.out).toContain('The notes answer this')
  expect(english.out).toContain('notes/letters.en.md, lines 10–13')
  expect((await run('search', ['표시 제한 시간'], dir)).out).toContain(
    'notes/letters.ko.md, 줄 10–13',
  )
  expect((await run('search', ['오늘 날씨'], dir)).out).toContain('노트에 없는 내용')
})

test('without a question it explains itself', async () => {
  const { code, err } = await run('search', [], await folderWith(courseFiles))
  expect(code).toBe(2)
  expect(err).toContain('Usage')
})
