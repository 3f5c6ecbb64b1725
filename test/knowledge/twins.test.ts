import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Language } from '#core/language.ts'
import { bareCourse } from '#course/course.ts'
import type { Note } from '#knowledge/note.ts'
import { twinsOf } from '#knowledge/twins.ts'

const courseOf = () => bareCourse('course', 'Course', new Map([['topic', 'Topic']]))

function noteOf(file: string, told: readonly (readonly [string, Language, string])[]): Note {
  const concepts = told.map(([id, language, source], at) => ({
    id,
    topic: 'topic',
    domain: 'topic',
    task: undefined,
    verified: undefined,
    source,
    told: {
      language,
      title: id,
      text: source,
      file,
      lines: [at + 1, at + 1] as const,
      hash: `${id}${source}`,
    },
  }))
  return { concepts, faults: [] }
}

const telling = fc.tuple(
  fc.constantFrom('a', 'b', 'c', 'd'),
  fc.constantFrom<Language>('ko', 'en'),
  fc.constantFrom('x', 'y'),
)
const notes = fc
  .array(fc.array(telling, { maxLength: 4 }), { minLength: 4, maxLength: 4 })
  .map((all) => all.map((told, at) => noteOf(`${at}.md`, told)))
/** Which of the notes stand there at a moment, and whose second version. */
const moments = fc.array(
  fc.array(fc.constantFrom('first', 'second', 'gone'), { minLength: 4, maxLength: 4 }),
  {
    minLength: 1,
    maxLength: 5,
  },
)

test('after any edits the twins are those of a course that is read for the first time', () => {
  fc.assert(
    fc.property(notes, notes, moments, (first, second, all) => {
      const course = courseOf()
      const versions = { first, second, gone: [] as Note[] }
      for (const moment of all) {
        const now = moment.flatMap((version, at) => versions[version][at] ?? [])
        expect(twinsOf(course, now)).toEqual(twinsOf(courseOf(), now))
      }
    }),
  )
})

test('concepts stand in the order they are first told in, with both languages', () => {
  const ko = noteOf('x.ko.md', [
    ['a', 'ko', 'x'],
    ['b', 'ko', 'x'],
  ])
  const en = noteOf('x.en.md', [
    ['c', 'en', 'x'],
    ['a', 'en', 'y'],
    ['a', 'en', 'x'],
  ])
  const { concepts, problems } = twinsOf(courseOf(), [ko, en])
  expect(concepts.map(({ id, texts }) => [id, ...Object.keys(texts)])).toEqual([
    ['a', 'ko', 'en'],
    ['b', 'ko'],
    ['c', 'en'],
  ])
  expect(problems).toEqual([
    { file: 'x.en.md', line: 2, problem: expect.stringContaining('source is "y" here') },
    { file: 'x.en.md', line: 3, problem: expect.stringContaining('used twice') },
  ])
})
