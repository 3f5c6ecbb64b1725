// Columns: Temporal's instants and days as column types that read the same through both drivers.

import { customType } from 'drizzle-orm/pg-core'

/** The database writes dates its own way beyond four digits; nothing here is that old or that far. */
function refuseUnless(isNear: boolean, value: unknown): void {
  if (!isNear) throw new RangeError(`${value} is outside the years the database can give back`)
}

/**
 * A point in time: `timestamptz` ↔ `Temporal.Instant`. PostgreSQL keeps microseconds, so finer
 * digits are cut off before they are sent; reading back what was written gives that cut instant.
 * Throws a RangeError outside the years 2 to 9998 (a session's zone may move a date by a year).
 * Compare through the column (`lte(slots.due, now)`): a bare `sql` template does not know how to send
 * a Temporal value, `sql.param(now, slots.due)` does.
 */
export const instant = customType<{ data: Temporal.Instant; driverData: string }>({
  dataType: () => 'timestamp with time zone',
  toDriver: (value) => {
    const { year } = value.toZonedDateTimeISO('UTC')
    refuseUnless(year >= 2 && year <= 9998, value)
    return value.toString({ smallestUnit: 'microsecond', roundingMode: 'floor' })
  },
  fromDriver: (text) => Temporal.Instant.from(text),
})

/**
 * A day on a calendar, without a zone: `date` ↔ `Temporal.PlainDate`. Throws a RangeError outside
 * the years 1 to 9999.
 */
export const day = customType<{ data: Temporal.PlainDate; driverData: string }>({
  dataType: () => 'date',
  toDriver: (value) => {
    refuseUnless(value.year >= 1 && value.year <= 9999, value)
    return value.toString({ calendarName: 'never' })
  },
  fromDriver: (text) => Temporal.PlainDate.from(text),
})
