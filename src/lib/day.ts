// Day: a guild's calendar date, and the instants and weeks that belong to it.

export type Day = Temporal.PlainDate

/** The date it is in `zone` (IANA) at `instant`. */
export const dayIn = (zone: string, instant: Temporal.Instant): Day =>
  instant.toZonedDateTimeISO(zone).toPlainDate()

/**
 * The instant of a wall-clock time (`HH:MM`) on a day. In a gap the time moves forward by the gap's
 * length, in an overlap it is the earlier one (Temporal's "compatible").
 */
export const instantOn = (day: Day, time: string, zone: string): Temporal.Instant =>
  day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).toInstant()

/** The Monday that begins the day's week: weeks run from Monday to Sunday. */
export const weekOf = (day: Day): Day => day.subtract({ days: day.dayOfWeek - 1 })

/** Each day from the first to the last, both included; none when the last comes first. */
export function daysFrom(first: Day, last: Day): readonly Day[] {
  const count = Math.max(0, first.until(last).days + 1)
  return Array.from({ length: count }, (_, index) => first.add({ days: index }))
}

export const isBefore = (one: Temporal.Instant, other: Temporal.Instant): boolean =>
  Temporal.Instant.compare(one, other) < 0

/** Whether this is a time zone Temporal knows by name (`Asia/Seoul`); abbreviations are refused. */
export function isZone(zone: string): boolean {
  try {
    const { timeZoneId } = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return timeZoneId === 'UTC' || timeZoneId.includes('/')
  } catch {
    return false
  }
}
