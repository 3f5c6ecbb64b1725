// Written: dates, weekdays and hours are understood as people write them, and nothing else is.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isNone, parseDay, parseHours, parseWeekdays } from '../../src/setup/written.ts'

const today = Temporal.PlainDate.from('2026-11-22')

test.each([
  ['2026-12-25', '2026-12-25'],
  ['2026. 12. 25.', '2026-12-25'],
  ['2026년 12월 25일', '2026-12-25'],
  ['12-25', '2026-12-25'],
  ['12/25', '2026-12-25'],
  ['12월 25일', '2026-12-25'],
  ['1-2', '2027-01-02'], // the next one
  ['11-22', '2026-11-22'], // today
  ['2-29', '2028-02-29'],
  ['오늘', '2026-11-22'],
  ['Tomorrow', '2026-11-23'],
  ['2020-01-01', '2020-01-01'],
])('%s is %s', (typed, date) => {
  expect(parseDay(typed, today)?.toString()).toBe(date)
})

test.each(['', '32', '13-01', '2026-02-30', '25/12', 'Friday', '2026-1', '12-25-2026', '1e3'])(
  '“%s” is no date',
  (typed) => expect(parseDay(typed, today)).toBeUndefined(),
)

test('every date is understood as it is written by computers and by Koreans', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9000 }), (days) => {
      const date = today.add({ days })
      expect(parseDay(date.toString(), today)?.equals(date)).toBe(true)
      expect(parseDay(`${date.year}년 ${date.month}월 ${date.day}일`, today)?.equals(date)).toBe(
        true,
      )
    }),
  )
})

test.each([
  ['every day', [1, 2, 3, 4, 5, 6, 7]],
  ['매일', [1, 2, 3, 4, 5, 6, 7]],
  ['평일', [1, 2, 3, 4, 5]],
  ['weekend', [6, 7]],
  ['Mon-Fri', [1, 2, 3, 4, 5]],
  ['월 ~ 금', [1, 2, 3, 4, 5]],
  ['sat-mon', [1, 6, 7]],
  ['Fri, mon & Wed', [1, 3, 5]],
  ['월수금', [1, 3, 5]],
  ['Monday Tuesday', [1, 2]],
  ['토요일', [6]],
])('%s names %j', (typed, days) => {
  expect(parseWeekdays(typed)).toEqual(days)
})

test.each(['', ',', 'someday', 'mon-', 'mon-wed-fri', '월x', '1-5'])(
  '“%s” names no weekdays',
  (typed) => expect(parseWeekdays(typed)).toBeUndefined(),
)

test('hours are whole and from 1 to 24', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99 }), (hours) => {
      const expected = hours >= 1 && hours <= 24 ? hours : undefined
      for (const unit of ['', 'h', ' hours', '시간'])
        expect(parseHours(`${hours}${unit}`)).toBe(expected)
    }),
  )
  expect(['1.5', '-3', 'twelve', ''].map(parseHours)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test('what takes a date away is said in either language', () => {
  expect(['none', '없음', 'soon'].map(isNone)).toEqual([true, true, false])
})
