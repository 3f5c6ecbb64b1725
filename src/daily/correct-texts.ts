// What a correction says: to the group once, and to the owner who makes it.

import type { Language } from '#core/language.ts'
import type { Day } from '#lib/day.ts'
import type { Correction } from './correct.ts'
import type { Effect } from './correct-effect.ts'
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
  right: (right: number, all: number) =>
    all === 0 ? 'Nobody answered it.' : `${right} of ${all} had it right.`,
  corrected: '-# ✏️ Whoever manages this server corrected the answer.',
  counted: 'Points, streaks and boards have been counted anew.',
  owner: {
    gone: 'That quiz is not on record here, or it has not been posted yet. Nothing was changed.',
    done: (day: Day) => `### The quiz of ${textsIn('en').day(day)} is corrected`,
    toldSoon: (channel: string, seconds: number) =>
      `If the group knows otherwise in ${seconds} seconds, it is told in <#${channel}>. Correct it again before that, and only the last word is told.`,
    /** Before anything is done. */
    confirm: {
      void: (day: Day) => `### Void the quiz of ${textsIn('en').day(day)}?`,
      restore: (day: Day) => `### Count the quiz of ${textsIn('en').day(day)} again?`,
      rekey: (day: Day) => `### Re-key the quiz of ${textsIn('en').day(day)}?`,
    } satisfies Record<Correction['kind'], (day: Day) => string>,
    sure: {
      void: 'Void it',
      restore: 'Count it again',
      rekey: 'Re-key it',
    } satisfies Record<Correction['kind'], string>,
    keysThen: (options: readonly string[]) => `Right will be ✅ **${and(options)}**.`,
    effect: ({ gain, lose, all }: Effect) =>
      gain + lose === 0
        ? `Nobody's points change, and no streak gets shorter.`
        : `Points change for **${gain + lose} of ${all}** who answered: ${gain} gain, ${lose} lose. No streak gets shorter.`,
    spared: 'Whoever missed it loses no streak for that, also if you take this back later.',
    told: (channel: string) =>
      `-# The group is told once, in <#${channel}>. You can take it back afterwards.`,
    toldByReveal:
      '-# The group is told nothing now; the reveal shows the answer. You can take it back afterwards.',
    leave: 'Leave it',
    left: 'Nothing was changed.',
    takeBack: 'Take back',
    overtaken: (day: Day) =>
      `### The quiz of ${textsIn('en').day(day)} was corrected again meanwhile\nSo nothing was changed now. This is how it stands:`,
    already: (day: Day) =>
      `### The quiz of ${textsIn('en').day(day)} stands like that already\nNothing was changed, and nobody is told anything.`,
    /** What follows from a correction of an open round. */
    onceClosed: {
      void: 'It can still be answered. When it closes nobody gets points for it, and no streak gets shorter.',
      restore: 'Points and streaks follow when the quiz closes.',
      rekey:
        'Points and streaks follow when the quiz closes; the answer is revealed as you set it.',
    } satisfies Record<Correction['kind'], string>,
    exactly: (keys: number) =>
      `Choose exactly ${keys === 1 ? 'one option' : `${keys} options`}: as many as were right before. Nothing was changed.`,
    choose: (day: Day) => `### What is right in the quiz of ${textsIn('en').day(day)}?`,
    consequence:
      '-# You see what would change before anything does. Points, streaks and boards are then counted anew, also if the quiz was voided.',
    hidden: '-# It is still open, so neither the answer nor the votes are shown here.',
    prompt: (keys: number) => (keys === 1 ? 'The right option' : `The ${keys} right options`),
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
  right: (right, all) =>
    all === 0 ? '답한 사람은 없었어요.' : `${all}명 중 ${right}명이 맞혔어요.`,
  corrected: '-# ✏️ 서버를 관리하는 분이 정답을 바로잡았어요.',
  counted: '점수와 연속 기록, 리더보드를 다시 계산했어요.',
  owner: {
    gone: '여기에는 그 퀴즈의 기록이 없거나 아직 올라가지 않았어요. 바뀐 것은 없어요.',
    done: (day) => `### ${textsIn('ko').day(day)} 퀴즈를 정정했어요`,
    toldSoon: (channel, seconds) =>
      `${seconds}초 뒤에 모임이 아는 것과 다르면 <#${channel}>에 알려요. 그 전에 다시 정정하면 마지막 내용만 알려요.`,
    confirm: {
      void: (day) => `### ${textsIn('ko').day(day)} 퀴즈를 무효로 할까요?`,
      restore: (day) => `### ${textsIn('ko').day(day)} 퀴즈를 다시 점수에 넣을까요?`,
      rekey: (day) => `### ${textsIn('ko').day(day)} 퀴즈의 정답을 바꿀까요?`,
    },
    sure: { void: '무효 처리', restore: '다시 점수에 넣기', rekey: '정답 바꾸기' },
    keysThen: (options) => `바뀔 정답: ✅ **${and(options)}**`,
    effect: ({ gain, lose, all }) =>
      gain + lose === 0
        ? '점수가 바뀌는 사람은 없고, 연속 기록은 누구도 줄지 않아요.'
        : `답한 ${all}명 중 **${gain + lose}명**의 점수가 바뀌어요: ${gain}명 오르고 ${lose}명 내려요. 연속 기록은 누구도 줄지 않아요.`,
    spared: '답하지 않은 사람의 연속 기록도 끊기지 않고, 나중에 되돌려도 그대로예요.',
    told: (channel) => `-# <#${channel}>에 한 번 알려요. 나중에 되돌릴 수 있어요.`,
    toldByReveal:
      '-# 지금은 아무것도 알리지 않고, 정답 공개 때 보여 줘요. 나중에 되돌릴 수 있어요.',
    leave: '그대로 두기',
    left: '바뀐 것은 없어요.',
    takeBack: '되돌리기',
    overtaken: (day) =>
      `### 그사이 ${textsIn('ko').day(day)} 퀴즈가 다시 정정됐어요\n그래서 이번에는 아무것도 바꾸지 않았어요. 지금 상태는 이래요.`,
    already: (day) =>
      `### ${textsIn('ko').day(day)} 퀴즈는 이미 그 상태예요\n바뀐 것도, 새로 알리는 것도 없어요.`,
    onceClosed: {
      void: '마감 전까지 답할 수 있어요. 마감 때 점수를 얻는 사람은 없고, 연속 기록은 누구도 줄지 않아요.',
      restore: '점수와 연속 기록은 마감 때 계산해요.',
      rekey: '점수와 연속 기록은 마감 때 계산하고, 정답은 지금 정한 대로 공개해요.',
    },
    exactly: (keys) => `전과 같이 정확히 ${keys}개를 골라 주세요. 바뀐 것은 없어요.`,
    choose: (day) => `### ${textsIn('ko').day(day)} 퀴즈의 정답은 무엇인가요?`,
    consequence:
      '-# 무엇이 바뀌는지 먼저 보여 줘요. 그다음 점수, 연속 기록, 리더보드를 다시 계산하고, 무효였던 퀴즈도 다시 점수에 들어가요.',
    hidden: '-# 아직 열려 있는 퀴즈라 정답과 투표 수는 보여 주지 않아요.',
    prompt: (keys) => (keys === 1 ? '정답을 골라 주세요' : `정답 ${keys}개를 골라 주세요`),
    votes: (count) => `${count}표`,
    untilNow: '지금까지의 정답',
  },
}

export const correctTextsIn = (language: Language): CorrectTexts => (language === 'ko' ? ko : en)
