// What the daily round says.

import type { Language } from '#core/language.ts'
import { stamp } from '#core/stamp.ts'
import type { Day } from '#lib/day.ts'
import { fileOf, placeOf } from '#lib/place.ts'
import { dateIn } from '#schedule/texts.ts'

const stars = (difficulty: number) => '⭐'.repeat(difficulty)
const place = (file: string, lines: readonly [number, number]) => placeOf(fileOf(file), lines)
const letters = 'ABCDE'

/** A ballot as its member reads it, and how many options it has to hold. */
export type Held = { readonly text: string; readonly count: number; readonly needed: number }

type Titles = { readonly domain: string; readonly topic: string }

const en = {
  day: (day: Day) => day.toLocaleString('en-US', { month: 'long', day: 'numeric' }),
  heading: (day: Day, { domain, topic }: Titles, difficulty: number, again: boolean) =>
    `**Quiz of ${en.day(day)}** · ${domain} · ${topic} ${stars(difficulty)}${again ? ' · again' : ''}`,
  option: (index: number) => `Option ${letters[index]}`,
  footer: (closes: Temporal.Instant, mark: string) =>
    `-# Open until ${stamp(closes, 't')} (${stamp(closes, 'R')}) · round ${mark}`,
  recallHeading: (day: Day, title: string) => `**Recall of ${en.day(day)}**\n### ${title}`,
  source: (file: string, lines: readonly [number, number], url: string | undefined) =>
    url ? `-# Source: [${place(file, lines)}](${url})` : `-# Source: ${place(file, lines)}`,
  revealHeading: (day: Day) => `### Answer to the quiz of ${en.day(day)}`,
  tempting: (option: string, count: number, why: string) =>
    `Most tempting: **${option}** (${count} ${count === 1 ? 'vote' : 'votes'})\n${why}`,
  whoWasRight: (names: readonly string[], more: number, all: number) => {
    if (all === 0) return 'Nobody voted this time. The next quiz is another chance.'
    const right = names.length + more
    const others = names.length > 0 && more > 0 ? [`${more} more`] : []
    const list = [...(names.length > 0 ? [names.join(', ')] : []), ...others].join(' and ')
    return right === 0
      ? `None of ${all} had it. That makes it worth reading.`
      : [`🎯 ${right} of ${all} right`, list].filter(Boolean).join(': ')
  },
  today: {
    notSetUp:
      'This server has no daily quiz yet. Someone who manages the server can start one with /setup.',
    open: (closes: Temporal.Instant, url: string, held: Held | undefined, isVoided: boolean) =>
      [
        `**Today's quiz is open** until ${stamp(closes, 't')} (${stamp(closes, 'R')}).`,
        ...(isVoided ? ['Its question was found wrong and gives no points.'] : []),
        held ? `Your vote: ${held.text}. You can still change it.` : 'You have not voted yet.',
        ...(held && held.count !== held.needed
          ? [`⚠️ This question asks for ${held.needed}; you hold ${held.count}.`]
          : []),
        `[Go to the quiz](${url})`,
      ].join('\n'),
    posting: "Today's quiz is on its way. Look again in a moment.",
    counting: "Today's quiz is closed. The answer appears in a moment.",
    closed: (url: string) => `Today's quiz is over: [see the question and its answer](${url}).`,
    off: {
      pause: (to: Day | null) =>
        `The daily quiz is on a break${to ? ` until ${dateIn(to, 'en')}` : ''}. Streaks are safe meanwhile.`,
      holiday: () => 'Today is a holiday of this server, so there is no quiz. Streaks are safe.',
      weekday: () => 'There is no quiz on this day of the week. Streaks are safe.',
    },
    waiting: (next: Temporal.Instant) =>
      `The next quiz comes ${stamp(next, 'F')} (${stamp(next, 'R')}).`,
    failed:
      "Today's quiz could not be posted. Someone who manages the server can run /setup to check the channel and the bot's permissions.",
    none: 'No quiz is planned. Someone who manages the server can check the channel with /setup and the days with /schedule.',
  },
}
export type DailyTexts = typeof en

