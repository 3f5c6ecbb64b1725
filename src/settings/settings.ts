// Settings: how a guild wants its days, as a value.

import type { Language } from '#core/language.ts'

export type GuildSettings = {
  readonly id: string
  readonly name: string
  readonly language: Language
  /** IANA time zone; the guild's day begins and ends by it. */
  readonly zone: string
  readonly course: string | null
  readonly quizChannel: string | null
  readonly boardChannel: string | null
  /** Where the owner is told of gaps in the notes and of reports. */
  readonly ownerChannel: string | null
  /** Wall-clock time `HH:MM`. */
  readonly quizTime: string
  readonly openHours: number
  /** ISO weekdays with a quiz, Monday = 1. */
  readonly weekdays: number[]
  readonly boardDay: number
  readonly boardTime: string
  /** Days without a quiz. */
  readonly holidays: Temporal.PlainDate[]
  /** First and last day of a pause, both without a quiz. */
  readonly pauseFrom: Temporal.PlainDate | null
  readonly pauseTo: Temporal.PlainDate | null
  readonly syllabus: string | null
  readonly examDate: Temporal.PlainDate | null
  /** How the daily question is answered: in a public poll, or by buttons that only the bot sees. */
  readonly mode: 'poll' | 'private'
  /** Between these wall-clock times members may be reminded. */
  readonly wakeTime: string
  readonly sleepTime: string
  /** Nothing due before this instant is owed; null until the guild is set up. */
  readonly since: Temporal.Instant | null
}

/** What a guild starts with when the bot is invited; nothing is posted until it is set up. */
export const defaults = (
  id: string,
  name: string,
  language: Language,
): Omit<GuildSettings, 'since'> & { readonly since: null } => ({
  id,
  name,
  language,
  zone: language === 'ko' ? 'Asia/Seoul' : 'UTC',
  course: null,
  quizChannel: null,
  boardChannel: null,
  ownerChannel: null,
  quizTime: '09:00',
  openHours: 12,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  boardDay: 1,
  boardTime: '09:00',
  holidays: [],
  pauseFrom: null,
  pauseTo: null,
  syllabus: null,
  examDate: null,
  mode: 'poll',
  wakeTime: '09:00',
  sleepTime: '22:00',
  since: null,
})

/** `9`, `9:30`, `09:30`, `21시`, `21시 30분` as `HH:MM`; undefined when it is no time of day. */
export function parseTime(typed: string): string | undefined {
  const found = /^(\d{1,2})(?:\s*(?::|시)\s*(\d{1,2})?\s*분?)?$/u.exec(
    typed.normalize('NFKC').trim(),
  )
  if (!found) return undefined
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)]
  if (hour > 23 || minute > 59) return undefined
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
