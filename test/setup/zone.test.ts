// Zone and time: what people type is understood, or refused.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isZone } from '#lib/day.ts'
import { parseTime } from '#settings/settings.ts'
import { suggestZones, zoneOf } from '#setup/zone.ts'

test.each([
  ['서울', 'Asia/Seoul'],
  ['KST', 'Asia/Seoul'],
  ['asia/seoul', 'Asia/Seoul'],
  ['Lord Howe', 'Australia/Lord_Howe'],
  ['뉴욕', 'America/New_York'],
  ['UTC', 'UTC'],
])('%s means %s', (typed, zone) => expect(zoneOf(typed)).toBe(zone))

test.each(['', 'Atlantis', 'america', '+09:00', 'Asia/'])('%s means no single zone', (typed) =>
  expect(zoneOf(typed)).toBeUndefined(),
)

test('whatever is typed, a zone that is understood or suggested is a real one', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.constantFrom('a', 'Se', '도', 'new', 'p')), (typed) => {
      const zone = zoneOf(typed)
      if (zone !== undefined) expect(isZone(zone)).toBe(true)
      expect(suggestZones(typed).every(isZone)).toBe(true)
      expect(suggestZones(typed).length).toBeLessThanOrEqual(25)
    }),
  )
})

test('every minute of the day is read back as it is written', () => {
  for (let minute = 0; minute < 1440; minute += 1) {
    const text = Temporal.PlainTime.from('00:00').add({ minutes: minute }).toString().slice(0, 5)
    expect(parseTime(text)).toBe(text)
  }
})

test.each([
  ['9', '09:00'],
  ['9:5', '09:05'],
  ['21시', '21:00'],
  ['21시 30분', '21:30'],
  ['９：００', '09:00'],
])('%s is %s', (typed, time) => expect(parseTime(typed)).toBe(time))

test.each(['24:00', '9:60', 'nine', '', '9am', '-1'])('%s is no time', (typed) =>
  expect(parseTime(typed)).toBeUndefined(),
)

test.each(['constructor', 'toString', '__proto__', 'SystemV/EST5', 'EST5EDT'])(
  '%s is never taken for a zone the calendar cannot use',
  (typed) => {
    const zone = zoneOf(typed)
    if (zone !== undefined) expect(() => Temporal.Now.zonedDateTimeISO(zone)).not.toThrow()
  },
)
