// Choose: the rules by which an item is chosen hold for any history.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Item } from '#bank/item.ts'
import type { Course } from '#course/course.ts'
import { chooseItem, type Use } from '#daily/choose.ts'

const both = (text: string) => ({ ko: text, en: text })
const course = {
  id: 'c',
  title: both('c'),
  domains: [
    { id: 'heavy', title: both('heavy'), weight: 70, tasks: [] },
    { id: 'light', title: both('light'), weight: 30, tasks: [] },
  ],
  topics: [
    { id: 't1', title: both('t1'), domain: 'heavy' },
    { id: 't2', title: both('t2'), domain: 'light' },
    { id: 't3', title: both('t3'), domain: 'heavy' },
  ],
} as unknown as Course
const item = (number: number): Item =>
  ({
    id: `i${number}`,
    topic: `t${(number % 3) + 1}`,
    domain: number % 2 ? 'light' : 'heavy',
    concept: `k${number % 7}`,
    keys: ['a'],
    options: [],
  }) as unknown as Item
const items = Array.from({ length: 18 }, (_, number) => item(number))
const start = Temporal.PlainDate.from('2026-01-01')

/** Asks the guild one item a day and gives what was asked. */
function season(days: number, pool: readonly Item[], syllabus: string | null = null, seed = 's') {
  const past: (Use & { topic: string; again: boolean })[] = []
  for (let index = 0; index < days; index += 1) {
    const day = start.add({ days: index })
    const chosen = chooseItem(pool, course, past, { day, syllabus, seed: `${seed}${day}` })
    if (!chosen) break
    const { id, concept, domain = '', topic } = chosen.item
    past.push({ item: id, concept, domain, topic, localDate: day, again: chosen.usedBefore > 0 })
  }
  return past
}

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
