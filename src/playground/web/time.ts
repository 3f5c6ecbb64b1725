// Time: instants shown in the guild's zone and the page's language, by the injected clock.

import type { Texts } from './texts.ts'
import type { Language } from './wire.ts'

/** Discord's epoch (2015-01-01) in Unix milliseconds; a snowflake's high bits count from it. */
const discordEpoch = 1_420_070_400_000

export type Clock = { readonly now: string; readonly zone: string; readonly language: Language }

const locale = (language: Language): string => (language === 'ko' ? 'ko-KR' : 'en-US')

const formats = new Map<string, Intl.DateTimeFormat>()

const format = (
  { zone, language }: Clock,
  instant: number,
  options: Intl.DateTimeFormatOptions,
): string => {
  const key = `${zone} ${language} ${JSON.stringify(options)}`
  const known = formats.get(key)
  const made = known ?? new Intl.DateTimeFormat(locale(language), { timeZone: zone, ...options })
  if (known === undefined) formats.set(key, made)
  return made.format(instant)
}

/** Unix milliseconds at which a snowflake was made. */
export const instantOf = (snowflake: string): number =>
  Number(BigInt(snowflake) >> 22n) + discordEpoch

/** `오후 9:12` or `9:12 PM`. */
export const timeOfDay = (clock: Clock, instant: number): string =>
  format(clock, instant, { hour: 'numeric', minute: '2-digit' })

/** The local calendar day as `2026-11-22`. */
export const dayOf = (clock: Pick<Clock, 'zone'>, instant: number): string =>
  format({ ...clock, now: '', language: 'en' }, instant, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).replace(/^(\d+)\/(\d+)\/(\d+)$/, '$3-$1-$2')

/** Whole local days from `instant` to the clock's now; negative for the future. */
export const daysAgo = (clock: Clock, instant: number): number => {
  const day = (at: number) => Date.parse(dayOf(clock, at))
  return Math.round((day(Date.parse(clock.now)) - day(instant)) / 86_400_000)
}

/** The heading between two days of messages: `Today`, `Yesterday` or the whole date. */
export const dayHeading = (clock: Clock, instant: number, texts: Texts): string => {
  const date = format(clock, instant, { dateStyle: 'full' })
  const ago = daysAgo(clock, instant)
  return ago === 0 ? `${texts.today} · ${date}` : ago === 1 ? `${texts.yesterday} · ${date}` : date
}

/** The clock bar's now: `11월 22일 (일) 오후 9:12 GMT+9`. */
export const clockFace = (clock: Clock): string =>
  format(clock, Date.parse(clock.now), {
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  })

/** When the next post comes: the weekday only when it is another day. */
export const soon = (clock: Clock, instant: number): string =>
  daysAgo(clock, instant) === 0
    ? timeOfDay(clock, instant)
    : format(clock, instant, { weekday: 'short', hour: 'numeric', minute: '2-digit' })

const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

/** `3 hours ago`, `2시간 후`, by the clock. */
export const relative = (clock: Clock, instant: number): string => {
  const seconds = Math.round((instant - Date.parse(clock.now)) / 1000)
  // Nine tenths of a unit already read as one: 59 minutes are an hour.
  const [unit, size] = units.find(([, s]) => Math.abs(seconds) >= 0.9 * s) ?? ['second', 1]
  return new Intl.RelativeTimeFormat(locale(clock.language), { numeric: 'auto' }).format(
    Math.round(seconds / size),
    unit,
  )
}

/** Discord's timestamp styles: t T d D f F s S R; `f` when none is given. */
export const stamp = (clock: Clock, instant: number, style: string): string => {
  if (style === 'R') return relative(clock, instant)
  const options: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
    t: { timeStyle: 'short' },
    T: { timeStyle: 'medium' },
    d: { dateStyle: 'short' },
    D: { dateStyle: 'long' },
    F: { dateStyle: 'full', timeStyle: 'short' },
    s: { dateStyle: 'short', timeStyle: 'short' },
    S: { dateStyle: 'short', timeStyle: 'medium' },
  }
  return format(clock, instant, options[style] ?? { dateStyle: 'long', timeStyle: 'short' })
}

/** The whole instant, for titles. */
export const whole = (clock: Clock, instant: number): string => stamp(clock, instant, 'F')

/** How long until `instant`, in the largest unit Discord would use; undefined once it has passed. */
export const remaining = (clock: Clock, instant: number, texts: Texts): string | undefined => {
  const minutes = Math.ceil((instant - Date.parse(clock.now)) / 60_000)
  if (minutes <= 0) return undefined
  if (minutes < 60) return texts.minutes(minutes)
  const hours = Math.round(minutes / 60)
  return hours < 24 ? texts.hours(hours) : texts.days(Math.round(hours / 24))
}
