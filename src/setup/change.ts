// Change: what an owner wrote for /schedule as a change of settings, or the sentence that says what is wrong.

import type { Invocation } from '#core/command.ts'
import type { Language } from '#core/language.ts'
import type { Course } from '#course/course.ts'
import type { Day } from '#lib/day.ts'
import { fail, ok, type Result } from '#lib/result.ts'
import { isPaused } from '#schedule/calendar.ts'
import { type GuildSettings, parseTime } from '#settings/settings.ts'
import { scheduleTexts } from './schedule-texts.ts'
import { isNone, parseDay, parseHours, parseWeekdays } from './written.ts'

type Change = Partial<Omit<GuildSettings, 'id'>>

export type Facts = {
  readonly settings: GuildSettings
  /** The guild's date now. */
  readonly today: Day
  readonly course: Course
  /** Whether a pause that began today has been announced. */
  readonly isPauseTold: boolean
}

type Bad = ReturnType<typeof scheduleTexts>['bad']
type Read = Result<Change, string>
type Typed = Invocation['options']

const holidaysMost = 100
const nothing: Read = ok({})
const compare = Temporal.PlainDate.compare

/** All that was written as one change; the first fault in the language's words otherwise. */
export function changeOf(options: Typed, facts: Facts, language: Language): Read {
  const { bad } = scheduleTexts(language)
  let change: Change = {}
  for (const read of [days, holidays, pause, board, course, waking]) {
    const found = read(options, facts, bad, language)
    if (!found.ok) return found
    change = { ...change, ...found.value }
  }
  return ok(change)
}

const textOf = (options: Typed, name: string): string | undefined =>
  options[name] === undefined ? undefined : String(options[name])

function days(options: Typed, _facts: Facts, bad: Bad): Read {
  const [typedDays, typedHours] = [textOf(options, 'weekdays'), textOf(options, 'open_hours')]
  const weekdays = typedDays === undefined ? undefined : parseWeekdays(typedDays)
  if (typedDays !== undefined && !weekdays) return fail(bad.weekdays(typedDays))
  const openHours = typedHours === undefined ? undefined : parseHours(typedHours)
  if (typedHours !== undefined && openHours === undefined) return fail(bad.hours(typedHours))
  const mode = options['mode'] === 'poll' || options['mode'] === 'private' ? options['mode'] : null
  return ok({
    ...(weekdays && { weekdays: [...weekdays] }),
    ...(openHours !== undefined && { openHours }),
    ...(mode && { mode }),
  })
}

function holidays(options: Typed, { settings, today }: Facts, bad: Bad): Read {
  const [added, removed] = [textOf(options, 'holiday'), textOf(options, 'remove_holiday')]
  if (added === undefined && removed === undefined) return nothing
  const all = new Map(settings.holidays.map((day) => [day.toString(), day]))
  for (const typed of added?.split(',') ?? []) {
    const day = dayFrom(typed.trim(), today, bad)
    if (!day.ok) return day
    all.set(day.value.toString(), day.value)
  }
  if (removed !== undefined) {
    const day = parseDay(removed, today)
    if (!day) return fail(bad.date(removed))
    if (!all.delete(day.toString())) return fail(bad.noHoliday(day))
  }
  // Holidays of days that are over do nothing any more.
  const ahead = [...all.values()].filter((day) => compare(day, today.subtract({ days: 7 })) >= 0)
  if (ahead.length > holidaysMost) return fail(bad.manyHolidays(holidaysMost))
  return ok({ holidays: ahead.sort(compare) })
}

/** A date that is not over. */
function dayFrom(typed: string, today: Day, bad: Bad): Result<Day, string> {
  const day = parseDay(typed, today)
  if (!day) return fail(bad.date(typed))
  return compare(day, today) < 0 ? fail(bad.past(day)) : ok(day)
}

