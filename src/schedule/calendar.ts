// Calendar: what a guild is owed on each of its dates, by its own clock.

import { type Day, dayIn, instantOn, isBefore } from '#lib/day.ts'
import type { GuildSettings } from '#settings/settings.ts'

export type Slot = {
  readonly guild: string
  /** Which handler carries it out. */
  readonly kind: string
  readonly localDate: Day
  /** What it is about when one date can owe several of a kind; '' otherwise. */
  readonly subject: string
  readonly due: Temporal.Instant
  /** The last instant at which it still makes sense; any when left out. */
  readonly until?: Temporal.Instant
  /** When what is posted closes again. */
  readonly closes?: Temporal.Instant
}

const boardPatience = { hours: 48 } // a week's board is still news two days later
const gapsAfterBoard = { minutes: 5 }

/** When a quiz put on `day` opens and closes, and until when it may still be posted late. */
export function quizHours(settings: GuildSettings, day: Day) {
  const opens = instantOn(day, settings.quizTime, settings.zone)
  const closes = opens.add({ hours: settings.openHours })
  // Late is fine while at least half of the open hours remain.
  return { opens, closes, until: opens.add({ minutes: settings.openHours * 30 }) }
}

/** The slots of one of the guild's dates, earliest first: its quiz; on board day the board and the gaps. */
export function slotsOn(settings: GuildSettings, day: Day): readonly Slot[] {
  const { id: guild, since, quizChannel, boardChannel, ownerChannel } = settings
  if (since === null) return []
  const slots: Slot[] = []
  if (quizChannel !== null && settings.weekdays.includes(day.dayOfWeek)) {
    const { opens: due, until, closes } = quizHours(settings, day)
    slots.push({ guild, kind: 'quiz', localDate: day, subject: '', due, until, closes })
  }
  if ((boardChannel ?? quizChannel) !== null && day.dayOfWeek === settings.boardDay) {
    const due = instantOn(day, settings.boardTime, settings.zone)
    const until = due.add(boardPatience)
    slots.push({ guild, kind: 'board', localDate: day, subject: '', due, until })
  }
  if (ownerChannel !== null && day.dayOfWeek === settings.boardDay) {
    const due = instantOn(day, settings.boardTime, settings.zone).add(gapsAfterBoard)
    const until = due.add(boardPatience)
    slots.push({ guild, kind: 'gaps', localDate: day, subject: '', due, until })
  }
  return slots
    .filter(({ due }) => !isBefore(due, since))
    .sort((one, other) => Temporal.Instant.compare(one.due, other.due))
}

/** Slots of the dates around `now` in the guild's zone, from yesterday's to those of a week ahead. */
export function slotsAround(settings: GuildSettings, now: Temporal.Instant): readonly Slot[] {
  const today = dayIn(settings.zone, now)
  return [-1, 0, 1, 2, 3, 4, 5, 6, 7].flatMap((days) => slotsOn(settings, today.add({ days })))
}
