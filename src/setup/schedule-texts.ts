// What /schedule says.

import type { Language } from '#core/language.ts'
import { stamp } from '#core/stamp.ts'
import type { Day } from '#lib/day.ts'
import type { Coming, Gap } from '#schedule/preview.ts'
import { dateIn } from '#schedule/texts.ts'
import { slotTitle } from '#schedule/titles.ts'
import type { GuildSettings } from '#settings/settings.ts'

const monday = Temporal.PlainDate.from('2024-01-01')
/** The name of an ISO weekday, Monday = 1. */
export const dayName = (weekday: number, language: Language): string =>
  monday.add({ days: weekday - 1 }).toLocaleString(language, { weekday: 'long' })
/** The names of ISO weekdays; all seven have a word of their own. */
export const daysIn = (weekdays: readonly number[], language: Language): string => {
  const all = { en: 'every day', ko: '매일' }[language]
  return weekdays.length === 7 ? all : weekdays.map((day) => dayName(day, language)).join(', ')
}

const emoji: Readonly<Record<string, string>> = { quiz: '🗳️', board: '🏆', pause: '⏸️', resume: '▶️' }
const why: Record<Language, Record<Gap, string>> = {
  en: {
    pause: 'pause',
    holiday: 'holiday',
    weekday: 'no quiz on this weekday',
    had: 'the quiz of this date was posted already',
  },
  ko: {
    pause: '쉬는 기간',
    holiday: '휴일',
    weekday: '퀴즈가 없는 요일',
    had: '이 날짜의 퀴즈는 이미 올라왔어요',
  },
}

function comingLine(coming: Coming, language: Language): string {
  if (coming.kind === 'post') {
    const title = slotTitle(coming.of)[language]
    const when = `${stamp(coming.due, 'F')} (${stamp(coming.due, 'R')})`
    return `${emoji[coming.of] ?? '•'} **${title}** ${when}`
  }
  const from = dateIn(coming.from, language)
  const to = coming.to ? dateIn(coming.to, language) : '…'
  return `-# ${from === to ? from : `${from} – ${to}`} · ${why[language][coming.why]}`
}

/** What a guild's topic, course and pause are, as far as there are any. */
export type Shown = {
  readonly topic:
    | { readonly place: number; readonly of: number; readonly title: string }
    | undefined
  readonly topics: number
  /** The pause that is on or ahead. */
  readonly pause: { readonly from: Day; readonly to: Day | null } | undefined
  readonly holidays: readonly Day[]
  readonly daysToExam: number | undefined
}

const holidaysShown = 12
const listed = (days: readonly Day[], language: Language): string => {
  const more = days.length - holidaysShown
  const names = days.slice(0, holidaysShown).map((day) => dateIn(day, language))
  return [...names, ...(more > 0 ? [`+${more}`] : [])].join(' · ')
}

