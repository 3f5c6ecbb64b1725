// When members are reminded: inside their waking hours and the open round, or not at all.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aimOf, remindAt, remindWhen } from '#daily/remind-time.ts'

const instant = Temporal.Instant.from
const compare = Temporal.Instant.compare

const zones = [
  'Asia/Seoul',
  'UTC',
  'America/New_York',
  'America/Santiago',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'Europe/London',
  'Pacific/Apia',
  'Asia/Kathmandu',
]

/** Instants at which the clocks of a zone change, from 2025 to 2035. */
function changesOf(zone: string): readonly Temporal.Instant[] {
  const found: Temporal.Instant[] = []
  let at = Temporal.PlainDate.from('2025-01-01').toZonedDateTime(zone)
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    if (!next || next.year > 2035) return found
    found.push(next.toInstant())
    at = next
  }
}
const changes = new Map(zones.map((zone) => [zone, changesOf(zone)]))

const clockTime = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

const start = instant('2025-01-01T00:00Z')
const minutesOfYears = 11 * 365 * 24 * 60

/** A round anywhere in ten years, half of them within a day of a change of the clocks. */
const situation = fc
  .record({
    zone: fc.constantFrom(...zones),
    change: fc.option(fc.nat()),
    minutes: fc.integer({ min: 0, max: minutesOfYears }),
    open: fc.integer({ min: 1, max: 26 * 60 }),
    times: fc.uniqueArray(fc.integer({ min: 0, max: 24 * 60 - 1 }), {
      minLength: 2,
      maxLength: 2,
    }),
    elapsed: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ zone, change, minutes, open, times, elapsed }) => {
    const near = changes.get(zone) ?? []
    const changed = change === null ? undefined : near[change % Math.max(1, near.length)]
    const opens = changed
      ? changed.subtract({ hours: 24 }).add({ minutes: minutes % (48 * 60) })
      : start.add({ minutes })
    const [wake = 0, sleep = 0] = times.toSorted((one, other) => one - other)
    return {
      round: { opens, closes: opens.add({ minutes: open }) },
      hours: { zone, wakeTime: clockTime(wake), sleepTime: clockTime(sleep) },
      now: opens.add({ seconds: Math.floor(open * 60 * elapsed) }),
    }
  })

type Situation = typeof situation extends fc.Arbitrary<infer One> ? One : never

const isAwake = ({ hours: { zone, wakeTime, sleepTime } }: Situation, at: Temporal.Instant) => {
  const wall = at.toZonedDateTimeISO(zone).toPlainTime().toString()
  return wakeTime <= wall && wall < `${sleepTime}:00`
}
const isOpen = ({ round }: Situation, at: Temporal.Instant) =>
  compare(round.opens, at) <= 0 && compare(at, round.closes) < 0

test('a reminder is always inside the waking hours and the open round', () => {
  fc.assert(
    fc.property(situation, (given) => {
      const at = remindAt(given.round, given.hours)
      if (!at) return
      expect(isAwake(given, at)).toBe(true)
      expect(isOpen(given, at)).toBe(true)
      expect(compare(at, given.round.opens)).toBe(1)
    }),
    { numRuns: 3000 },
  )
})

test('there is none only when nobody is awake while the round is open', () => {
  fc.assert(
    fc.property(situation, (given) => {
      const { opens, closes } = given.round
      const minutes = Math.floor(opens.until(closes).total('minutes'))
      const everyMinute = Array.from({ length: minutes }, (_, after) =>
        opens.add({ minutes: after }),
      )
      const awake = everyMinute.some((at) => isAwake(given, at))
      // Where the clocks go back over the end of the day, the hour that comes twice is slept through.
      if (remindAt(given.round, given.hours) === undefined && awake) {
        const near = changes.get(given.hours.zone) ?? []
        expect(near.some((at) => isNear(at, given.round))).toBe(true)
      }
      if (!awake) expect(remindAt(given.round, given.hours)).toBeUndefined()
    }),
    { numRuns: 300 },
  )
})

const isNear = (at: Temporal.Instant, { opens, closes }: Situation['round']) =>
  compare(at, opens.subtract({ hours: 24 })) >= 0 && compare(at, closes.add({ hours: 24 })) <= 0

test('at any moment: now is a waking one, later lies ahead and is one, never has none ahead', () => {
  fc.assert(
    fc.property(situation, (given) => {
      const { round, hours, now } = given
      const when = remindWhen(round, hours, now)
      if (when.kind === 'later') {
        expect(compare(when.due, now)).toBe(1)
        expect(isAwake(given, when.due)).toBe(true)
        expect(isOpen(given, when.due)).toBe(true)
        expect(remindWhen(round, hours, when.due)).toEqual({ kind: 'now' })
      }
      if (when.kind === 'now') {
        expect(isAwake(given, now)).toBe(true)
        expect(isOpen(given, now)).toBe(true)
      }
    }),
    { numRuns: 3000 },
  )
})

test('whoever is awake at the aim is reminded then', () => {
  fc.assert(
    fc.property(situation, ({ round, hours }) => {
      const aim = aimOf(round)
      const wall = (minutes: number) =>
        aim.add({ minutes }).toZonedDateTimeISO(hours.zone).toPlainTime().toString()
      const isCalm = !(changes.get(hours.zone) ?? []).some((at) => isNear(at, round))
      const isAhead = compare(aim.add({ minutes: 15 }), round.closes) <= 0
      // A quarter of an hour before they sleep at the latest.
      const isWaking = hours.wakeTime <= wall(0) && wall(0) < wall(15) && wall(15) < hours.sleepTime
      if (isCalm && isAhead && isWaking) expect(remindAt(round, hours)?.toString()).toBe(`${aim}`)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['two hours before the close', '09:00', 12, '09:00', '22:00', '19:00'],
  ['a day: the evening before', '09:00', 24, '09:00', '22:00', '21:45'],
  ['open for two hours: halfway', '20:00', 2, '09:00', '22:00', '21:00'],
  ['open for one hour: halfway', '20:00', 1, '09:00', '22:00', '20:30'],
  [
    'at night, closing late in the morning: as soon as they wake',
    '22:00',
    12,
    '09:00',
    '22:00',
    '09:00',
  ],
  ['closing while they sleep: before they do', '12:00', 12, '09:00', '22:00', '21:45'],
  [
    'opening shortly before they sleep and closing first thing',
    '21:00',
    12,
    '09:00',
    '22:00',
    '21:45',
  ],
  ['opening when they are about to sleep', '21:50', 10, '09:00', '22:00', '21:55'],
  ['opening and closing while they sleep', '23:00', 8, '09:00', '22:00', undefined],
])('%s', (_, opening, hours, wakeTime, sleepTime, expected) => {
  const zone = 'Asia/Seoul'
  const opens = Temporal.PlainDateTime.from(`2026-11-16T${opening}`)
    .toZonedDateTime(zone)
    .toInstant()
  const at = remindAt({ opens, closes: opens.add({ hours }) }, { zone, wakeTime, sleepTime })
  const wall = at?.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })
  expect(wall).toBe(expected)
})
