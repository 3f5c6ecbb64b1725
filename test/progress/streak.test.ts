import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type RoundDay,
  type Streak,
  stepStreak,
  stepStreaks,
  streakStatus,
} from '#progress/streak.ts'

const start = Temporal.PlainDate.from('2026-01-05')
const at = (offset: number) => start.add({ days: offset })

/** A history as it reads: P played, M missed, `.` a day without a round. */
const history = (letters: string): readonly RoundDay[] =>
  [...letters].flatMap((letter, offset) =>
    letter === '.' ? [] : [{ day: at(offset), played: letter === 'P' }],
  )
const after = (letters: string) =>
  history(letters).reduce<Streak | undefined>(stepStreak, undefined)

// In blocks, so that runs are long enough to earn freezes while two are held and to spend them.
const letters = (blocks: number) =>
  fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: fc.integer({ min: 1, max: 24 }).map((days) => 'P'.repeat(days)) },
        { weight: 4, arbitrary: fc.constantFrom('M', 'MM') },
        { weight: 1, arbitrary: fc.constantFrom('.', '..') },
      ),
      { maxLength: blocks },
    )
    .map((list) => list.join(''))

const sizeOf = (streak: ReturnType<typeof after>) => ({
  length: streak?.length ?? 0,
  best: streak?.best ?? 0,
})

test('the run is never longer than the best one, nor that than the days played', () => {
  fc.assert(
    fc.property(letters(14), (days) => {
      const { length, best } = sizeOf(after(days))
      expect(length).toBeLessThanOrEqual(best)
      expect(best).toBeLessThanOrEqual(days.replaceAll(/[^P]/g, '').length)
    }),
  )
})

test('a missed day that had been played, or had had no round, never makes the run or the best shorter', () => {
  fc.assert(
    fc.property(letters(14), fc.nat(), fc.constantFrom('P', '.'), (days, pick, instead) => {
      const missed = [...days.matchAll(/M/g)].map(({ index }) => index)
      const place = missed[pick % missed.length]
      fc.pre(place !== undefined)
      const better = days.slice(0, place) + instead + days.slice(place + 1)
      const [was, would] = [sizeOf(after(days)), sizeOf(after(better))]
      expect(would.length).toBeGreaterThanOrEqual(was.length)
      expect(would.best).toBeGreaterThanOrEqual(was.best)
    }),
    { numRuns: 2000 },
  )
})

test('a freeze due while two are held is not lost: with it lost, these better pasts would end shorter', () => {
  const past = `${'P'.repeat(20)}MP${'P'.repeat(6)}MPMM`
  expect(after(past)).toMatchObject({ length: 28 })
  expect(after(past.replace('M', 'P'))).toMatchObject({ length: 29 })
  expect(after(past.replace('M', '.'))).toMatchObject({ length: 28 })
})

test('a day that had no round and then had one that was played never makes them shorter', () => {
  fc.assert(
    fc.property(letters(14), fc.nat(), (days, pick) => {
      const free = [...days.matchAll(/\./g)].map(({ index }) => index)
      const place = free[pick % free.length]
      fc.pre(place !== undefined)
      const [was, would] = [
        sizeOf(after(days)),
        sizeOf(after(`${days.slice(0, place)}P${days.slice(place + 1)}`)),
      ]
      expect(would.length).toBeGreaterThan(was.length - 1)
      expect(would.best).toBeGreaterThanOrEqual(was.best)
    }),
    { numRuns: 1000 },
  )
})

test('from zero to two freezes are held, and from zero to six days counted toward the next', () => {
  fc.assert(
    fc.property(letters(14), (days) => {
      const { freezes = 0, towardFreeze = 0 } = after(days) ?? {}
      expect(freezes).toBeGreaterThanOrEqual(0)
      expect(freezes).toBeLessThanOrEqual(2)
      expect(towardFreeze).toBeGreaterThanOrEqual(0)
      expect(towardFreeze).toBeLessThan(7)
    }),
  )
})

test('days without a round change nothing but the dates', () => {
  fc.assert(
    fc.property(letters(14), (days) => {
      const { lastDate: _, ...kept } = after(days) ?? { lastDate: undefined }
      const { lastDate: __, ...dense } = after(days.replaceAll('.', '')) ?? { lastDate: undefined }
      expect(kept).toEqual(dense)
    }),
  )
})

test.each([
  ['PPPPPP', { length: 6, freezes: 0 }],
  ['PPPPPPP', { length: 7, freezes: 1 }],
  ['PPPPPPPM', { length: 7, freezes: 0 }],
  ['PPPPPPPMP', { length: 8, freezes: 0 }],
  ['PPPPPPPMM', { length: 0, freezes: 0, best: 7 }],
  ['PPPPPPPMMP', { length: 1, freezes: 0, best: 7 }],
  ['PPPPPPP.......P', { length: 8, freezes: 1 }],
  ['PPPMPPPPPPP', { length: 7, freezes: 1 }],
  ['P'.repeat(14), { length: 14, freezes: 2 }],
  ['P'.repeat(21), { length: 21, freezes: 2 }],
  [`${'P'.repeat(16)}M`, { length: 16, freezes: 1 }],
  [`${'P'.repeat(16)}M${'P'.repeat(5)}`, { length: 21, freezes: 2 }],
  [`${'P'.repeat(21)}MMM`, { length: 0, freezes: 0, best: 21 }],
  // The freeze of day 21 waits while two are held; the first day after one is spent brings it.
  [`${'P'.repeat(21)}MP`, { length: 22, freezes: 2 }],
])('%s', (days, expected) => {
  expect(after(days)).toMatchObject(expected)
})

test('who never played has no streak, however many rounds they missed', () => {
  expect(after('MMMM')).toBeUndefined()
  expect(stepStreak(undefined, { day: start, played: false })).toBeUndefined()
})

test('stepping a guild changes each member as stepping them alone, and tells only real changes', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(letters(5), fc.boolean()), { maxLength: 6 }), (members) => {
      const day = at(200)
      const streaks = new Map(
        members.flatMap(([days], member) => {
          const streak = after(days)
          return streak ? [[String(member), streak] as const] : []
        }),
      )
      const voters = new Set(
        members.flatMap(([, votes], member) => (votes ? [String(member)] : [])),
      )
      const changed = stepStreaks(streaks, { day, players: voters, neutral: false })
      for (const member of members.keys()) {
        const before = streaks.get(String(member))
        const alone = stepStreak(before, { day, played: voters.has(String(member)) })
        expect(changed.get(String(member)) ?? before).toEqual(alone)
        if (changed.has(String(member))) expect(alone).not.toEqual(before)
      }
    }),
  )
})

test('a streak is at risk only while an open round waits for the member', () => {
  const streak = after('PPPPPPP')
  const today = at(7)
  const open = { day: today, part: undefined }
  expect(streakStatus(undefined, today, open)).toEqual({ kind: 'none' })
  expect(streakStatus(after('PM'), today, open)).toEqual({ kind: 'none' })
  expect(streakStatus(streak, today, open)).toEqual({ kind: 'at risk', days: 7, covered: true })
  expect(streakStatus(after('PP'), today, open)).toMatchObject({ kind: 'at risk', covered: false })
  for (const part of ['voted', 'practised'] as const)
    expect(streakStatus(streak, today, { ...open, part })).toMatchObject({ days: 7, today: part })
  expect(streakStatus(streak, today)).toEqual({ kind: 'kept', days: 7, today: 'free' })
  expect(streakStatus(streak, at(6))).toEqual({ kind: 'kept', days: 7, today: 'counted' })
})
