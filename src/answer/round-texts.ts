// What a report about a quiz question says to the owner.

import type { Language } from '#core/language.ts'
import type { Day } from '#lib/day.ts'

const en = {
  link: (day: Day, url: string) =>
    `[the quiz of ${day.toLocaleString('en-US', { month: 'long', day: 'numeric' })}](${url})`,
  report: 'Question wrong?',
  void: 'Void',
  rekey: 'Re-key…',
  why: 'Why this question?',
}
type RoundTexts = typeof en

const ko: RoundTexts = {
  link: (day, url) => `[${day.month}월 ${day.day}일 퀴즈](${url})`,
  report: '문제 오류 신고',
  void: '무효 처리',
  rekey: '정답 바꾸기…',
  why: '왜 이 문제인가요?',
}

export const roundTextsIn = (language: Language): RoundTexts => (language === 'ko' ? ko : en)