const en = {
  about: 'See when the next posts come; owners also change days, pauses and more',
  summary: (settings: GuildSettings, shown: Shown) =>
    [
      `**Daily quiz** ${daysIn(settings.weekdays, 'en')} at ${settings.quizTime} (${settings.zone}), open ${settings.openHours} ${settings.openHours === 1 ? 'hour' : 'hours'}`,
      `**Answers** ${settings.mode === 'poll' ? 'in a public poll' : 'private, by buttons, revealed together'}`,
      `**Leaderboard** ${dayName(settings.boardDay, 'en')} at ${settings.boardTime}, of the last whole week (Monday to Sunday)`,
      shown.topic
        ? `**Syllabus** topic ${shown.topic.place} of ${shown.topic.of}, ${shown.topic.title}: questions come from what has been reached`
        : `**Syllabus** all ${shown.topics} topics`,
      settings.examDate && shown.daysToExam !== undefined
        ? `**Exam** ${dateIn(settings.examDate, 'en')} ${settings.examDate.year} (${shown.daysToExam === 0 ? 'today' : shown.daysToExam > 0 ? `in ${shown.daysToExam} ${shown.daysToExam === 1 ? 'day' : 'days'}` : 'over'})`
        : '',
      shown.pause
        ? `**Pause** ${dateIn(shown.pause.from, 'en')} – ${shown.pause.to ? dateIn(shown.pause.to, 'en') : 'until an owner ends it'}`
        : '',
      shown.holidays.length > 0 ? `**Holidays** ${listed(shown.holidays, 'en')}` : '',
      `**Reminders** only from ${settings.wakeTime} to ${settings.sleepTime}`,
    ]
      .filter(Boolean)
      .join('\n'),
  heading: '### 📅 The schedule',
  changed: '### ✅ Changed',
  same: '### 📅 Nothing to change: it was so already',
  replaced: (from: Day, to: Day | null) =>
    `This takes the place of the pause that was to begin on ${dateIn(from, 'en')}${to ? ` and end on ${dateIn(to, 'en')}` : ''}.`,
  fromNextQuiz: 'A quiz that is open now stays as it is; the next one follows the new settings.',
  next: (coming: readonly Coming[]) =>
    coming.some(({ kind }) => kind === 'post')
      ? `**Next posts**\n${coming.map((one) => comingLine(one, 'en')).join('\n')}`
      : `**Next posts** none.${coming.length > 0 ? `\n${coming.map((one) => comingLine(one, 'en')).join('\n')}` : ''}`,
  hint: (mention: (command: string) => string) =>
    `-# Owners change one thing or several at once, for example ${mention('schedule')} \`weekdays: Mon-Fri\`. Channels, time, zone and language: ${mention('setup')}.`,
  notSetUp: (mention: (command: string) => string) =>
    `This server has no daily quiz yet. Someone who manages the server can start one with ${mention('setup')}.`,
  ownersOnly:
    'Only members who manage the server can change the schedule. Run the command without options to see it. Nothing was changed.',
  bad: {
    weekdays: (typed: string) =>
      `“${typed}” names no weekdays I know. Write \`every day\`, \`weekdays\`, \`Mon-Fri\` or \`Mon, Wed, Fri\`. Nothing was changed.`,
    hours: (typed: string) =>
      `“${typed}” is no number of hours a quiz can be open. Write a whole number from 1 to 24, for example 12. Nothing was changed.`,
    date: (typed: string) =>
      `“${typed}” is no date I know. Write it like 2026-12-25 or 12-25. Nothing was changed.`,
    past: (day: Day) =>
      `${dateIn(day, 'en')} ${day.year} is over. Write today's date or a later one. Nothing was changed.`,
    time: (typed: string) =>
      `“${typed}” is no time of day I know. Write it like 09:00 or 21:30. Nothing was changed.`,
    manyHolidays: (most: number) =>
      `There can be at most ${most} holidays. Remove some with \`remove_holiday\`, or use \`pause_from\` and \`pause_to\` for a longer break. Nothing was changed.`,
    noHoliday: (day: Day) =>
      `${dateIn(day, 'en')} ${day.year} is no holiday. Choose one from the list. Nothing was changed.`,
    resumeAndPause:
      'Write `resume` alone, or `pause_from` and `pause_to`: both at once contradict each other. Nothing was changed.',
    noPause: 'There is no pause to end. Nothing was changed.',
    pauseOn: (from: Day) =>
      `The pause since ${dateIn(from, 'en')} is still on. Move its end with \`pause_to\` alone, or end it with \`resume\`. Nothing was changed.`,
    pauseTold:
      'A pause that began today was announced and ended already. Begin the next one tomorrow or later. Nothing was changed.',
    pauseOrder: (from: Day, to: Day) =>
      `The pause would end on ${dateIn(to, 'en')}, before it begins on ${dateIn(from, 'en')}. Write a later \`pause_to\`. Nothing was changed.`,
    topic: (typed: string, topics: number) =>
      `The course has no single topic “${typed}”. Choose one from the list, write its number from 1 to ${topics}, or \`all\`. Nothing was changed.`,
    waking: (wake: string, sleep: string) =>
      `Waking hours from ${wake} to ${sleep} are no hours of one day. Write \`wake\` earlier than \`sleep\`. Nothing was changed.`,
  },
  all: 'All topics',
}
export type ScheduleTexts = typeof en

