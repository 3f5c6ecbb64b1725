// What a report about a quiz question says to the owner.

import type { Language } from '#core/language.ts'
import type { Day } from '#lib/day.ts'

const en = {
  link: (day: Day, url: string) =>
    `[the quiz of ${day.toLocaleString('en-US', { month: 'long', day: 'numeric' })}](${url})`,
  report: 'Question wrong?',
  form: {
    title: 'Report this question',
    about: 'For example: two options are right, the answer is out of date. Your name goes with it.',
  },
  void: 'Void…',
  restore: 'Count it again…',
  rekey: 'Re-key…',
  why: 'Why this question?',
}
type RoundTexts = typeof en

const ko: RoundTexts = {
  link: (day, url) => `[${day.month}월 ${day.day}일 퀴즈](${url})`,
  report: '문제 오류 신고',
  form: {
    title: '이 문제 신고',
    about: '예: 답이 두 개예요, 정답이 예전 내용이에요. 이름이 함께 전해져요.',
  },
  void: '무효 처리…',
  restore: '다시 점수에 넣기…',
  rekey: '정답 바꾸기…',
  why: '왜 이 문제인가요?',
}

/** Whether a message that was reported without saying what it is about puts a question. */
export const asksQuestion = (text: string): boolean => /(?:round|회차) #[0-9A-Z]{6}\b/.test(text)

export const roundTextsIn = (language: Language): RoundTexts => (language === 'ko' ? ko : en)
