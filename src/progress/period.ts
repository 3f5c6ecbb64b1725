// Period: a stretch of a guild's calendar over which points are added up.

import { type Day, weekOf } from '#lib/day.ts'

export type Period =
  | { readonly kind: 'week'; readonly monday: Day }
  | { readonly kind: 'month'; readonly month: Temporal.PlainYearMonth }
  | { readonly kind: 'all' }

/** The week, Monday to Sunday, that a day is in. */
export const weekPeriod = (day: Day): Period => ({ kind: 'week', monday: weekOf(day) })
/** The calendar month that a day is in. */
export const monthPeriod = (day: Day): Period => ({
  kind: 'month',
  month: day.toPlainYearMonth(),
})
/** Everything since the guild began. */
export const allTime: Period = { kind: 'all' }

/** How a period is stored: `week:2026-11-16` (its Monday), `month:2026-11`, `all`. */
export function periodKey(period: Period): string {
  switch (period.kind) {
    case 'week':
      return `week:${period.monday}`
    case 'month':
      return `month:${period.month}`
    case 'all':
      return 'all'
  }
}

/** Where the points of a round are added: in a period, to all domains ('') or to one. */
export type Place = { readonly period: string; readonly domain: string }

/**
 * The places a round counts in: its week, its month and all time, and all time of its domain. A
 * domain's week or month is too short for a score (a board needs ten answers), so none is kept.
 */
export function placesOf(day: Day, domain: string): readonly Place[] {
  const places = [weekPeriod(day), monthPeriod(day), allTime].map((period) => ({
    period: periodKey(period),
    domain: '',
  }))
  return domain === '' ? places : [...places, { period: periodKey(allTime), domain }]
}
