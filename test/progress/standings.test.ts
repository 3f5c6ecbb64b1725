import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Result, ranked, shownOf } from '#progress/standings.ts'

const result = (member: string, points: number): Result => ({
  member,
  points,
  right: 0,
  answered: points,
})
const results = fc
  .uniqueArray(fc.record({ member: fc.string({ minLength: 1 }), points: fc.nat(12) }), {
    selector: ({ member }) => member,
    maxLength: 40,
  })
  .map((list) => list.map(({ member, points }) => result(member, points)))

test('a rank is one more than the number of members with more points, so equal points share it', () => {
  fc.assert(
    fc.property(results, (list) => {
      for (const { rank, points } of ranked(list)) {
        expect(rank).toBe(1 + list.filter((other) => other.points > points).length)
      }
    }),
  )
  const points = [30, 20, 20, 10].map((points, place) => result(String(place), points))
  expect(ranked(points).map(({ rank }) => rank)).toEqual([1, 2, 2, 4])
})

test('the order of the rows does not depend on the order they were read in', () => {
  fc.assert(
    fc.property(results, fc.func(fc.nat()), (list, key) => {
      const mixed = list.toSorted((one, other) => key(one.member) - key(other.member))
      expect(ranked(mixed)).toEqual(ranked(list))
    }),
  )
})

test('members who have left hold no rank, and the asking member is always shown once', () => {
  fc.assert(
    fc.property(results, fc.nat(), fc.func(fc.boolean()), (list, pick, left) => {
      const me = list[pick % Math.max(1, list.length)]
      fc.pre(me !== undefined)
      const gone = new Set(
        list
          .filter(({ member }) => member !== me.member && left(member))
          .map(({ member }) => member),
      )
      const first = ranked(list).map(({ rank: _, ...row }) => row)
      const ahead = list.filter(({ points }) => points > me.points).length
      const { top, own } = shownOf(first, { result: me, ahead }, gone, 10)

      const all = ranked(list.filter(({ member }) => !gone.has(member)))
      expect(top).toEqual(all.slice(0, 10))
      const mine = [...top, ...(own ? [own] : [])].filter(({ member }) => member === me.member)
      expect(mine).toEqual(all.filter(({ member }) => member === me.member))
    }),
  )
})
