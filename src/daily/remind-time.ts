// Remind time: when members of a guild may be reminded that a round is about to close.

import { type Day, dayIn, daysFrom, isBefore } from '#lib/day.ts'
import type { GuildSettings } from '#settings/settings.ts'

type Hours = Pick<GuildSettings, 'zone' | 'wakeTime' | 'sleepTime'>
type Open = { readonly opens: Temporal.Instant; readonly closes: Temporal.Instant }
type Span = { readonly from: Temporal.Instant; readonly to: Temporal.Instant }

const leadMost = 2 * 60 // minutes before the close, where the round is open for at least twice that
const marginMost = 15 // minutes before members sleep: what is due then still reaches them in time

const minutesOf = ({ from, to }: Span): number => from.until(to).total('minutes')
const later = (one: Temporal.Instant, other: Temporal.Instant) =>
  isBefore(one, other) ? other : one
const earlier = (one: Temporal.Instant, other: Temporal.Instant) =>
  isBefore(one, other) ? one : other

/**
 * The waking hours of a day, the end not included. Where the clocks go back over one of the two times
 * it is the one that makes them shorter, so that the wall clock is never outside them.
 */
function wakingOn(day: Day, { zone, wakeTime, sleepTime }: Hours): Span {
  const at = (time: string, disambiguation: 'earlier' | 'later') =>
    day.toPlainDateTime(time).toZonedDateTime(zone, { disambiguation }).toInstant()
  return { from: at(wakeTime, 'later'), to: at(sleepTime, 'earlier') }
}

/** The waking hours while a round is open, in their order. */
function wakingDuring({ opens, closes }: Open, hours: Hours): readonly Span[] {
  return daysFrom(dayIn(hours.zone, opens), dayIn(hours.zone, closes))
    .map((day) => wakingOn(day, hours))
    .map(({ from, to }) => ({ from: later(from, opens), to: earlier(to, closes) }))
    .filter(({ from, to }) => isBefore(from, to))
}

/** How long before its close a round's reminder aims to come: two hours, halfway if it is short. */
const leadOf = ({ opens, closes }: Open): Temporal.Duration =>
  Temporal.Duration.from({
    seconds: Math.floor(Math.min(leadMost, minutesOf({ from: opens, to: closes }) / 2) * 60),
  })

/** When a reminder would come if members never slept. */
export const aimOf = (round: Open): Temporal.Instant => round.closes.subtract(leadOf(round))

/**
 * When members are reminded of a round: two hours before it closes, halfway when it is open for less
 * than four. When they sleep then: the last moment they are awake before that, once the round has been
 * open for as long; else the first one after it; else the last one since the round opened. Undefined
 * when they are never awake while it is open.
 */
export function remindAt(round: Open, hours: Hours): Temporal.Instant | undefined {
  const aim = aimOf(round)
  const settled = round.opens.add(leadOf(round))
  // The last moment of each span leaves some time before its end.
  const spans = wakingDuring(round, hours).map((span) => {
    const margin = Math.floor(Math.min(marginMost, minutesOf(span) / 2) * 60)
    return { from: span.from, to: span.to.subtract({ seconds: margin }) }
  })
  const between = (first: Temporal.Instant, last: Temporal.Instant) =>
    spans
      .map(({ from, to }) => ({ from: later(from, first), to: earlier(to, last) }))
      .filter(({ from, to }) => !isBefore(to, from))
  return (
    between(settled, aim).at(-1)?.to ??
    between(aim, round.closes).at(0)?.from ??
    between(round.opens, settled).at(-1)?.to
  )
}

export type When =
  | { readonly kind: 'now' }
  | { readonly kind: 'later'; readonly due: Temporal.Instant }
  /** They are not awake any more while the round is open. */
  | { readonly kind: 'never' }

/** Whether a round's members may be reminded at `now`, or when they may be from then on. */
export function remindWhen(round: Open, hours: Hours, now: Temporal.Instant): When {
  const planned = remindAt(round, hours)
  if (planned && isBefore(now, planned)) return { kind: 'later', due: planned }
  const ahead = wakingDuring(round, hours).find(({ to }) => isBefore(now, to))
  if (!ahead) return { kind: 'never' }
  return isBefore(now, ahead.from) ? { kind: 'later', due: ahead.from } : { kind: 'now' }
}
