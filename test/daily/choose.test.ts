// Choose: a guild that is asked one question a day, from its first day on.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseItem } from '#daily/choose.ts'
import { course, item, items, season, start } from './choosing.ts'

test('every item comes once before any comes again', () => {
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const first = season(items.length, items, null, seed).map((use) => use.item)
      expect(new Set(first).size).toBe(items.length)
    }),
    { numRuns: 30 },
  )
})

test('no concept comes twice in a week while its domain has another', () => {
  const twins = Array.from({ length: 60 }, (_, number) => ({
    ...item(number),
    concept: `k${number % 30}`,
  }))
  const past = season(40, twins)
  for (const [index, use] of past.entries()) {
    const week = past.slice(Math.max(0, index - 6), index)
    expect(week.map(({ concept }) => concept)).not.toContain(use.concept)
  }
})

test('the syllabus never falls, whatever else must', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('t1', 't2', 't3'),
      fc.integer({ min: 1, max: 40 }),
      (reached, days) => {
        const allowed = ['t1', 't2', 't3'].slice(0, Number(reached.slice(1)))
        for (const use of season(days, items, reached)) expect(allowed).toContain(use.topic)
      },
    ),
    { numRuns: 30 },
  )
})

test('a syllabus without items gives none', () => {
  const later = items.filter(({ topic }) => topic !== 't1')
  expect(chooseItem(later, course, [], { day: start, syllabus: 't1', seed: '' })).toBeUndefined()
})

test('domains are asked by their weight while items last', () => {
  const many = Array.from({ length: 200 }, (_, number) => item(number))
  const past = season(
    60,
    many.map((one, index) => ({ ...one, concept: `k${index}` })),
  )
  const heavy = past.filter(({ domain }) => domain === 'heavy').length
  expect(heavy / past.length).toBeCloseTo(0.7, 1)
})

test('a repeated item says so, an item new to the guild does not', () => {
  const past = season(items.length + 3, items)
  expect(past.slice(0, items.length).some(({ again }) => again)).toBe(false)
  expect(past.slice(items.length).every(({ again }) => again)).toBe(true)
})

test('the same seed and history give the same item', () => {
  expect(season(20, items, null, 'x')).toEqual(season(20, items, null, 'x'))
})

test('nothing comes again while its domain has an unused question, but for the week rule', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 3, max: 90 }),
      fc.integer({ min: 2, max: 90 }),
      (size, concepts) => {
        const pool = Array.from({ length: size }, (_, number) => ({
          ...item(number),
          concept: `k${number % concepts}`,
        }))
        const past = season(150, pool)
        for (const [index, use] of past.entries()) {
          if (!use.again) continue
          const before = past.slice(0, index)
          const week = new Set(before.slice(-6).map(({ concept }) => concept))
          const unused = pool.filter(
            ({ id, domain, concept }) =>
              domain === use.domain &&
              !week.has(concept) &&
              !before.some((earlier) => earlier.item === id),
          )
          expect(unused).toEqual([])
        }
      },
    ),
    { numRuns: 15 },
  )
})

test('up to 60 questions go round: none comes again before every other one has', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 60 }), fc.string(), (size, seed) => {
      const past = season(
        200,
        Array.from({ length: size }, (_, number) => ({ ...item(number), concept: `k${number}` })),
        null,
        seed,
      )
      for (let from = 0; from + size <= past.length; from += 7) {
        const round = past.slice(from, from + size)
        expect(new Set(round.map((use) => use.item)).size).toBe(size)
      }
    }),
    { numRuns: 12 },
  )
})
