// Preview: what it says is what the planner then does, whatever was set and changed before.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, daysFrom } from '#lib/day.ts'
import { skipOn } from '#schedule/calendar.ts'
import { type Coming, datesOfPreview, previewKinds, previewOf } from '#schedule/preview.ts'
import { slotsBetween } from '#schedule/store.ts'
import type { GuildSettings } from '#settings/settings.ts'
import { describeOnBothEngines } from '../support/database.ts'
import { guildId, openSeason, type Season } from './season.ts'

const zone = fc.constantFrom(
  'Asia/Seoul',
  'America/New_York',
  'America/Santiago',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Asia/Kathmandu',
  'UTC',
)
const time = fc
  .record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.constantFrom(0, 15, 30, 59) })
  .map(({ hour, minute }) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
const start = fc
  .integer({ min: 0, max: 24 * 4000 })
  .map((hours) => Temporal.Instant.from('2025-01-01T00:00Z').add({ hours }))
const wanted = fc.record({
  zone,
  quizTime: time,
  openHours: fc.integer({ min: 1, max: 24 }),
  weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
  boardDay: fc.integer({ min: 1, max: 7 }),
  boardTime: time,
})
/** Holidays and a pause by days from the guild's date then. */
const off = fc.record({
  holidays: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 3 }),
  pause: fc.option(
    fc.tuple(fc.integer({ min: 0, max: 10 }), fc.option(fc.integer({ min: 0, max: 14 }))),
  ),
})

const offFrom = (
  today: Day,
  { holidays, pause }: typeof off extends fc.Arbitrary<infer T> ? T : never,
): Partial<GuildSettings> => ({
  holidays: holidays.map((days) => today.add({ days })),
  pauseFrom: pause ? today.add({ days: pause[0] }) : null,
  pauseTo: pause && pause[1] !== null ? today.add({ days: pause[0] + pause[1] }) : null,
})

