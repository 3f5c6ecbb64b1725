import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scoreBallot } from '#progress/points.ts'
import {
  finishedAt,
  finishedSets,
  type PracticeAnswer,
  practicePoints,
  practisersIn,
} from '#progress/practice.ts'

const start = Temporal.Instant.from('2026-11-16T00:00:00Z')
const today = Temporal.PlainDate.from('2026-11-16')

/** Answers in the order given, a minute apart: `a+` is item a answered right, `a-` wrong. */
const answers = (written: string, set = 's'): readonly PracticeAnswer[] =>
  written
    .split(' ')
    .filter(Boolean)
    .map((word, place) => ({
      id: String(1000 + place),
      member: 'ana',
      set,
      item: word.slice(0, -1),
      isRight: word.endsWith('+'),
      attempted: start.add({ minutes: place }),
      localDate: today,
    }))

const random = fc
  .array(
    fc.record({
      item: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      isRight: fc.boolean(),
      second: fc.nat(20),
    }),
    { maxLength: 14 },
  )
  .map((list) =>
    list.map(({ item, isRight, second }, place) => ({
      id: String(1000 + place),
      member: 'ana',
      set: 's',
      item,
      isRight,
      attempted: start.add({ seconds: second }),
      localDate: today,
    })),
  )

test.each([
  ['', 0],
  ['a+', 1],
  ['a+ b+', 2],
  ['a+ b+ c+', 3],
  ['a+ b+ c+ d+', 3],
  ['a- a+', 0], // the first answer of the day is the one that counts
  ['a+ a-', 1],
  ['a+ a+', 1],
  ['a- b+ c- d+', 2],
])('a day of %s is worth %d', (written, points) => {
  expect(practicePoints(answers(written))).toBe(points)
})

test('a week is worth 91 at most; five of seven right with three full days of practice 61', () => {
  const full = practicePoints(answers('a+ b+ c+'))
  const right = scoreBallot(['a'], ['a']).points
  const wrong = scoreBallot(['a'], ['b']).points
  expect(7 * right + 7 * full).toBe(91)
  expect(5 * right + 2 * wrong + 3 * full).toBe(61)
})

test('a day is worth the items right at first sight, three at most, in whatever order they come', () => {
  fc.assert(
    fc.property(random, fc.infiniteStream(fc.nat()), (list, noise) => {
      const first = new Map<string, PracticeAnswer>()
      for (const answer of list) {
        const known = first.get(answer.item)
        const order = known && Temporal.Instant.compare(answer.attempted, known.attempted)
        if (order === undefined || order < 0) first.set(answer.item, answer)
      }
      const right = [...first.values()].filter(({ isRight }) => isRight).length
      expect(practicePoints(list)).toBe(Math.min(3, right))
      const shuffled = list
        .map((answer) => ({ answer, at: noise.next().value ?? 0 }))
        .sort((one, other) => one.at - other.at)
        .map(({ answer }) => answer)
      expect(practicePoints(shuffled)).toBe(practicePoints(list))
      expect(finishedAt(shuffled)?.toString()).toBe(finishedAt(list)?.toString())
    }),
  )
})

test('one more answer later in the day never takes a point away', () => {
  fc.assert(
    fc.property(random, fc.constantFrom('a', 'g'), fc.boolean(), (list, item, isRight) => {
      const later = { ...list[0], id: '9', item, isRight, attempted: start.add({ hours: 1 }) }
      const more = [...list, { member: 'ana', set: 's', localDate: today, ...later }]
      expect(practicePoints(more)).toBeGreaterThanOrEqual(practicePoints(list))
    }),
  )
})

test.each([
  ['a+ b+ c+ d-', undefined], // four are no set of five
  ['a+ b+ c+ d- e-', 4],
  ['a+ b+ c- d- e-', undefined],
  ['a- b- c+ d+ e+', 4],
  ['a+ b+ c+ d- e- f-', 4], // what comes after the fifth changes nothing
  ['a+ b- c- d- e+ f+ g+', undefined],
])('a set of %s is finished with answer %s', (written, place) => {
  const at = finishedAt(answers(written))
  expect(at?.toString()).toBe(place && start.add({ minutes: place }).toString())
})

test('a set counts for the rounds open when it is finished: from the opening to before the close', () => {
  const finished = finishedSets([
    ...answers('a+ b+ c+ d+ e+'),
    ...answers('a+ b- c- d- e-', 'other').map((answer) => ({ ...answer, member: 'bo' })),
  ])
  const at = start.add({ minutes: 4 })
  const during = (from: Temporal.Instant, to: Temporal.Instant) =>
    [...practisersIn(finished, { opens: from, closes: to })].join()
  expect(during(at, at.add({ hours: 12 }))).toBe('ana')
  expect(during(at.subtract({ hours: 12 }), at)).toBe('')
  expect(during(at.add({ nanoseconds: 1 }), at.add({ hours: 12 }))).toBe('')
})
