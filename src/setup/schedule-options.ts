// The options of /schedule, each with suggestions that fit what is typed.

import type { Invocation, Option } from '#core/command.ts'
import type { Clock, Db } from '#core/deps.ts'
import type { Bilingual } from '#core/language.ts'
import type { Choice } from '#core/reply.ts'
import type { Course } from '#course/course.ts'
import { dayIn } from '#lib/day.ts'
import { shorten } from '#lib/text.ts'
import { dateIn } from '#schedule/texts.ts'
import { type GuildSettings, parseTime } from '#settings/settings.ts'
import { guildSettings } from '#settings/store.ts'
import { topicsLike } from './change.ts'
import { dayName, daysIn, scheduleTexts } from './schedule-texts.ts'
import { parseDay, parseWeekdays } from './written.ts'

const boardTimes = ['07:00', '08:00', '09:00', '12:00', '18:00', '21:00', '22:00']
const wakeTimes = ['07:00', '08:00', '09:00', '10:00', '12:00']
const sleepTimes = ['20:00', '21:00', '22:00', '23:00', '23:59']
/** Times that begin with what was typed, or the one time it means. */
function timesLike(typed: string, popular: readonly string[]): readonly Choice[] {
  const meant = parseTime(typed)
  const fitting = popular.filter((time) => time.startsWith(typed.trim()))
  return [...new Set([...(meant ? [meant] : []), ...fitting])].map((value) => ({
    value,
    label: value,
  }))
}

type Suggest = (typed: string, call: Invocation) => Promise<readonly Choice[]>
const textOption = (name: string, about: Bilingual, suggest: Suggest, most = 40): Option => ({
  kind: 'text',
  name,
  about,
  required: false,
  most,
  suggest,
})

type OptionDeps = {
  readonly db: Db
  readonly clock: Clock
  readonly courseOf: (settings: GuildSettings | undefined) => Course
}

/** All options of /schedule; none is required. */
export function scheduleOptions({ db, clock, courseOf }: OptionDeps): readonly Option[] {
  const times =
    (popular: readonly string[]): Suggest =>
    async (typed) =>
      timesLike(typed, popular)
  const weekdays: Suggest = async (typed, { language }) => {
    const usual = [
      [1, 2, 3, 4, 5, 6, 7],
      [1, 2, 3, 4, 5],
      [1, 3, 5],
      [6, 7],
    ]
    const meant = parseWeekdays(typed)
    const choices = meant ? [meant] : usual
    return choices.map((days) => {
      const label = daysIn(days, language)
      return { value: days.map((day) => dayName(day, 'en')).join(' '), label }
    })
  }
  const hours: Suggest = async (typed, { language }) =>
    ['6', '8', '12', '18', '24']
      .filter((value) => value.startsWith(typed.trim()))
      .map((value) => ({ value, label: language === 'ko' ? `${value}시간` : `${value} hours` }))
  const dates: Suggest = async (typed, { guild, language }) => {
    const today = dayIn((await guildSettings(db, guild))?.zone ?? 'UTC', clock())
    const last = typed.split(',').at(-1)?.trim() ?? ''
    const meant = parseDay(last, today)
    const soon = [0, 1, 2, 3, 4, 5, 6, 7].map((days) => today.add({ days }))
    const before = typed.slice(0, typed.lastIndexOf(',') + 1)
    return (meant ? [meant] : last === '' ? soon : []).map((day) => ({
      value: `${before}${day}`,
      label: `${before}${day} · ${dateIn(day, language)}`,
    }))
  }
  const holidays: Suggest = async (typed, { guild, language }) =>
    ((await guildSettings(db, guild))?.holidays ?? [])
      .map((day) => ({ value: day.toString(), label: `${day} · ${dateIn(day, language)}` }))
      .filter(({ label }) => label.includes(typed.trim()))
      .slice(0, 25)
  const topics: Suggest = async (typed, { guild, language }) => {
    const all = courseOf(await guildSettings(db, guild)).topics
    const fitting = topicsLike(typed, all, language).map((topic) => ({
      value: topic.id,
      label: shorten(`${all.indexOf(topic) + 1} · ${topic.title[language]}`, 100),
    }))
    const whole = { value: 'all', label: scheduleTexts(language).all }
    return [...fitting, ...(typed === '' ? [whole] : [])].slice(0, 25)
  }
  return [
    textOption(
      'weekdays',
      { ko: '퀴즈가 있는 요일, 예: 평일, 월수금', en: 'Weekdays with a quiz, for example Mon-Fri' },
      weekdays,
      100,
    ),
    textOption(
      'open_hours',
      { ko: '퀴즈를 열어 둘 시간 (1~24)', en: 'Hours a quiz stays open, 1 to 24' },
      hours,
    ),
    textOption(
      'holiday',
      {
        ko: '퀴즈를 쉬는 날 더하기, 쉼표로 여러 날',
        en: 'Add days without a quiz, commas between them',
      },
      dates,
      200,
    ),
    textOption(
      'remove_holiday',
      { ko: '쉬는 날 빼기', en: 'Take a holiday off the list' },
      holidays,
    ),
    textOption('pause_from', { ko: '쉬는 기간의 첫날', en: 'First day of a pause' }, dates),
    textOption(
      'pause_to',
      {
        ko: '쉬는 기간의 마지막 날, 없으면 다시 시작할 때까지',
        en: 'Last day of the pause; without it, until you resume',
      },
      dates,
    ),
    {
      kind: 'flag',
      name: 'resume',
      about: { ko: '쉬는 기간을 지금 끝내요', en: 'End the pause now' },
      required: false,
    },
    textOption(
      'topic',
      { ko: '어디까지 공부했나요', en: 'The topic the group has reached' },
      topics,
      100,
    ),
    textOption(
      'exam_date',
      { ko: '시험일, 지우려면 없음', en: 'Date of the exam, or none' },
      dates,
    ),
    {
      kind: 'choice',
      name: 'mode',
      about: {
        ko: '퀴즈에 답하는 방법 (다음 퀴즈부터)',
        en: 'How the quiz is answered, from the next one on',
      },
      required: false,
      choices: [
        { value: 'poll', label: { ko: '공개 투표', en: 'Public poll' } },
        { value: 'private', label: { ko: '버튼으로 비공개', en: 'Private, by buttons' } },
      ],
    },
    {
      kind: 'choice',
      name: 'board_day',
      about: { ko: '리더보드를 올릴 요일', en: 'Weekday of the leaderboard' },
      required: false,
      choices: [1, 2, 3, 4, 5, 6, 7].map((day) => ({
        value: String(day),
        label: { ko: dayName(day, 'ko'), en: dayName(day, 'en') },
      })),
    },
    textOption(
      'board_time',
      { ko: '리더보드를 올릴 시각', en: 'Time of the leaderboard' },
      times(boardTimes),
    ),
    textOption(
      'wake',
      { ko: '알림을 보내도 되는 첫 시각', en: 'Reminders come from this time' },
      times(wakeTimes),
    ),
    textOption(
      'sleep',
      { ko: '알림을 보내지 않기 시작하는 시각', en: 'Reminders end at this time' },
      times(sleepTimes),
    ),
  ]
}
