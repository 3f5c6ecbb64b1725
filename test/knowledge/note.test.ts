import { expect, test } from 'vitest'
import { type Course, parseCourse } from '#course/course.ts'
import { parseNote } from '#knowledge/note.ts'
import { courseYaml, lettersEn } from './course-folder.ts'

const parsed = parseCourse(courseYaml)
const course = (parsed.ok ? parsed.value : undefined) as Course
const read = (text: string) => parseNote(course, 'notes/letters.en.md', text)

test('a concept reaches from its heading to its last line, Markdown as it stands', () => {
  const { concepts, faults } = read(lettersEn)
  expect(faults).toEqual([])
  const [hiding, weight] = concepts
  expect(hiding?.told.lines).toEqual([10, 13])
  expect(weight?.told.lines).toEqual([15, 17])
  expect(weight?.told.text).toBe(
    '- A letter in the queue weighs up to 256 KB.\n- Anything heavier is split into parcels.',
  )
})

test('tables, code and deeper headings belong to the concept above them', () => {
  const body =
    '### Deep\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n```md\n## not a heading {#nor-an-anchor}\n```'
  const { concepts, faults } = read(`${lettersEn}\n${body}\n`)
  expect(faults).toEqual([])
  expect(concepts).toHaveLength(2)
  expect(concepts[1]?.told.text.endsWith(body)).toBe(true)
})

test('attributes after the anchor override the front matter', () => {
  const text = lettersEn.replace(
    'task="1.1"}',
    'domain=counter task="2.1" verified=2026-08-01 source="the wall poster"}',
  )
  expect(read(text).concepts[1]).toMatchObject({
    domain: 'counter',
    task: '2.1',
    verified: '2026-08-01',
    source: 'the wall poster',
  })
})

test('the hash follows the words, not their place', () => {
  const moved = read(lettersEn.replace('# Letters\n', '# Letters\n\n\n')).concepts[0]?.told
  expect(moved?.hash).toBe(read(lettersEn).concepts[0]?.told.hash)
  expect(moved?.lines).toEqual([12, 15])
  const changed = read(lettersEn.replace('12 hours', '13 hours')).concepts[0]?.told
  expect(changed?.hash).not.toBe(moved?.hash)
})

test.each([
  ['no front matter', '# Letters\n', 1, 'front matter'],
  ['broken front matter', lettersEn.replace('topic: letters', 'topic: [letters'), 3, ''],
  ['an unknown topic', lettersEn.replace('topic: letters', 'topic: parcels'), 2, '"parcels"'],
  ['an unquoted task', lettersEn.replace('"1.1"\nverified', '1.1\nverified'), 5, 'quotes'],
  ['an unknown task', lettersEn.replace('task="1.1"}', 'task="9.9"}'), 15, '"9.9"'],
  ['an unknown attribute', lettersEn.replace('task="1.1"}', 'colour=red}'), 15, 'attributes'],
  ['a broken anchor', lettersEn.replace('{#letter-weight', '{#Letter_Weight'), 15, 'kebab-case'],
  [
    'text before the first concept',
    lettersEn.replace('# Letters\n', '# Letters\n\nHello.\n'),
    10,
    'before',
  ],
  ['a concept without text', `${lettersEn}\n## Empty {#empty}\n`, 19, 'no text'],
  ['another language', lettersEn.replace('language: en', 'language: ko'), 3, 'file name'],
])('%s is a fault with its line', (_, text, line, words) => {
  const { faults } = read(text)
  expect(faults).toHaveLength(1)
  expect(faults[0]?.line).toBe(line)
  expect(faults[0]?.problem).toContain(words)
})