describeOnBothEngines('the preview', (open, { engine }) => {
  const previewIn = async (season: Season, db: Parameters<typeof slotsBetween>[0]) => {
    const settings = await season.settings()
    const { first, last } = datesOfPreview(settings, season.now())
    const stored = await slotsBetween(db, guildId, previewKinds, first, last)
    return previewOf(settings, season.now(), stored)
  }
  const named = ({
    kind,
    localDate,
    due,
  }: {
    kind: string
    localDate: Day
    due: Temporal.Instant
  }) => `${kind} ${localDate} ${due}`
  const skipped = (coming: readonly Coming[], day: Day) =>
    coming.find(
      (one) =>
        one.kind === 'skipped' &&
        one.why !== 'had' &&
        Temporal.PlainDate.compare(one.from, day) <= 0 &&
        (one.to === null || Temporal.PlainDate.compare(day, one.to) <= 0),
    )

  const plainDays = { openHours: 1, weekdays: [5, 6], boardDay: 1, boardTime: '00:00' }
  const nothingOff = { holidays: [], pause: null }

  test('its seven posts are the next seven the planner makes, its gaps the days without a quiz', async () => {
    await fc.assert(
      fc.asyncProperty(
        start,
        wanted,
        off,
        fc.double({ min: 0, max: 240, noNaN: true }),
        wanted,
        off,
        async (begin, first, firstOff, hours, second, secondOff) => {
          const { db } = await open()
          const season = await openSeason(db, begin, first)
          await season.change(offFrom(await season.today(), firstOff))
          await season.pass(hours)
          await season.change(second)
          await season.change(offFrom(await season.today(), secondOff))

          const today = await season.today()
          const settings = await season.settings()
          const coming = await previewIn(season, db)
          const posts = coming.filter((one) => one.kind === 'post')
          const before = season.happened.length
          await season.pass(24 * 60, () => season.happened.length < before + 7)
          const then = season.happened.slice(before, before + 7)
          const expected = posts.map(({ of, localDate, due }) =>
            named({ kind: of, localDate, due }),
          )
          // What falls on the same instant has no order of its own.
          expect(expected.toSorted()).toEqual(then.map(named).toSorted())
          expect(posts.map(({ due }) => due.epochMilliseconds)).toEqual(
            posts.map(({ due }) => due.epochMilliseconds).toSorted((one, other) => one - other),
          )

          const had = coming.flatMap((one) =>
            one.kind === 'skipped' && one.why === 'had'
              ? daysFrom(one.from, one.to ?? one.from)
              : [],
          )
          for (const day of had) {
            expect(season.happened.slice(0, before).map(named).join()).toContain(`quiz ${day} `)
          }
          const last = then.at(-1)?.localDate ?? today
          const quizDates = new Set(
            season.happened
              .filter(({ kind }) => kind === 'quiz')
              .map(({ localDate }) => `${localDate}`),
          )
          for (const day of daysFrom(today.add({ days: 1 }), last.subtract({ days: 1 }))) {
            const gap = skipped(coming, day)
            expect(`${day} ${gap === undefined}`).toBe(`${day} ${quizDates.has(day.toString())}`)
            if (gap?.kind === 'skipped') expect(gap.why).toBe(skipOn(settings, day))
          }
        },
      ),
      {
        numRuns: engine === 'pglite' ? 12 : 6,
        // The widest jump of zones puts a later date's quiz before an earlier one's.
        examples: [
          [
            Temporal.Instant.from('2025-09-11T11:00:00Z'),
            { ...plainDays, zone: 'Asia/Seoul', quizTime: '19:30' },
            nothingOff,
            0,
            { ...plainDays, zone: 'Pacific/Kiritimati', quizTime: '00:00' },
            nothingOff,
          ],
        ],
      },
    )
  }, 120_000)

  test('a pause without an end shows no quiz after it began, and says so', async () => {
    const { db } = await open()
    const season = await openSeason(db, Temporal.Instant.from('2026-11-16T08:00+09:00'), {})
    await season.change({ pauseFrom: Temporal.PlainDate.from('2026-11-18') })
    const coming = await previewIn(season, db)
    expect(
      coming.map((one) =>
        one.kind === 'post' ? `${one.of} ${one.localDate}` : `${one.why} ${one.from} ${one.to}`,
      ),
    ).toEqual([
      'quiz 2026-11-16',
      'quiz 2026-11-17',
      'pause 2026-11-18',
      'pause 2026-11-18 null',
      'board 2026-11-23',
    ])
  })

  test('a move from the last zone of a day to the first of the next but one keeps tonight’s quiz', async () => {
    const { db } = await open()
    const settings = { zone: 'Pacific/Pago_Pago', quizTime: '23:45' }
    const season = await openSeason(db, Temporal.Instant.from('2026-11-15T20:00-11:00'), settings)
    await season.pass(27.5) // Monday 23:30, where it is Wednesday 00:30 on Kiritimati
    await season.change({ zone: 'Pacific/Kiritimati' })
    await season.pass(50)
    const dates = season.happened
      .filter(({ kind }) => kind === 'quiz')
      .map(({ localDate }) => `${localDate}`)
    // The seventeenth is nearly over there and comes at once, tonight's a quarter of an hour later.
    expect(dates.toSorted()).toEqual([
      '2026-11-15',
      '2026-11-16',
      '2026-11-17',
      '2026-11-18',
      '2026-11-19',
    ])
  })

  test('changing zone, time and hours over and over: each local date has one quiz, none is lost', async () => {
    const change = fc.record(
      { zone, quizTime: time, openHours: fc.integer({ min: 1, max: 24 }) },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(
        start,
        wanted,
        fc.array(fc.tuple(fc.double({ min: 0, max: 60, noNaN: true }), change), {
          minLength: 1,
          maxLength: 6,
        }),
        async (begin, first, changes) => {
          const { db } = await open()
          const season = await openSeason(db, begin, { ...first, weekdays: [1, 2, 3, 4, 5, 6, 7] })
          await season.pass(48)
          for (const [hours, change] of changes) {
            await season.change(change)
            await season.pass(hours)
          }
          await season.pass(72)
          const quizzes = season.happened.filter(({ kind }) => kind === 'quiz')
          const dates = quizzes.map(({ localDate }) => localDate.toString()).toSorted()
          expect(new Set(dates).size).toBe(dates.length)
          const [one, last] = [dates[0], dates.at(-1)]
          const days =
            one && last ? daysFrom(Temporal.PlainDate.from(one), Temporal.PlainDate.from(last)) : []
          expect(dates).toEqual(days.map(String))
          expect(dates.length).toBeGreaterThanOrEqual(3)
        },
      ),
      { numRuns: engine === 'pglite' ? 15 : 6 },
    )
  }, 120_000)
})
