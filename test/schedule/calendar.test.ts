// Calendar: one quiz a local day at the right wall-clock time, in every zone.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayIn, daysFrom, instantOn, weekOf } from '#lib/day.ts'
import { slotsAround, slotsOn } from '#schedule/calendar.ts'
import { defaults, type GuildSettings } from '#settings/settings.ts'

const guild = (change: Partial<GuildSettings> = {}): GuildSettings => ({
  ...defaults('1', 'group', 'ko'),
  quizChannel: 'quiz',
  boardChannel: 'board',
  since: Temporal.Instant.from('2024-01-01T00:00Z'),
  ...change,
})
const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
const date = fc
  .integer({ min: 0, max: 4017 })
  .map((days) => Temporal.PlainDate.from('2025-01-01').add({ days }))
const time = fc
  .record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) })
  .map(({ hour, minute }) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)

test('a day has one quiz slot, on that very day by the clock of the guild', () => {
  fc.assert(
    fc.property(zone, date, time, (where, day, quizTime) => {
      const settings = guild({ zone: where, quizTime })
      const quizzes = slotsOn(settings, day).filter(({ kind }) => kind === 'quiz')
      expect(quizzes).toHaveLength(1)
      const due = quizzes[0]?.due.toZonedDateTimeISO(where)
      // A day that the zone skipped altogether (a jump over the date line) moves to the next.
      const skipped = day.toZonedDateTime(where).toPlainDate().equals(day) === false
      if (!skipped) expect(due?.toPlainDate().toString()).toBe(day.toString())
    }),
    { numRuns: 2000 },
  )
})

test('slots of following days are due in strictly rising order, 22 to 26 hours apart', () => {
  fc.assert(
    fc.property(zone, date, time, (where, day, quizTime) => {
      const one = instantOn(day, quizTime, where)
      const next = instantOn(day.add({ days: 1 }), quizTime, where)
      const hours = (next.epochMilliseconds - one.epochMilliseconds) / 3_600_000
      expect(hours).toBeGreaterThanOrEqual(22)
      expect(hours).toBeLessThanOrEqual(26)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['America/New_York', '2027-03-14', '02:30', '03:30'], // the hour does not exist
  ['America/New_York', '2026-11-01', '01:30', '01:30'], // the hour comes twice
  ['America/Santiago', '2027-09-05', '00:00', '01:00'], // the day begins at one
  ['Australia/Lord_Howe', '2026-10-04', '02:15', '02:45'], // half an hour is skipped
  ['Asia/Seoul', '2026-11-22', '09:00', '09:00'],
])('%s %s %s is %s by the wall clock', (where, day, asked, shown) => {
  const due = instantOn(Temporal.PlainDate.from(day), asked, where).toZonedDateTimeISO(where)
  expect(due.toPlainTime().toString({ smallestUnit: 'minute' })).toBe(shown)
})

test('the board comes once a week, on its day', () => {
  const days = daysFrom(
    Temporal.PlainDate.from('2026-11-01'),
    Temporal.PlainDate.from('2026-11-28'),
  )
  const boards = days
    .flatMap((day) => slotsOn(guild({ boardDay: 3 }), day))
    .filter(({ kind }) => kind === 'board')
  expect(boards.map(({ localDate }) => localDate.toString())).toEqual([
    '2026-11-04',
    '2026-11-11',
    '2026-11-18',
    '2026-11-25',
  ])
})

test('the gaps come right after the board, to guilds that chose a channel for them', () => {
  fc.assert(
    fc.property(zone, date, time, (where, day, boardTime) => {
      const settings = { zone: where, boardTime, boardDay: day.dayOfWeek, weekdays: [] }
      const [board, gaps, ...others] = slotsOn(guild({ ...settings, ownerChannel: 'own' }), day)
      expect(others).toEqual([])
      expect([board?.kind, gaps?.kind]).toEqual(['board', 'gaps'])
      expect(board?.due.until(gaps?.due ?? board.due).total('minutes')).toBe(5)
      expect(slotsOn(guild(settings), day).map(({ kind }) => kind)).toEqual(['board'])
      const next = slotsOn(guild({ ...settings, ownerChannel: 'own' }), day.add({ days: 1 }))
      expect(next).toEqual([])
    }),
  )
})

test('weekdays without a quiz owe none', () => {
  const sunday = Temporal.PlainDate.from('2026-11-22')
  expect(slotsOn(guild({ weekdays: [1, 2, 3, 4, 5] }), sunday)).toEqual([])
})

test('nothing is owed that was due before the guild was set up, and nothing at all until then', () => {
  const day = Temporal.PlainDate.from('2026-11-23')
  const noon = Temporal.Instant.from('2026-11-23T03:00Z') // 12:00 in Seoul
  expect(slotsOn(guild({ since: noon }), day)).toEqual([])
  expect(slotsOn(guild({ since: null }), day)).toEqual([])
})

test('planning a day later keeps the keys of the days both plans hold', () => {
  fc.assert(
    fc.property(zone, date, (where, day) => {
      const settings = guild({ zone: where })
      const noon = instantOn(day, '12:00', where)
      const keys = (now: Temporal.Instant) =>
        slotsAround(settings, now).owed.map(
          ({ kind, localDate, due }) => `${kind} ${localDate} ${due}`,
        )
      const today = keys(noon)
      const tomorrow = keys(noon.add({ hours: 24 }))
      const lastDay = dayIn(where, noon).add({ days: 7 }).toString()
      const shared = tomorrow.filter((key) => (key.split(' ')[1] ?? '') <= lastDay)
      expect(today).toEqual(expect.arrayContaining(shared))
    }),
    { numRuns: 200 },
  )
})

test('a week begins on its Monday', () => {
  fc.assert(
    fc.property(date, (day) => {
      const monday = weekOf(day)
      expect(monday.dayOfWeek).toBe(1)
      expect(monday.until(day).days).toBeLessThan(7)
      expect(monday.until(day).days).toBeGreaterThanOrEqual(0)
    }),
  )
})
