import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Answered, evidenceOf, latestResults, masteryOf, weightOf } from '#progress/mastery.ts'
import { answerBefore } from './support.ts'

const today = Temporal.PlainDate.from('2026-11-22')

const answer = (more?: Parameters<typeof answerBefore>[1]) => answerBefore(today, more)
const masteryToday = (answers: readonly Answered[]) => masteryOf(evidenceOf(answers, today))

const random = fc.array(
  fc
    .record({
      item: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      isRight: fc.boolean(),
      isPublic: fc.boolean(),
      ago: fc.nat(400),
    })
    .map(answer),
  { maxLength: 20 },
)

test('15 of 20 private answers today are .67, one hit in a public poll .33, nothing .25', () => {
  const twenty = Array.from({ length: 20 }, (_, place) =>
    answer({ item: String(place), isRight: place < 15 }),
  )
  expect(masteryToday(twenty)).toBeCloseTo(16 / 24, 10)
  expect(masteryToday([answer({ isPublic: true })])).toBeCloseTo(1.5 / 4.5, 10)
  expect(masteryToday([])).toBe(0.25)
})

test('half of an answer is left after thirty days, a quarter after sixty; none weighs more than today', () => {
  expect([0, 30, 60].map((ago) => weightOf(answer({ ago }), today))).toEqual([1, 0.5, 0.25])
  expect(weightOf(answer({ ago: 30, isPublic: true }), today)).toBe(0.25)
  expect(weightOf(answer({ ago: -1 }), today)).toBe(1)
})

test('only the latest answer to an item counts', () => {
  const known = [answer({ isRight: false, ago: 1 }), answer({ isRight: true })]
  expect(masteryToday(known)).toBeCloseTo(2 / 5, 10)
  expect(masteryToday(known.toReversed())).toBeCloseTo(2 / 5, 10)
  fc.assert(
    fc.property(random, (answers) => {
      const latest = latestResults(answers)
      expect(new Set(latest.map(({ item }) => item)).size).toBe(latest.length)
      for (const each of answers) {
        const kept = latest.find(({ item }) => item === each.item)
        expect(kept && Temporal.Instant.compare(kept.at, each.at)).toBeGreaterThanOrEqual(0)
      }
      const { weight, right } = evidenceOf(latest, today)
      const sum = (list: readonly Answered[]) =>
        list.reduce((total, each) => total + weightOf(each, today), 0)
      expect(weight).toBeCloseTo(sum(latest), 10)
      expect(right).toBeCloseTo(sum(latest.filter(({ isRight }) => isRight)), 10)
    }),
  )
})

test('mastery does not depend on the order in which answers are read', () => {
  fc.assert(
    fc.property(random, (answers) => {
      expect(masteryToday(answers.toReversed())).toBeCloseTo(masteryToday(answers), 12)
    }),
  )
})

test('mastery stays between 0 and 1, and time takes it back toward guessing', () => {
  fc.assert(
    fc.property(random, fc.integer({ min: 1, max: 300 }), (answers, days) => {
      const now = masteryToday(answers)
      expect(now).toBeGreaterThan(0)
      expect(now).toBeLessThan(1)
      const later = masteryOf(evidenceOf(answers, today.add({ days })))
      expect(Math.abs(later - 0.25)).toBeLessThanOrEqual(Math.abs(now - 0.25) + 1e-12)
    }),
  )
})

test('an item answered right today raises mastery, one answered wrong lowers it', () => {
  fc.assert(
    fc.property(random, fc.boolean(), (answers, isPublic) => {
      const with_ = (isRight: boolean) =>
        masteryToday([...answers, answer({ item: 'new', isRight, isPublic })])
      expect(with_(true)).toBeGreaterThan(masteryToday(answers))
      expect(with_(false)).toBeLessThan(masteryToday(answers))
    }),
  )
})
