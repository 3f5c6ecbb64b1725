// /help: what the bot can do, said in one screen.

import type { Command } from '#core/command.ts'
import type { Language } from '#core/language.ts'

/** `mention` writes a command so that a click runs it. */
type Mention = (command: string) => string

const words: Record<Language, (mention: Mention) => readonly string[]> = {
  en: (mention) => [
    '### What I can do',
    [
      `${mention('ask')} answers from your group's notes and shows the lines it rests on. When the notes don't cover it, I say so. The buttons beneath give more, a question to practise, and the passages themselves; mention me in the answer's thread to ask on.`,
      `${mention('today')} shows today's quiz, your vote and the time left.`,
      `${mention('progress')} shows your streak, points and scores by exam domain.`,
      `${mention('leaderboard')} shows who is ahead this week.`,
      `${mention('schedule')} shows when the next posts come, and why a day has none.`,
      `${mention('settings')} is yours alone: your language, whether boards show you, and a reminder before your streak breaks.`,
    ].join('\n'),
    [
      "**Points** Each day's quiz gives 1 point for answering and 9 more for being right; practice gives 1 for each item right the first time that day, up to 3. Where two answers are right, both must be chosen; equal points share a rank.",
      '**Streak** grows on each quiz day you vote, or finish a practice set of five with three right while the quiz is open; every 7th day in a row earns a freeze (two at most) that saves one missed day. Days on which I was away and voided questions cost nothing.',
      '**Questions** When many chose the same wrong option, the notes say why on the next day. If a question itself looks wrong, press 🚩 under its answer: whoever manages the server can void or re-key it, and points are counted anew.',
    ].join('\n'),
    `-# Whoever manages the server: ${mention('setup')} for channels, time and zone, ${mention('schedule')} for weekdays, holidays, pauses and the syllabus, ${mention('why')} for why a question was chosen and to correct it, ${mention('gaps')} for what the notes lack, ${mention('feedback')} for what members said, ${mention('cost')} for what answers cost.`,
  ],
  ko: (mention) => [
    '### 이렇게 쓰세요',
    [
      `${mention('ask')} 모임의 노트로 답하고 근거가 적힌 줄을 보여 줘요. 노트에 없으면 없다고 말해요. 아래 버튼으로 더 자세한 설명, 연습 문제, 인용한 내용 전체를 볼 수 있고, 답변 스레드에서 저를 멘션하면 이어서 물어볼 수 있어요.`,
      `${mention('today')} 오늘의 퀴즈와 내 선택, 남은 시간을 보여 줘요.`,
      `${mention('progress')} 연속 기록, 점수, 시험 영역별 성적을 보여 줘요.`,
      `${mention('leaderboard')} 이번 주 순위를 보여 줘요.`,
      `${mention('schedule')} 다음에 올라올 것과, 쉬는 날은 왜 쉬는지 보여 줘요.`,
      `${mention('settings')} 나만의 설정이에요. 언어, 순위 표시, 연속 기록이 끊기기 전에 받을 알림을 정해요.`,
    ].join('\n'),
    [
      '**점수** 오늘의 퀴즈에 답하면 1점, 맞히면 9점을 더 받아요. 연습은 그날 처음에 바로 맞힌 문제마다 1점, 하루 3점까지예요. 정답이 둘이면 둘 다 골라야 하고, 점수가 같으면 순위도 같아요.',
      '**연속 기록** 퀴즈가 있는 날 투표하거나, 퀴즈가 열려 있는 동안 연습 다섯 문제를 마치고 셋 이상 맞히면 1씩 늘어요. 7일을 이어 갈 때마다 빠진 하루를 지켜 주는 보호권을 얻고, 두 개까지 가질 수 있어요. 제가 쉰 날과 무효가 된 문제는 세지 않아요.',
      '**문제** 많은 사람이 같은 오답을 고르면 다음 날 노트의 설명을 올려요. 문제가 이상하면 정답 아래 🚩를 눌러 주세요. 서버를 관리하는 분이 무효로 하거나 정답을 바꾸면 점수를 다시 계산해요.',
    ].join('\n'),
    `-# 서버를 관리하는 분: 채널·시각·시간대는 ${mention('setup')}, 요일·휴일·쉬는 기간·진도는 ${mention('schedule')}, 문제를 고른 까닭과 정정은 ${mention('why')}, 노트에 없던 질문은 ${mention('gaps')}, 멤버들의 의견은 ${mention('feedback')}, 답변 비용은 ${mention('cost')} 에서 볼 수 있어요.`,
  ],
}

export const helpCommand = (mention: Mention): Command => ({
  name: 'help',
  about: { ko: '무엇을 할 수 있는지 알려 줘요', en: 'See what I can do' },
  options: [],
  ownersOnly: false,
  isPrivate: () => true,
  run: async ({ language }) => ({
    panel: {
      tone: 'setup',
      blocks: words[language](mention).map((text) => ({ kind: 'text', text })),
    },
  }),
})