const ko: ScheduleTexts = {
  about: '다음에 올라올 것을 보여 줘요. 관리자는 요일, 쉬는 기간 등을 바꿀 수 있어요',
  summary: (settings, shown) =>
    [
      `**오늘의 퀴즈** ${daysIn(settings.weekdays, 'ko')} ${settings.quizTime} (${settings.zone}), ${settings.openHours}시간 동안`,
      `**답하는 방법** ${settings.mode === 'poll' ? '공개 투표' : '버튼으로 비공개, 마감 뒤 함께 공개'}`,
      `**리더보드** ${dayName(settings.boardDay, 'ko')} ${settings.boardTime}, 지난 한 주(월~일)의 순위`,
      shown.topic
        ? `**진도** ${shown.topic.of}개 중 ${shown.topic.place}번째 주제, ${shown.topic.title}: 여기까지 배운 주제에서 문제를 내요`
        : `**진도** ${shown.topics}개 주제 전체`,
      settings.examDate && shown.daysToExam !== undefined
        ? `**시험일** ${settings.examDate.year}년 ${dateIn(settings.examDate, 'ko')} (${shown.daysToExam === 0 ? '오늘' : shown.daysToExam > 0 ? `${shown.daysToExam}일 남음` : '지남'})`
        : '',
      shown.pause
        ? `**쉬는 기간** ${dateIn(shown.pause.from, 'ko')} – ${shown.pause.to ? dateIn(shown.pause.to, 'ko') : '관리자가 다시 시작할 때까지'}`
        : '',
      shown.holidays.length > 0 ? `**휴일** ${listed(shown.holidays, 'ko')}` : '',
      `**알림** ${settings.wakeTime}부터 ${settings.sleepTime} 사이에만`,
    ]
      .filter(Boolean)
      .join('\n'),
  heading: '### 📅 일정',
  changed: '### ✅ 바꿨어요',
  same: '### 📅 이미 그렇게 되어 있어요',
  replaced: (from, to) =>
    `${to ? `${dateIn(from, 'ko')} – ${dateIn(to, 'ko')}에` : `${dateIn(from, 'ko')}부터`} 쉬기로 했던 것을 이것으로 바꿨어요.`,
  fromNextQuiz: '지금 열려 있는 퀴즈는 그대로이고, 다음 퀴즈부터 새 설정을 따라요.',
  next: (coming) =>
    coming.some(({ kind }) => kind === 'post')
      ? `**다음에 올라올 것**\n${coming.map((one) => comingLine(one, 'ko')).join('\n')}`
      : `**다음에 올라올 것** 없어요.${coming.length > 0 ? `\n${coming.map((one) => comingLine(one, 'ko')).join('\n')}` : ''}`,
  hint: (mention) =>
    `-# 관리자는 하나만, 또는 여러 개를 한 번에 바꿀 수 있어요. 예: ${mention('schedule')} \`weekdays: 평일\`. 채널·시각·시간대·언어는 ${mention('setup')} 에서 정해요.`,
  notSetUp: (mention) =>
    `이 서버에는 아직 오늘의 퀴즈가 없어요. 서버 관리 권한이 있는 사람이 ${mention('setup')} 으로 시작할 수 있어요.`,
  ownersOnly:
    '일정은 서버 관리 권한이 있는 사람만 바꿀 수 있어요. 옵션 없이 실행하면 볼 수 있어요. 바뀐 것은 없어요.',
  bad: {
    weekdays: (typed) =>
      `“${typed}”에서 요일을 읽을 수 없어요. \`매일\`, \`평일\`, \`월~금\`, \`월수금\`처럼 적어 주세요. 바뀐 것은 없어요.`,
    hours: (typed) =>
      `“${typed}”은(는) 퀴즈를 열어 둘 시간으로 읽을 수 없어요. 12처럼 1에서 24 사이의 수를 적어 주세요. 바뀐 것은 없어요.`,
    date: (typed) =>
      `“${typed}”은(는) 날짜로 읽을 수 없어요. 2026-12-25나 12월 25일처럼 적어 주세요. 바뀐 것은 없어요.`,
    past: (day) =>
      `${day.year}년 ${dateIn(day, 'ko')}은 지난 날이에요. 오늘이나 그 뒤의 날짜를 적어 주세요. 바뀐 것은 없어요.`,
    time: (typed) =>
      `“${typed}”은(는) 시각으로 읽을 수 없어요. 09:00이나 21:30처럼 적어 주세요. 바뀐 것은 없어요.`,
    manyHolidays: (most) =>
      `휴일은 ${most}일까지 정할 수 있어요. \`remove_holiday\` 로 줄이거나 긴 휴식은 \`pause_from\`, \`pause_to\` 로 정해 주세요. 바뀐 것은 없어요.`,
    noHoliday: (day) =>
      `${day.year}년 ${dateIn(day, 'ko')}은 휴일이 아니에요. 목록에서 골라 주세요. 바뀐 것은 없어요.`,
    resumeAndPause:
      '`resume` 만 쓰거나, `pause_from` 과 `pause_to` 를 써 주세요. 함께 쓰면 뜻이 어긋나요. 바뀐 것은 없어요.',
    noPause: '끝낼 쉬는 기간이 없어요. 바뀐 것은 없어요.',
    pauseOn: (from) =>
      `${dateIn(from, 'ko')}에 시작한 쉬는 기간이 아직 끝나지 않았어요. \`pause_to\` 만 써서 끝나는 날을 바꾸거나 \`resume\` 으로 끝내 주세요. 바뀐 것은 없어요.`,
    pauseTold:
      '오늘 시작한 쉬는 기간을 이미 알리고 끝냈어요. 다음 쉬는 기간은 내일부터 정할 수 있어요. 바뀐 것은 없어요.',
    pauseOrder: (from, to) =>
      `쉬는 기간이 시작하는 ${dateIn(from, 'ko')}보다 끝나는 ${dateIn(to, 'ko')}이 먼저예요. \`pause_to\` 를 더 뒤로 적어 주세요. 바뀐 것은 없어요.`,
    topic: (typed, topics) =>
      `“${typed}”에 맞는 주제를 하나로 정할 수 없어요. 목록에서 고르거나 1에서 ${topics} 사이의 번호, 또는 \`all\` 을 적어 주세요. 바뀐 것은 없어요.`,
    waking: (wake, sleep) =>
      `${wake}부터 ${sleep}까지는 하루 안의 시간대가 아니에요. \`wake\` 를 \`sleep\` 보다 이르게 적어 주세요. 바뀐 것은 없어요.`,
  },
  all: '전체 주제',
}

export const scheduleTexts = (language: Language): ScheduleTexts => (language === 'ko' ? ko : en)
