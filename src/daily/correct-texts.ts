// What a correction says: to the group once, and to the owner who makes it.

import type { Language } from '#core/language.ts'
import type { Day } from '#lib/day.ts'
import { textsIn } from './texts.ts'

const and = (options: readonly string[]): string => options.join(', ')

const en = {
  heading: (day: Day) => `### Correction to the quiz of ${textsIn('en').day(day)}`,
  voided:
    'This question turned out to be faulty, so it does not count: nobody gets points for it. **Every streak is safe**: whoever answered keeps the day, and whoever missed it loses nothing.',
  stillOpen: 'It can still be answered, and whoever does keeps the day for their streak.',
  countsAgain: 'This question counts after all. Whoever missed it still loses no streak for that.',
  keys: (options: readonly string[]) =>
    `Right ${options.length === 1 ? 'is' : 'are'} ✅ **${and(options)}**.`,
  right: (right: number, all: number) => `${right} of ${all} had it right.`,
  counted: 'Points, streaks and boards have been counted anew.',
  owner: {
    gone: 'That quiz is not on record here, or it has not been posted yet. Nothing was changed.',
    done: (day: Day, channel: string, seconds: number) =>
      `### The quiz of ${textsIn('en').day(day)} is corrected\nThe group is told in <#${channel}> in ${seconds} seconds. Correct it again before that, and only the last word is told.`,
    already: (day: Day) =>
      `### The quiz of ${textsIn('en').day(day)} stands like that already\nNothing was changed, and nobody is told anything.`,
    onceClosed:
      'Points and streaks follow when the quiz closes; the answer is revealed as you set it.',
    exactly: (keys: number) =>
      `Choose exactly ${keys === 1 ? 'one option' : `${keys} options`}: as many as were right before. Nothing was changed.`,
    choose: (day: Day) => `### What is right in the quiz of ${textsIn('en').day(day)}?`,
    consequence:
      '-# The quiz is then scored anew: points, streaks, every board, and one notice to the group. It counts then, also if it was voided.',
    hidden: '-# It is still open, so neither the answer nor the votes are shown here.',
    placeholder: (keys: number) => (keys === 1 ? 'The right option' : `The ${keys} right options`),
    votes: (count: number) => (count === 1 ? '1 vote' : `${count} votes`),
    untilNow: 'right until now',
  },
}
type CorrectTexts = typeof en

const ko: CorrectTexts = {
  heading: (day) => `### ${textsIn('ko').day(day)} 퀴즈 정정`,
  voided:
    '문제에 잘못이 있어 이 퀴즈는 점수에 넣지 않아요. **연속 기록은 모두 그대로예요**: 답한 사람은 그날이 이어지고, 답하지 않은 사람도 끊기지 않아요.',
  stillOpen: '마감 전까지 답할 수 있고, 답하면 그날의 연속 기록은 이어져요.',
  countsAgain: '이 퀴즈를 다시 점수에 넣어요. 답하지 않은 사람의 연속 기록도 끊기지 않아요.',
  keys: (options) => `정답: ✅ **${and(options)}**`,
  right: (right, all) => `${all}명 중 ${right}명이 맞혔어요.`,
  counted: '점수와 연속 기록, 리더보드를 다시 계산했어요.',
  owner: {
    gone: '여기에는 그 퀴즈의 기록이 없거나 아직 올라가지 않았어요. 바뀐 것은 없어요.',
    done: (day, channel, seconds) =>
      `### ${textsIn('ko').day(day)} 퀴즈를 정정했어요\n${seconds}초 뒤 <#${channel}>에 알려요. 그 전에 다시 정정하면 마지막 내용만 알려요.`,
    already: (day) =>
      `### ${textsIn('ko').day(day)} 퀴즈는 이미 그 상태예요\n바뀐 것도, 새로 알리는 것도 없어요.`,
    onceClosed: '점수와 연속 기록은 마감 때 계산하고, 정답은 지금 정한 대로 공개해요.',
    exactly: (keys) => `전과 같이 정확히 ${keys}개를 골라 주세요. 바뀐 것은 없어요.`,
    choose: (day) => `### ${textsIn('ko').day(day)} 퀴즈의 정답은 무엇인가요?`,
    consequence:
      '-# 고르면 점수, 연속 기록, 모든 리더보드를 다시 계산하고 그룹에 한 번 알려요. 무효였던 퀴즈도 다시 점수에 들어가요.',
    hidden: '-# 아직 열려 있는 퀴즈라 정답과 투표 수는 보여 주지 않아요.',
    placeholder: (keys) => (keys === 1 ? '정답을 골라 주세요' : `정답 ${keys}개를 골라 주세요`),
    votes: (count) => `${count}표`,
    untilNow: '지금까지의 정답',
  },
}

export const correctTextsIn = (language: Language): CorrectTexts => (language === 'ko' ? ko : en)