function pause(options: Typed, facts: Facts, bad: Bad): Read {
  const { settings, today } = facts
  const [typedFrom, typedTo] = [textOf(options, 'pause_from'), textOf(options, 'pause_to')]
  const pauseGiven = typedFrom !== undefined || typedTo !== undefined
  if (options['resume'] === true) return pauseGiven ? fail(bad.resumeAndPause) : resume(facts, bad)
  if (!pauseGiven) return nothing

  const isOn = isPaused(settings, today)
  const isAhead = settings.pauseFrom !== null && compare(settings.pauseFrom, today) > 0
  if (typedFrom !== undefined && isOn && settings.pauseFrom) {
    return fail(bad.pauseOn(settings.pauseFrom))
  }
  const begins = typedFrom === undefined ? ok(today) : dayFrom(typedFrom, today, bad)
  if (!begins.ok) return begins
  const isKept = typedFrom === undefined && (isOn || isAhead)
  const from = (isKept ? settings.pauseFrom : null) ?? begins.value
  if (!isOn && facts.isPauseTold && from.equals(today)) return fail(bad.pauseTold)
  const ends =
    typedTo === undefined ? ok(isAhead ? settings.pauseTo : null) : dayFrom(typedTo, today, bad)
  if (!ends.ok) return ends
  if (ends.value && compare(ends.value, from) < 0) return fail(bad.pauseOrder(from, ends.value))
  return ok({ pauseFrom: from, pauseTo: ends.value })
}

/** Ends the pause with yesterday, or takes back one that nobody has been told of. */
function resume({ settings, today, isPauseTold }: Facts, bad: Bad): Read {
  const { pauseFrom } = settings
  const isOn = isPaused(settings, today)
  if (!pauseFrom || (!isOn && compare(pauseFrom, today) <= 0)) return fail(bad.noPause)
  const hasBegun = compare(pauseFrom, today) < 0 || (isOn && isPauseTold)
  if (!hasBegun) return ok({ pauseFrom: null, pauseTo: null })
  return ok({ pauseTo: today.subtract({ days: 1 }) })
}

function board(options: Typed, _facts: Facts, bad: Bad): Read {
  const day = Number(textOf(options, 'board_day') ?? 0)
  const typed = textOf(options, 'board_time')
  const time = typed === undefined ? undefined : parseTime(typed)
  if (typed !== undefined && !time) return fail(bad.time(typed))
  return ok({ ...(day > 0 && { boardDay: day }), ...(time && { boardTime: time }) })
}

function course(options: Typed, facts: Facts, bad: Bad, language: Language): Read {
  const [typedTopic, typedExam] = [textOf(options, 'topic'), textOf(options, 'exam_date')]
  let change: Change = {}
  if (typedTopic !== undefined) {
    const topic = topicOf(typedTopic, facts.course, language)
    if (topic === undefined) return fail(bad.topic(typedTopic, facts.course.topics.length))
    change = { syllabus: topic }
  }
  if (typedExam === undefined) return ok(change)
  if (isNone(typedExam)) return ok({ ...change, examDate: null })
  const day = dayFrom(typedExam, facts.today, bad)
  return day.ok ? ok({ ...change, examDate: day.value }) : day
}

/** The id of the topic meant by its id, number or title; null for all of them, undefined for none. */
function topicOf(typed: string, { topics }: Course, language: Language): string | null | undefined {
  const text = typed.normalize('NFC').trim().toLowerCase()
  if (text === 'all' || text === '전체') return null
  const place = /^\d{1,3}$/.test(text) ? Number(text) : 0
  const exact = topics.find(({ id }) => id === text) ?? topics[place - 1]
  const fitting = topicsLike(typed, topics, language)
  return exact?.id ?? (fitting.length === 1 ? fitting[0]?.id : undefined)
}

/** Topics whose id or title in either language holds what was typed; all of them for nothing. */
export function topicsLike(
  typed: string,
  topics: Course['topics'],
  language: Language,
): Course['topics'] {
  const text = typed.normalize('NFC').trim().toLowerCase()
  const words = ({ id, title }: Course['topics'][number], place: number) =>
    [String(place + 1), id, title[language], title.ko, title.en].join('\n').toLowerCase()
  return topics.filter((topic, place) => words(topic, place).includes(text))
}

function waking(options: Typed, { settings }: Facts, bad: Bad): Read {
  const typed = { wake: textOf(options, 'wake'), sleep: textOf(options, 'sleep') }
  if (typed.wake === undefined && typed.sleep === undefined) return nothing
  for (const time of [typed.wake, typed.sleep]) {
    if (time !== undefined && !parseTime(time)) return fail(bad.time(time))
  }
  const wakeTime = parseTime(typed.wake ?? '') ?? settings.wakeTime
  const sleepTime = parseTime(typed.sleep ?? '') ?? settings.sleepTime
  return wakeTime < sleepTime ? ok({ wakeTime, sleepTime }) : fail(bad.waking(wakeTime, sleepTime))
}