const ko: DailyTexts = {
  day: (day) => `${day.month}월 ${day.day}일`,
  heading: (day, { domain, topic }, difficulty, again) =>
    `**${ko.day(day)} 오늘의 퀴즈** · ${domain} · ${topic} ${stars(difficulty)}${again ? ' · 다시' : ''}`,
  option: (index) => `${letters[index]}번`,
  footer: (closes, mark) => `-# 마감 ${stamp(closes, 't')} (${stamp(closes, 'R')}) · 회차 ${mark}`,
  recallHeading: (day, title) => `**${ko.day(day)} 오늘의 복습**\n### ${title}`,
  source: (file, lines, url) =>
    url ? `-# 출처: [${place(file, lines)}](${url})` : `-# 출처: ${place(file, lines)}`,
  revealHeading: (day) => `### ${ko.day(day)} 퀴즈 정답`,
  tempting: (option, count, why) => `가장 많이 고른 오답: **${option}** (${count}표)\n${why}`,
  whoWasRight: (names, more, all) => {
    if (all === 0) return '이번에는 아무도 투표하지 않았어요. 다음 퀴즈에서 만나요.'
    const right = names.length + more
    const others = names.length > 0 && more > 0 ? [`외 ${more}명`] : []
    const list = [...(names.length > 0 ? [names.join(', ')] : []), ...others].join(' ')
    return right === 0
      ? `${all}명 가운데 맞힌 사람이 없어요. 그만큼 읽어 둘 만한 내용이에요.`
      : [`🎯 ${all}명 중 ${right}명 정답`, list].filter(Boolean).join(': ')
  },
  today: {
    notSetUp:
      '이 서버에는 아직 오늘의 퀴즈가 없어요. 서버 관리 권한이 있는 사람이 /setup 으로 시작할 수 있어요.',
    open: (closes, url, held, isVoided) =>
      [
        `**오늘의 퀴즈가 열려 있어요.** 마감 ${stamp(closes, 't')} (${stamp(closes, 'R')})`,
        ...(isVoided ? ['문제가 잘못된 것으로 밝혀져 점수를 주지 않아요.'] : []),
        held ? `내 선택: ${held.text}. 마감 전까지 바꿀 수 있어요.` : '아직 투표하지 않았어요.',
        ...(held && held.count !== held.needed
          ? [`⚠️ ${held.needed}개를 고르는 문제인데 지금은 ${held.count}개를 골랐어요.`]
          : []),
        `[퀴즈로 가기](${url})`,
      ].join('\n'),
    posting: '오늘의 퀴즈를 올리는 중이에요. 잠시 뒤에 다시 확인해 주세요.',
    counting: '오늘의 퀴즈가 마감됐어요. 곧 정답이 올라와요.',
    closed: (url) => `오늘의 퀴즈가 끝났어요: [문제와 정답 보기](${url}).`,
    off: {
      pause: (to) =>
        `${to ? `${dateIn(to, 'ko')}까지 ` : ''}퀴즈를 쉬는 기간이에요. 연속 기록은 그대로 이어져요.`,
      holiday: () => '오늘은 이 서버의 휴일이라 퀴즈가 없어요. 연속 기록은 그대로 이어져요.',
      weekday: () => '오늘은 퀴즈가 없는 요일이에요. 연속 기록은 그대로 이어져요.',
    },
    waiting: (next) => `다음 퀴즈는 ${stamp(next, 'F')} (${stamp(next, 'R')})에 올라와요.`,
    failed:
      '오늘의 퀴즈를 올리지 못했어요. 서버 관리 권한이 있는 사람이 /setup 으로 채널과 봇 권한을 확인해 주세요.',
    none: '예정된 퀴즈가 없어요. 서버 관리 권한이 있는 사람이 /setup 으로 채널을, /schedule 로 요일을 확인할 수 있어요.',
  },
}

export const textsIn = (language: Language): DailyTexts => (language === 'ko' ? ko : en)
