// What the daily round says.

import type { Language } from '#core/language.ts'
import { stamp } from '#core/stamp.ts'
import type { Day } from '#lib/day.ts'
import { fileOf, placeOf } from '#lib/place.ts'

const stars = (difficulty: number) => '⭐'.repeat(difficulty)
const place = (file: string, lines: readonly [number, number]) => placeOf(fileOf(file), lines)
const letters = 'ABCDE'

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
    if (all === 0) return 'Nobody voted this time. Tomorrow there is another one.'
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
    open: (closes: Temporal.Instant, url: string, voted: string | undefined) =>
      `**Today's quiz is open** until ${stamp(closes, 't')} (${stamp(closes, 'R')}).\n${
        voted ? `Your vote: ${voted}. You can still change it.` : 'You have not voted yet.'
      }\n[Go to the quiz](${url})`,
    posting: "Today's quiz is on its way. Look again in a moment.",
    counting: "Today's quiz is closed. The answer appears in a moment.",
    closed: (url: string, next: Temporal.Instant | undefined) =>
      `Today's quiz is over: [see the question and its answer](${url}).${
        next ? ` The next one comes ${stamp(next, 'R')}.` : ''
      }`,
    waiting: (next: Temporal.Instant) =>
      `The next quiz comes ${stamp(next, 'F')} (${stamp(next, 'R')}).`,
    failed:
      "Today's quiz could not be posted. Someone who manages the server can run /setup to check the channel and the bot's permissions.",
    none: 'No quiz is planned. Someone who manages the server can check the days and the channel with /setup.',
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
    if (all === 0) return '이번에는 아무도 투표하지 않았어요. 내일 또 만나요.'
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
    open: (closes, url, voted) =>
      `**오늘의 퀴즈가 열려 있어요.** 마감 ${stamp(closes, 't')} (${stamp(closes, 'R')})\n${
        voted ? `내 선택: ${voted}. 마감 전까지 바꿀 수 있어요.` : '아직 투표하지 않았어요.'
      }\n[퀴즈로 가기](${url})`,
    posting: '오늘의 퀴즈를 올리는 중이에요. 잠시 뒤에 다시 확인해 주세요.',
    counting: '오늘의 퀴즈가 마감됐어요. 곧 정답이 올라와요.',
    closed: (url, next) =>
      `오늘의 퀴즈가 끝났어요: [문제와 정답 보기](${url}).${
        next ? ` 다음 퀴즈는 ${stamp(next, 'R')}에 올라와요.` : ''
      }`,
    waiting: (next) => `다음 퀴즈는 ${stamp(next, 'F')} (${stamp(next, 'R')})에 올라와요.`,
    failed:
      '오늘의 퀴즈를 올리지 못했어요. 서버 관리 권한이 있는 사람이 /setup 으로 채널과 봇 권한을 확인해 주세요.',
    none: '예정된 퀴즈가 없어요. 서버 관리 권한이 있는 사람이 /setup 으로 요일과 채널을 확인할 수 있어요.',
  },
}

export const textsIn = (language: Language): DailyTexts => (language === 'ko' ? ko : en)
