// Group: a study group with its own day, and what it is owed by its own calendar, counted without the bot.

import { type Kind, markOf } from './mark.ts'

export type Group = {
  readonly id: string
  readonly name: string
  readonly zone: string
  /** Wall-clock time `HH:MM`. */
  readonly quizTime: string
  readonly openHours: number
  readonly mode: 'poll' | 'private'
  readonly quizChannel: string
  readonly boardChannel: string
}

export type Owed = {
  readonly kind: Kind
  readonly group: Group
  readonly day: Temporal.PlainDate
  readonly channel: string
  readonly mark: string
  /** From when to when it may be posted, in epoch milliseconds. */
  readonly due: number
  readonly until: number
}

const hour = 3_600_000
const boardTime = '09:00' // the default, on Mondays
const monday = 1

/**
 * Zones, times, open hours and modes: the first is set up by its owner's command, the others are written
 * down. Several open and close at the same instants, so that there is always something to be killed at.
 */
export const days = [
  { name: '서울', zone: 'Asia/Seoul', quizTime: '09:00', openHours: 12, mode: 'poll' },
  { name: 'New York', zone: 'America/New_York', quizTime: '19:00', openHours: 6, mode: 'poll' },
  { name: 'Kolkata', zone: 'Asia/Kolkata', quizTime: '05:30', openHours: 6, mode: 'private' },
  { name: '부산', zone: 'Asia/Seoul', quizTime: '09:00', openHours: 6, mode: 'poll' },
  { name: 'Berlin', zone: 'Europe/Berlin', quizTime: '13:00', openHours: 6, mode: 'poll' },
  { name: 'Lord Howe', zone: 'Australia/Lord_Howe', quizTime: '23:00', openHours: 6, mode: 'poll' },
  { name: 'Cairo', zone: 'Africa/Cairo', quizTime: '14:00', openHours: 12, mode: 'private' },
  { name: 'Santiago', zone: 'America/Santiago', quizTime: '15:00', openHours: 12, mode: 'poll' },
  { name: 'Auckland', zone: 'Pacific/Auckland', quizTime: '07:00', openHours: 6, mode: 'private' },
  { name: 'Reykjavik', zone: 'Atlantic/Reykjavik', quizTime: '18:00', openHours: 6, mode: 'poll' },
] as const

const instantOf = (day: Temporal.PlainDate, time: string, zone: string): number =>
  day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) })
    .epochMilliseconds

/** What a group is owed on one of its dates, as the README and docs promise it. */
function owedOn(group: Group, day: Temporal.PlainDate, since: number): readonly Owed[] {
  const opens = instantOf(day, group.quizTime, group.zone)
  const closes = opens + group.openHours * hour
  const of = (kind: Kind, due: number, until: number): Owed => ({
    kind,
    group,
    day,
    channel: kind === 'board' ? group.boardChannel : group.quizChannel,
    mark: markOf(kind, group.id, day),
    due,
    until,
  })
  const quiz = [
    of('quiz', opens, opens + (group.openHours * hour) / 2),
    of('reveal', closes, closes + 48 * hour),
  ]
  const boardDue = instantOf(day, boardTime, group.zone)
  const board = day.dayOfWeek === monday ? [of('board', boardDue, boardDue + 48 * hour)] : []
  return [...(opens < since ? [] : quiz), ...(boardDue < since ? [] : board)]
}

/** What a group is owed from `since` to `to` (epoch milliseconds), earliest first. */
export function owedTo(group: Group, since: number, to: number): readonly Owed[] {
  const dateAt = (at: number) =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(group.zone).toPlainDate()
  const last = dateAt(to)
  const owed: Owed[] = []
  // From the day before: what opens late in the evening closes on the next date.
  for (let day = dateAt(since).subtract({ days: 1 }); ; day = day.add({ days: 1 })) {
    if (Temporal.PlainDate.compare(day, last) > 0) break
    owed.push(...owedOn(group, day, since))
  }
  return owed.filter(({ due }) => due <= to).sort((one, other) => one.due - other.due)
}
