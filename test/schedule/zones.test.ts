// Zones: in every time zone a day has one quiz at its wall-clock time; gaps and overlaps are defined.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysFrom } from '#lib/day.ts'
import { slotsOn } from '#schedule/calendar.ts'
import { defaults, type GuildSettings } from '#settings/settings.ts'

const zones = Intl.supportedValuesOf('timeZone')
const from = Temporal.Instant.from('2025-01-01T00:00Z')
const to = Temporal.Instant.from('2036-01-01T00:00Z')

const guild = (change: Partial<GuildSettings>): GuildSettings => ({
  ...defaults('1', 'group', 'ko'),
  quizChannel: 'quiz',
  since: Temporal.Instant.from('2024-01-01T00:00Z'),
  ...change,
})
const quizOn = (settings: GuildSettings, day: Temporal.PlainDate) => {
  const quizzes = slotsOn(settings, day).filter(({ kind }) => kind === 'quiz')
  expect(quizzes).toHaveLength(1)
  const [quiz] = quizzes
  if (!quiz) throw new Error('unreachable')
  return quiz
}
const clockOf = (time: Temporal.PlainTime) => time.toString({ smallestUnit: 'minute' })

/** Every change of a zone's clocks in the years: the last instant before it, and by how much it moves. */
function changesIn(zone: string) {
  const changes: { at: Temporal.ZonedDateTime; minutes: number }[] = []
  let at = from.toZonedDateTimeISO(zone).getTimeZoneTransition('next')
  while (at && Temporal.Instant.compare(at.toInstant(), to) < 0) {
    const before = at.subtract({ nanoseconds: 1 })
    changes.push({ at, minutes: (at.offsetNanoseconds - before.offsetNanoseconds) / 60e9 })
    at = at.getTimeZoneTransition('next')
  }
  return changes
}

test('around every change of every zone’s clocks from 2025 to 2035 each day has one quiz, at its time', () => {
  let changes = 0
  for (const zone of zones) {
    for (const { at, minutes } of changesIn(zone)) {
      changes += 1
      // The wall clock when the hands are moved: a gap begins there, an overlap ends there.
      const moved = at.subtract({ nanoseconds: 1 }).toPlainDateTime().round('minute')
      const inside =
        minutes > 0
          ? moved.add({ minutes: minutes / 2 })
          : moved.subtract({ minutes: -minutes / 2 })
      const settings = guild({ zone, quizTime: clockOf(inside.toPlainTime()) })
      const day = inside.toPlainDate()
      const dues = daysFrom(day.subtract({ days: 2 }), day.add({ days: 2 })).map((date) => {
        const quiz = quizOn(settings, date)
        const local = quiz.due.toZonedDateTimeISO(zone)
        const isChange = date.equals(day)
        const expected =
          isChange && minutes > 0
            ? inside.add({ minutes })
            : date.toPlainDateTime(inside.toPlainTime())
        expect(`${zone} ${local.toPlainDateTime()}`).toBe(`${zone} ${expected}`)
        // In an overlap the quiz comes at the first of the two moments.
        if (isChange && minutes < 0)
          expect(Temporal.Instant.compare(quiz.due, at.toInstant())).toBe(-1)
        return quiz.due.epochMilliseconds
      })
      expect(dues).toEqual([...new Set(dues)].sort((one, other) => one - other))
    }
  }
  expect(changes).toBeGreaterThan(2000)
})

test('any zone, day and time: one slot, on that date, at that time unless the clocks skip it', () => {
  const date = fc
    .integer({ min: 0, max: 4016 })
    .map((days) => Temporal.PlainDate.from('2025-01-01').add({ days }))
  const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 })
  for (const zone of zones) {
    fc.assert(
      fc.property(date, minutes, (day, minute) => {
        const time = Temporal.PlainTime.from('00:00').add({ minutes: minute })
        const { due, localDate } = quizOn(guild({ zone, quizTime: clockOf(time) }), day)
        expect(localDate.equals(day)).toBe(true)
        const local = due.toZonedDateTimeISO(zone)
        const isSkipped = !day
          .toZonedDateTime({ timeZone: zone, plainTime: time })
          .toPlainTime()
          .equals(time)
        if (!isSkipped) expect(`${local.toPlainDateTime()}`).toBe(`${day.toPlainDateTime(time)}`)
      }),
      { numRuns: 25 },
    )
  }
})

test.each([
  // Gaps: the time moves forward by the length of the gap.
  ['America/Santiago', '2026-09-06', '00:00', '2026-09-06T01:00:00-03:00'],
  ['Africa/Cairo', '2026-04-24', '00:30', '2026-04-24T01:30:00+03:00'],
  ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-04T02:45:00+11:00'],
  ['America/New_York', '2026-03-08', '02:30', '2026-03-08T03:30:00-04:00'],
  ['Africa/Casablanca', '2025-04-06', '02:30', '2025-04-06T03:30:00+01:00'],
  // Overlaps: the first of the two moments.
  ['America/Santiago', '2026-04-04', '23:30', '2026-04-04T23:30:00-03:00'],
  ['Africa/Cairo', '2026-10-29', '23:30', '2026-10-29T23:30:00+03:00'],
  ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-05T01:45:00+11:00'],
  ['Africa/Casablanca', '2025-02-23', '02:30', '2025-02-23T02:30:00+01:00'],
  ['America/New_York', '2026-11-01', '01:30', '2026-11-01T01:30:00-04:00'],
])('%s on %s: %s means %s', (zone, day, quizTime, instant) => {
  const { due } = quizOn(guild({ zone, quizTime }), Temporal.PlainDate.from(day))
  expect(due.toString()).toBe(Temporal.Instant.from(instant).toString())
})

test('holidays and pauses take out their days and no others', () => {
  const day = (days: number) => Temporal.PlainDate.from('2026-11-02').add({ days })
  const place = fc.integer({ min: 0, max: 40 })
  fc.assert(
    fc.property(
      fc.array(place, { maxLength: 5 }),
      place,
      fc.option(place),
      (off, first, length) => {
        const holidays = off.map(day)
        const pauseTo = length === null ? null : day(first + length)
        const settings = guild({ holidays, pauseFrom: day(first), pauseTo })
        for (let days = 0; days < 90; days += 1) {
          const isOff = off.includes(days)
          const isPaused = days >= first && (length === null || days <= first + length)
          const kinds = slotsOn(settings, day(days)).map(({ kind }) => kind)
          expect(kinds.includes('quiz')).toBe(!isOff && !isPaused)
          expect(kinds.includes('pause')).toBe(days === first)
          expect(kinds.includes('resume')).toBe(length !== null && days === first + length + 1)
        }
      },
    ),
    { numRuns: 60 },
  )
})
