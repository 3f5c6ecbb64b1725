// Titles: what each kind of slot is called when it is announced.

import type { Bilingual } from '#core/language.ts'
import type { SlotKind } from './kinds.ts'

const titles = {
  quiz: { ko: '오늘의 퀴즈', en: "Today's quiz" },
  close: { ko: '퀴즈 마감·정답 공개', en: 'Quiz closes, answer revealed' },
  check: { ko: '집계 확인', en: 'Votes counted again' },
  reveal: { ko: '정답 공개', en: 'Answer revealed' },
  lesson: { ko: '한 번 더 짚기', en: 'Mini-lesson' },
  board: { ko: '주간 리더보드', en: 'Weekly leaderboard' },
  gaps: { ko: '제대로 답하지 못한 질문', en: 'Questions without a good answer' },
  pause: { ko: '쉬는 기간 안내', en: 'Notice: the pause begins' },
  moved: { ko: '쉬는 기간 변경 안내', en: 'Notice: the pause has a new end' },
  resume: { ko: '다시 시작 안내', en: 'Notice: the pause is over' },
  away: { ko: '봇이 쉰 날 안내', en: 'Notice: the bot was away' },
  notice: { ko: '퀴즈 정정 안내', en: 'Correction of a quiz' },
  remind: { ko: '연속 기록 알림', en: 'Streak reminders' },
  reminder: { ko: '연속 기록 알림', en: 'Streak reminder' },
  trouble: { ko: '관리자에게 알림', en: 'Notice to the owners' },
} satisfies Record<SlotKind, Bilingual>

export const slotTitle = (kind: string): Bilingual =>
  (titles as Readonly<Record<string, Bilingual>>)[kind] ?? { ko: kind, en: kind }
