// Calendar: what a guild is owed on each of its dates, by its own clock.

import { type Day, dayIn, instantOn, isBefore, weekOf } from '#lib/day.ts'
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

/** The kinds of slot that follow from settings; others are owed by what happens. */
export const plannedKinds = ['pause', 'resume', 'quiz', 'board', 'gaps'] as const

/** Why a date has no quiz. */
export type Skip = 'pause' | 'holiday' | 'weekday'

const noticePatience = { hours: 48 } // that a pause began or ended is still news two days later
const boardPatience = { hours: 48 }
const gapsAfterBoard = { minutes: 5 }

const isWithin = (day: Day, from: Day, to: Day | null): boolean =>
  Temporal.PlainDate.compare(from, day) <= 0 &&
  (to === null || Temporal.PlainDate.compare(day, to) <= 0)

type Pause = Pick<GuildSettings, 'pauseFrom' | 'pauseTo'>

/** Whether the pause covers the day; one without an end covers every day from its first. */
export const isPaused = ({ pauseFrom, pauseTo }: Pause, day: Day): boolean =>
  pauseFrom !== null && isWithin(day, pauseFrom, pauseTo)

/** Why the day has no quiz; undefined when it has one. */
export function skipOn(settings: GuildSettings, day: Day): Skip | undefined {
  if (isPaused(settings, day)) return 'pause'
  if (settings.holidays.some((holiday) => holiday.equals(day))) return 'holiday'
  return settings.weekdays.includes(day.dayOfWeek) ? undefined : 'weekday'
}

/** When a quiz put on `day` opens and closes, and until when it may still be posted late. */
export function quizHours(settings: GuildSettings, day: Day) {
  const opens = instantOn(day, settings.quizTime, settings.zone)
  const closes = opens.add({ hours: settings.openHours })
  // Late is fine while at least half of the open hours remain.
  return { opens, closes, until: opens.add({ minutes: settings.openHours * 30 }) }
}

/** The slots of one of the guild's dates, also those that were due before it was set up. */
function everySlotOn(settings: GuildSettings, day: Day): readonly Slot[] {
  const { id: guild, quizChannel, boardChannel, ownerChannel, pauseFrom, pauseTo } = settings
  const slots: Slot[] = []
  const add = (kind: string, slot: Omit<Slot, 'guild' | 'kind' | 'localDate' | 'subject'>) =>
    slots.push({ guild, kind, localDate: day, subject: '', ...slot })
  if (quizChannel !== null) {
    const { opens: due, until, closes } = quizHours(settings, day)
    const notice = { guild, localDate: day, due, until: due.add(noticePatience) }
    if (pauseFrom?.equals(day) && isPaused(settings, day)) {
      slots.push({ ...notice, kind: 'pause', subject: '' })
    }
    if (pauseFrom !== null && pauseTo?.add({ days: 1 }).equals(day)) {
      slots.push({ ...notice, kind: 'resume', subject: pauseFrom.toString() })
    }
    if (skipOn(settings, day) === undefined) add('quiz', { due, until, closes })
  }
  if (day.dayOfWeek === settings.boardDay) {
    const due = instantOn(day, settings.boardTime, settings.zone)
    // What it tells of is the week before: news until this week ends, and for two days at least.
    const weekEnds = instantOn(weekOf(day).add({ days: 7 }), '00:00', settings.zone)
    const patience = due.add(boardPatience)
    const until = isBefore(patience, weekEnds) ? weekEnds : patience
    if ((boardChannel ?? quizChannel) !== null) add('board', { due, until })
    if (ownerChannel !== null) add('gaps', { due: due.add(gapsAfterBoard), until })
  }
  return slots.sort((one, other) => Temporal.Instant.compare(one.due, other.due))
}

const isOwed =
  ({ since }: GuildSettings) =>
  ({ due }: Slot): boolean =>
    since !== null && !isBefore(due, since)

/**
 * The slots of one of the guild's dates, earliest first: its quiz unless the day is skipped, the
 * announcement of a pause that begins or has ended; on board day the board and the gaps.
 */
export const slotsOn = (settings: GuildSettings, day: Day): readonly Slot[] =>
  everySlotOn(settings, day).filter(isOwed(settings))

/**
 * What to plan at `now`: `owed` are the slots of the dates around it; `kept` names those that are not
 * to be taken back when they are planned already, which is more: a day keeps its quiz when new
 * settings put its hours before the guild was set up. Dates reach from three days ago, as a change of
 * zone moves the date by up to two, to a week ahead; boards of this week are owed to its end.
 */
export function slotsAround(
  settings: GuildSettings,
  now: Temporal.Instant,
): { readonly owed: readonly Slot[]; readonly kept: readonly Slot[] } {
  if (settings.since === null) return { owed: [], kept: [] }
  const today = dayIn(settings.zone, now)
  const first = Math.min(-3, 1 - today.dayOfWeek)
  const kept = Array.from({ length: 8 - first }, (_, place) => {
    const days = first + place
    const slots = everySlotOn(settings, today.add({ days }))
    return days < -3 ? slots.filter(({ kind }) => kind === 'board') : slots
  }).flat()
  return { owed: kept.filter(isOwed(settings)), kept }
}
