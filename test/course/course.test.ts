import { expect, test } from 'vitest'
import { bareCourse, parseCourse } from '#course/course.ts'
import { courseYaml } from '../knowledge/course-folder.ts'

test('a course holds its domains with tasks and its topics in order', () => {
  const parsed = parseCourse(courseYaml)
  expect(parsed.ok).toBe(true)
  if (!parsed.ok) return
  expect(parsed.value.domains.map(({ id, weight }) => [id, weight])).toEqual([
    ['sorting', 60],
    ['counter', 40],
  ])
  expect(parsed.value.domains[0]?.tasks[0]?.id).toBe('1.1')
  expect(parsed.value.topics.map(({ id }) => id)).toEqual(['letters', 'stamps'])
  expect(parsed.value).toMatchObject({ exam: undefined, bare: false })
})

test.each([
  ['weights that miss 100', courseYaml.replace('weight: 40', 'weight: 41'), 4, '101'],
  [
    'a topic of an unknown domain',
    courseYaml.replace('domain: counter', 'domain: roof'),
    16,
    'roof',
  ],
  ['a topic that stands twice', courseYaml.replace('id: stamps', 'id: letters'), 16, 'twice'],
  ['an unquoted task', courseYaml.replace('"2.1"', '2.1'), 13, 'quotes'],
  [
    'a title in one language',
    courseYaml.replace('{ ko: 우체국, en: Post office }', '{ ko: 우체국 }'),
    2,
    'title.en',
  ],
  ['an unknown key', `${courseYaml}colour: red\n`, 1, 'colour'],
  ['no YAML at all', 'id: [', 1, ''],
])('%s is a fault with its line', (_, text, line, words) => {
  const parsed = parseCourse(text)
  expect(parsed.ok).toBe(false)
  if (parsed.ok) return
  expect(parsed.fault[0]?.line).toBe(line)
  expect(parsed.fault[0]?.problem).toContain(words)
})

test('a bare course gives every topic an equal share', () => {
  const course = bareCourse(
    'notes',
    'Notes',
    new Map([
      ['tea', 'Tea'],
      ['milk', 'Milk'],
    ]),
  )
  expect(course.domains.map(({ weight }) => weight)).toEqual([50, 50])
  expect(course.topics.map(({ id, domain }) => [id, domain])).toEqual([
    ['tea', 'tea'],
    ['milk', 'milk'],
  ])
})
