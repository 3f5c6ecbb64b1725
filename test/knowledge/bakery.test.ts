// The second course of docs/your-own-course.md: what the page says works on notes that are not about AWS.
import { cp } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { loadBank } from '#bank/bank.ts'
import { loadLibrary } from '#knowledge/library.ts'
import { lintNotes } from '#knowledge/lint.ts'
import { retrieve } from '#knowledge/retrieve.ts'
import { folderWith } from './course-folder.ts'

const dir = 'test/knowledge/bakery'
const today = Temporal.PlainDate.from('2026-06-01')

test('the course loads and lints without a problem, with its item in place', async () => {
  const library = await loadLibrary(dir)
  const bank = await loadBank(dir, library)
  expect([...lintNotes(library, today), ...bank.problems]).toEqual([])
  expect([...library.concepts.keys()].sort()).toEqual([
    'hydration',
    'oven-temperature',
    'starter-feeding',
  ])
  expect(bank.items).toMatchObject([{ domain: 'dough', task: '1.1', course: 'bakery' }])
})

test.each([
  ['how often do I feed my levain starter', 'starter-feeding', '12 hours'],
  ['르방 밥은 얼마마다 주나요?', 'starter-feeding', '12시간'],
  ['가수율이 뭐야', 'hydration', '70 %'],
  ['baking temperature for a good crust', 'oven-temperature', '250 °C'],
  ['오븐온도 몇 도', 'oven-temperature', '250 °C'],
])('"%s" is answered', async (question, concept, words) => {
  const found = retrieve((await loadLibrary(dir)).index, question)
  expect(found.band).not.toBe('refuse')
  expect(found.passages[0]?.concept.id).toBe(concept)
  expect(found.passages[0]?.text).toContain(words)
})

test.each(['마카롱 굽는 온도', 'sqs visibility timeout', 'football results'])(
  '"%s" is refused',
  async (question) => {
    expect(retrieve((await loadLibrary(dir)).index, question).band).toBe('refuse')
  },
)

test('its notes alone, without course.yaml and glossary, are a course too', async () => {
  const bare = await folderWith({})
  await cp(`${dir}/notes`, bare, { recursive: true })
  const { courses, concepts, index } = await loadLibrary(bare)
  expect(courses[0]?.bare).toBe(true)
  expect(concepts.size).toBeGreaterThan(0)
  expect(retrieve(index, 'hydration of dough').passages[0]?.text).toContain('70 %')
})
