import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placesOf } from '#progress/period.ts'
import { isRight, scoreBallot } from '#progress/points.ts'

const options = ['a', 'b', 'c', 'd', 'e']
const subset = fc.subarray(options)
const keys = fc.subarray(options, { minLength: 1, maxLength: 2 })

test('a ballot is worth 10 when it holds exactly the keys, 1 when it holds anything else, 0 when empty', () => {
  fc.assert(
    fc.property(keys, subset, (keys, chosen) => {
      const same = [...keys].sort().join() === [...chosen].sort().join()
      const points = chosen.length === 0 ? 0 : same ? 10 : 1
      expect(scoreBallot(keys, chosen)).toEqual({ points, right: same })
    }),
  )
})

test('the order of the keys and of the ballot does not matter', () => {
  fc.assert(
    fc.property(keys, subset, (keys, chosen) => {
      expect(isRight(keys.toReversed(), chosen.toReversed())).toBe(isRight(keys, chosen))
    }),
  )
})

test('two keys are all or nothing', () => {
  expect(scoreBallot(['a', 'c'], ['a'])).toEqual({ points: 1, right: false })
  expect(scoreBallot(['a', 'c'], ['a', 'b', 'c'])).toEqual({ points: 1, right: false })
  expect(scoreBallot(['a', 'c'], ['c', 'a'])).toEqual({ points: 10, right: true })
})

test('a week of rounds is worth 70 at most, five right and two wrong 52, guessing about 23', () => {
  const week = (right: number, wrong: number) =>
    right * scoreBallot(['a'], ['a']).points + wrong * scoreBallot(['a'], ['b']).points
  expect(week(7, 0)).toBe(70)
  expect(week(5, 2)).toBe(52)
  expect(week(0, 7)).toBe(7)
  // Guessing one of four: 7 · (1 + 9/4) is about 23.
  expect(Math.round(7 * (1 + 9 / 4))).toBe(Math.round((week(7, 0) + 3 * week(0, 7)) / 4))
})

test('a round counts in its week from Monday to Sunday, its month, all time, and all time of its domain', () => {
  const places = (day: string) => placesOf(Temporal.PlainDate.from(day), 'security')
  expect(places('2026-11-22')).toEqual([
    { period: 'week:2026-11-16', domain: '' },
    { period: 'month:2026-11', domain: '' },
    { period: 'all', domain: '' },
    { period: 'all', domain: 'security' },
  ])
  expect(places('2026-11-23')[0]).toEqual({ period: 'week:2026-11-23', domain: '' })
  expect(places('2027-01-01').slice(0, 2)).toEqual([
    { period: 'week:2026-12-28', domain: '' },
    { period: 'month:2027-01', domain: '' },
  ])
})
