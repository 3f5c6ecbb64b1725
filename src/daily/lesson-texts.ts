// What a mini-lesson says around the notes' own words.

import type { Language } from '#core/language.ts'
import type { Day } from '#lib/day.ts'
import { textsIn } from './texts.ts'

/** How many of all who answered chose one wrong option; options as members read them. */
type Mistake = {
  readonly count: number
  readonly all: number
  readonly chosen: string
  readonly right: readonly string[]
}

const en = {
  heading: '### 💡 Worth a second look',
  mistake: (day: Day | 'yesterday', { count, all, chosen, right }: Mistake) =>
    `${day === 'yesterday' ? 'Yesterday' : `In the quiz of ${textsIn('en').day(day)},`} ${count} of ${all} chose **${chosen}**. Right ${right.length === 1 ? 'is' : 'are'} ✅ **${right.join(', ')}**. The notes say:`,
  corrected: (isTold: boolean) =>
    `✏️ This question was corrected since${isTold ? '; see the notice' : ''}.`,
  counted: '✏️ The votes were counted anew since: no wrong answer misled many.',
  asAsked: '✏️ This question counts as it was asked.',
}
type LessonTexts = typeof en

const ko: LessonTexts = {
  heading: '### 💡 한 번 더 짚고 가요',
  mistake: (day, { count, all, chosen, right }) =>
    `${day === 'yesterday' ? '어제' : `${textsIn('ko').day(day)} 퀴즈에서`} ${all}명 중 ${count}명이 고른 답: **${chosen}**\n정답: ✅ **${right.join(', ')}**\n노트에는 이렇게 적혀 있어요.`,
  corrected: (isTold) =>
    `✏️ 이 문제는 그 뒤에 정정됐어요.${isTold ? ' 정정 공지를 봐 주세요.' : ''}`,
  counted: '✏️ 그 뒤에 표를 다시 세어 보니 많이 고른 오답은 없었어요.',
  asAsked: '✏️ 이 문제는 출제된 그대로 점수에 들어가요.',
}

export const lessonTextsIn = (language: Language): LessonTexts => (language === 'ko' ? ko : en)
