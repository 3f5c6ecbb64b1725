// Written: dates, weekdays and hours as people write them.

import type { Day } from '#lib/day.ts'

const plain = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase()

const near: Readonly<Record<string, number>> = { today: 0, 오늘: 0, tomorrow: 1, 내일: 1 }

/**
 * `2026-12-25`, `2026.12.25`, `12-25`, `12/25`, `12월 25일`, `today`, `내일`; without a year the next
 * such date from `today` on. Undefined when it is no date of the calendar.
 */
export function parseDay(typed: string, today: Day): Day | undefined {
  const text = plain(typed)
  const days = near[text]
  if (days !== undefined) return today.add({ days })
  const found = /^(?:(\d{4})\s*[-./년]\s*)?(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[.일]?$/u.exec(text)
  if (!found) return undefined
  const [, year, month, day] = found.map((part) => (part === undefined ? undefined : Number(part)))
  const on = (inYear: number): Day | undefined => {
    try {
      const date = { year: inYear, month: month ?? 0, day: day ?? 0 }
      return Temporal.PlainDate.from(date, { overflow: 'reject' })
    } catch {
      return undefined
    }
  }
  if (year !== undefined) return on(year)
  // 29 February comes at most eight years from now.
  return Array.from({ length: 9 }, (_, years) => on(today.year + years)).find(
    (date) => date && Temporal.PlainDate.compare(date, today) >= 0,
  )
}

const weekdayNames: readonly (readonly string[])[] = [
  ['monday', 'mon', '월요일', '월'],
  ['tuesday', 'tues', 'tue', '화요일', '화'],
  ['wednesday', 'wed', '수요일', '수'],
  ['thursday', 'thurs', 'thur', 'thu', '목요일', '목'],
  ['friday', 'fri', '금요일', '금'],
  ['saturday', 'sat', '토요일', '토'],
  ['sunday', 'sun', '일요일', '일'],
]
const weekdayOf = (word: string): number =>
  weekdayNames.findIndex((names) => names.includes(word)) + 1

const everyDay = [1, 2, 3, 4, 5, 6, 7]
const groups: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^(every ?day|daily|all|매일|전부)$/u, everyDay],
  [/^(weekdays|평일|주중)$/u, [1, 2, 3, 4, 5]],
  [/^(weekends?|주말)$/u, [6, 7]],
]

/**
 * ISO weekdays, Monday = 1: `every day`, `weekdays`, `주말`, `mon wed fri`, `mon-fri`, `월수금`, `월~금`.
 * Undefined when a word is none of them, or there is none.
 */
export function parseWeekdays(typed: string): readonly number[] | undefined {
  const text = plain(typed)
  const group = groups.find(([pattern]) => pattern.test(text))
  if (group) return group[1]
  const days = new Set<number>()
  for (const part of text.replaceAll(/\s*([-~–])\s*/gu, '$1').split(/[\s,·/&]+/u)) {
    const found = part === '' ? [] : rangeOf(part)
    if (!found) return undefined
    for (const day of found) days.add(day)
  }
  return days.size > 0 ? everyDay.filter((day) => days.has(day)) : undefined
}

/** One weekday, several Korean ones in a row, or a range that may pass the week's end. */
function rangeOf(part: string): readonly number[] | undefined {
  const one = weekdayOf(part)
  if (one > 0) return [one]
  if (/^[월화수목금토일]+$/u.test(part)) return [...part].map(weekdayOf)
  const [from = '', to = '', ...more] = part.split(/[-~–]/u)
  const [first, last] = [weekdayOf(from), weekdayOf(to)]
  if (first === 0 || last === 0 || more.length > 0) return undefined
  const length = ((last - first + 7) % 7) + 1
  return Array.from({ length }, (_, days) => ((first - 1 + days) % 7) + 1)
}

/** A whole number of hours from 1 to 24, as `12`, `12h`, `12 hours` or `12시간`. */
export function parseHours(typed: string): number | undefined {
  const found = /^(\d{1,2})\s*(?:h|hours?|시간)?$/u.exec(plain(typed))
  const hours = Number(found?.[1] ?? 0)
  return hours >= 1 && hours <= 24 ? hours : undefined
}

/** Whether it says that there is to be none. */
export const isNone = (typed: string): boolean =>
  /^(none|no|off|없음|없어요|삭제)$/u.test(plain(typed))
