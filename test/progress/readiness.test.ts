import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Answered } from '#progress/mastery.ts'
import { type DomainStand, readinessOf, standIn } from '#progress/readiness.ts'

const today = Temporal.PlainDate.from('2026-11-22')
const shares = [0.32, 0.26, 0.24, 0.18] as const

const stand = (more: Partial<DomainStand> = {}): DomainStand => ({
  domain: 'security',
  share: 1,
  evidence: { weight: 20, right: 15 },
  mastery: 16 / 24,
  answers: 20,
  concepts: 10,
  seen: 10,
  ...more,
})

/** Four domains by the exam's weights, with enough answers and concepts seen to say something. */
const enough = fc
  .array(
    fc
      .record({
        weight: fc.double({ min: 0, max: 200, noNaN: true }),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
        answers: fc.integer({ min: 10, max: 500 }),
        concepts: fc.integer({ min: 1, max: 40 }),
        seen: fc.double({ min: 0.3, max: 1, noNaN: true }),
      })
      .map(({ weight, share, answers, concepts, seen }) => {
        const right = weight * share
        const mastery = (1 + right) / (4 + weight)
        const met = Math.ceil(seen * concepts)
        return stand({ evidence: { weight, right }, mastery, answers, concepts, seen: met })
      }),
    { minLength: 4, maxLength: 4 },
  )
  .map((list) => list.map((each, place) => ({ ...each, share: shares[place] ?? 0 })))

const ready = (stands: readonly DomainStand[]) => {
  const found = readinessOf(stands)
  if (found.kind !== 'ready') throw new Error('not enough data')
  return found
}

test('one domain, all concepts seen, mastery .67 on 20: .67 give or take .15', () => {
  const { share, low, high } = ready([stand()])
  expect(share).toBeCloseTo(2 / 3, 10)
  // 1.64 · √(.667 · .333 / 25)
  expect(high - share).toBeCloseTo(0.1546, 4)
  expect(share - low).toBeCloseTo(0.1546, 4)
})

test('half of the concepts seen: the other half counts as guessed', () => {
  const { share, high } = ready([stand({ seen: 5 })])
  expect(share).toBeCloseTo(0.5 * (2 / 3) + 0.5 * 0.25, 10)
  // 1.64 · √(.25 · .667 · .333 / 25 + .25 · .0375)
  expect(high - share).toBeCloseTo(0.1766, 4)
})

test('four domains: each by its weight in the exam', () => {
  const stands = [0.8, 0.6, 0.5, 0.4].map((mastery, place) =>
    stand({ mastery, share: shares[place] ?? 0 }),
  )
  const { share, high } = ready(stands)
  expect(share).toBeCloseTo(0.32 * 0.8 + 0.26 * 0.6 + 0.24 * 0.5 + 0.18 * 0.4, 10)
  const variance = stands.reduce(
    (sum, { share, mastery }) => sum + share ** 2 * ((mastery * (1 - mastery)) / 25),
    0,
  )
  expect(high - share).toBeCloseTo(1.64 * Math.sqrt(variance), 10)
})

test('not enough data while any domain has fewer than ten answers or under three in ten concepts', () => {
  const lacks = (more: Partial<DomainStand>) => readinessOf([stand(), stand(more)]).kind
  expect(lacks({ answers: 9 })).toBe('not enough')
  expect(lacks({ answers: 10 })).toBe('ready')
  expect(lacks({ concepts: 10, seen: 2 })).toBe('not enough')
  expect(lacks({ concepts: 10, seen: 3 })).toBe('ready')
  expect(lacks({ concepts: 0, seen: 0 })).toBe('not enough')
  expect(readinessOf([])).toEqual({ kind: 'not enough', lacking: [] })
  const named = readinessOf([stand(), stand({ domain: 'deployment', answers: 4 })])
  expect(named).toMatchObject({ lacking: [{ domain: 'deployment', answers: 4 }] })
})

test('the interval holds the estimate, and both stay within 0 and 1', () => {
  fc.assert(
    fc.property(enough, (stands) => {
      const { share, low, high } = ready(stands)
      expect(low).toBeGreaterThanOrEqual(0)
      expect(low).toBeLessThanOrEqual(share)
      expect(share).toBeLessThanOrEqual(high)
      expect(high).toBeLessThanOrEqual(1)
    }),
  )
})

test('a domain known better never makes readiness less', () => {
  fc.assert(
    fc.property(enough, fc.nat(3), fc.double({ min: 0, max: 1, noNaN: true }), (stands, at, by) => {
      const better = stands.map((each, place) =>
        place === at ? { ...each, mastery: each.mastery + (1 - each.mastery) * by } : each,
      )
      expect(ready(better).share).toBeGreaterThanOrEqual(ready(stands).share - 1e-12)
    }),
  )
})

test('more evidence of the same mastery makes the interval no wider', () => {
  fc.assert(
    fc.property(enough, fc.integer({ min: 1, max: 100 }), (stands, more) => {
      const surer = stands.map((each) => ({
        ...each,
        evidence: { ...each.evidence, weight: each.evidence.weight + more },
      }))
      const width = ({ low, high }: { readonly low: number; readonly high: number }) => high - low
      expect(width(ready(surer))).toBeLessThanOrEqual(width(ready(stands)) + 1e-12)
    }),
  )
})

test('a concept is seen by an answer of today or of the 59 days before, if it has items', () => {
  const answered = (concept: string, ago: number): Answered => ({
    item: `${concept} ${ago}`,
    concept,
    topic: 'topic',
    domain: 'security',
    isRight: true,
    isPublic: false,
    at: today.subtract({ days: ago }).toZonedDateTime('UTC').toInstant(),
    day: today.subtract({ days: ago }),
  })
  const stands = standIn(
    { domain: 'security', share: 1 },
    [answered('a', 0), answered('a', 3), answered('b', 59), answered('c', 60), answered('gone', 0)],
    new Set(['a', 'b', 'c', 'd']),
    today,
  )
  expect(stands).toMatchObject({ answers: 5, concepts: 4, seen: 2 })
})
